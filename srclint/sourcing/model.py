"""The table of weights that decides which words attribute and where contents start and end.

rules/model/sourcing-en.json holds, for each decision and feature, the values seen in training with their weights:
log-odds that add up, in hundredths, as whole numbers load faster. bench/train_sourcing.py writes it. A feature
"lemma>group" has a table of its own for each lemma, so that a decision about one cue asks small tables and makes no
string for the pair.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from typing import Any

from srclint.data import parsed
from srclint.record import NamedTuple
from srclint.sourcing import features
from srclint.sourcing.lexicon import NO_TRIGGER, trigger
from srclint.sourcing.sources import KINDS, SOURCE

Weights = dict[str, int]
Tables = tuple[Weights, ...]
_NOTHING: Weights = {}
_get = dict.get
_ZEROS = (0,) * 16
FAR = -4000


class Task(NamedTuple):
    """A decision: the names of its features, and how many classes it has; the first stands at 0."""

    features: tuple[str, ...]
    classes: int = 2


TASKS = {
    "cue": Task(features.CUE),
    "layout": Task(features.LAYOUT, 3),
    "statement": Task(features.STATEMENT),
    "start": Task(features.START),
    "resume": Task(features.RESUME),
    "end": Task(features.END),
    "left_end": Task(features.LEFT_END),
    "left_start": Task(features.LEFT_START),
    "source": Task(SOURCE, len(KINDS)),
}


def odds(tables: Tables, keys: Iterable[str], bias: int) -> int:
    """The log-odds of yes, in hundredths: the bias and the weight of each key in its table."""
    return sum(map(_get, tables, keys, _ZEROS), bias)


def sigmoid(odds_of_yes: int) -> float:
    """The probability of a log-odds in hundredths."""
    return 1 / (1 + exp(-0.01 * odds_of_yes)) if odds_of_yes > FAR else 0.0


class Decision:
    """The tables of one decision, or of one class of it, by feature."""

    __slots__ = ("_names", "bias", "tables")

    def __init__(self, names: tuple[str, ...], bias: int, tables: Mapping[str, Any]) -> None:
        self.bias = bias
        self.tables = {name: tables.get(name, _NOTHING) for name in names}
        self._names = [(name, name.partition(">")[0]) for name in names]

    def bound(self, outer: Mapping[str, str], *leave_out: str) -> Tables:
        """The tables in the order of the keys, where `outer` tells the values that features go by."""
        return tuple(
            self.tables[name].get(outer[part], _NOTHING) if part != name else self.tables[name]
            for name, part in self._names
            if part not in leave_out
        )


class Bound(NamedTuple):
    """The tables that hold for one cue word."""

    cue: Tables
    left: Tables
    both: Tables
    statement: Tables
    start: Tables
    resume: Tables
    end: Weights
    left_start: Weights


class Model(NamedTuple):
    """All decisions of the extractor.

    `often` are the lemmas that mostly attribute; `by_tag` and `by_before` hold the tables for ends to the right and
    starts to the left by the tag of the place and the one before it.
    """

    cue: Decision
    left: Decision
    both: Decision
    statement: Decision
    start: Decision
    resume: Decision
    end: Decision
    left_end: Decision
    left_start: Decision
    source: dict[str, tuple[int, Tables]]
    often: frozenset[str]
    by_tag: dict[str, Tables]
    by_before: dict[str, Tables]


@cache
def model() -> Model:
    """The shipped weights."""
    return read(parsed("model/sourcing-en.json"))


def read(table: Mapping[str, Any]) -> Model:
    """The model of a parsed weight file."""

    def one(name: str, k: int = 0) -> Decision:
        return Decision(TASKS[name].features, table[name][k]["bias"], table[name][k])

    end, left_start = one("end"), one("left_start")
    return Model(
        cue=one("cue"),
        left=one("layout", 0),
        both=one("layout", 1),
        statement=one("statement"),
        start=one("start"),
        resume=one("resume"),
        end=end,
        left_end=one("left_end"),
        left_start=left_start,
        source={kind: (one("source", k).bias, one("source", k).bound({})) for k, kind in enumerate(KINDS[1:])},
        often=frozenset(table["often"]),
        by_tag=_by(end, "tag", "lemma"),
        by_before=_by(left_start, "before", "lemma"),
    )


def _by(decision: Decision, part: str, leave_out: str) -> dict[str, Tables]:
    """The tables for each value of one of the parts that features go by, and for "", any other value."""
    values = {value for name in decision.tables if name.startswith(f"{part}>") for value in decision.tables[name]}
    return {value: decision.bound({part: value}, leave_out) for value in ("", *values)}


@cache
def bound(word: str) -> Bound:
    """The tables that hold for a cue word in lower case."""
    m = model()
    lemma, form, _, kind = trigger(word) or NO_TRIGGER
    outer = {"lemma": lemma, "form": form, "kind": kind, "word": word}
    return Bound(
        cue=m.cue.bound(outer),
        left=m.left.bound(outer),
        both=m.both.bound(outer),
        statement=m.statement.bound(outer),
        start=m.start.bound(outer),
        resume=m.resume.bound(outer),
        end=m.end.tables["lemma>word"].get(lemma, _NOTHING),
        left_start=m.left_start.tables["lemma>mark"].get(lemma, _NOTHING),
    )

"""The table of weights that decides which words attribute and where contents start and end.

rules/model/sourcing-en.json holds, for each decision and feature, the values seen in training with their weights:
log-odds that add up, in hundredths, as whole numbers load faster. bench/train_sourcing.py writes it. A feature
"lemma>group" has a table of its own for each lemma, so that a decision about one cue asks small tables and makes no
string for the pair.
"""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import repeat
from math import exp
from typing import Any

from srclint import data, kept
from srclint.data import parsed
from srclint.record import NamedTuple
from srclint.sourcing import features
from srclint.sourcing.lexicon import NO_TRIGGER, trigger
from srclint.sourcing.sources import KINDS, SOURCE

Weights = dict[str, int]
Tables = tuple[Weights, ...]
_NOTHING: Weights = {}
_get = dict.get
_ZEROS = repeat(0)
FAR = -4000
MAX_BOUND = 4096


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

    __slots__ = ("_tables", "bias")

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.bias: int = row["bias"]
        self._tables = row

    def bound(self, names: Iterable[str], outer: Mapping[str, str]) -> Tables:
        """The tables of some features, in their order, where `outer` tells the values that they go by."""
        return tuple([self._table(name, outer) for name in names])

    def _table(self, name: str, outer: Mapping[str, str]) -> Weights:
        table: Any = self._tables.get(name, _NOTHING)
        part, parted, _ = name.partition(">")
        found: Weights = table.get(outer[part], _NOTHING) if parted else table
        return found


# Four decisions on a cue look at the same things, so that one number holds four weights, and one look-up gives all of
# them. Each has 15 bits; a sum is at home in them if half of what they hold is added to it.
_BITS = 15
_ZERO = 1 << _BITS - 1
_MASK = (1 << _BITS) - 1
_CUE, _STATEMENT, _LEFT = 3 * _BITS, 2 * _BITS, _BITS
_TOGETHER = (("cue", 0, _CUE), ("statement", 0, _STATEMENT), ("layout", 0, _LEFT), ("layout", 1, 0))


def together(table: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of the four decisions on a cue as those of one, of the weights as they were trained."""
    shifted = [(table[name][k], shift) for name, k, shift in _TOGETHER]
    out: dict[str, Any] = {"bias": sum(row["bias"] + _ZERO << shift for row, shift in shifted)}
    for name in (*features.CANDIDATE, *features.LIKELY):
        own: dict[str, Any] = {}
        for row, shift in shifted:
            _add(own, row.get(name, _NOTHING), shift)
        out[name] = own
    return out


def _add(total: dict[str, Any], table: Mapping[str, Any], shift: int) -> None:
    """Add the weights of a table, or of the tables in it, at the place of their decision."""
    for key, weight in table.items():
        if isinstance(weight, int):
            total[key] = total.get(key, 0) + (weight << shift)
        else:
            _add(total.setdefault(key, {}), weight, shift)


def is_cue(total: int) -> int:
    """The log-odds that a candidate is a cue, of weights added up."""
    return (total >> _CUE) - _ZERO


def verdict(total: int) -> tuple[int, int, int]:
    """The other log-odds: that something is stated; that the content stands left, or on both sides, and not right."""
    return (total >> _STATEMENT & _MASK) - _ZERO, (total >> _LEFT & _MASK) - _ZERO, (total & _MASK) - _ZERO


class Bound(NamedTuple):
    """The tables that hold for one cue word."""

    candidate: Tables
    likely: Tables
    start: Tables
    resume: Tables
    end: Weights
    left_start: Weights


class Model(NamedTuple):
    """All decisions of the extractor; `cue` are four, and `often` the lemmas that mostly attribute."""

    cue: Decision
    start: Decision
    resume: Decision
    end: Decision
    left_end: Decision
    left_start: Decision
    source: dict[str, tuple[int, Tables]]
    often: frozenset[str]


@cache
def model() -> Model:
    """The shipped weights."""
    return read(shipped())


def shipped() -> dict[str, Any]:
    """The shipped weights as they are kept from run to run."""
    path = "model/sourcing-en.json"
    return kept.made("weights", data.origin(), lambda: as_kept(parsed(path)), __file__, features.__file__)


def as_kept(table: Mapping[str, Any]) -> dict[str, Any]:
    """Weights as they were trained, with the four decisions on a cue as one."""
    return {**table, "cue": [together(table)], "statement": None, "layout": None}


def read(table: Mapping[str, Any]) -> Model:
    """The model of the weights as they are kept."""
    source = [Decision(row) for row in table["source"]]
    return Model(
        cue=Decision(table["cue"][0]),
        start=Decision(table["start"][0]),
        resume=Decision(table["resume"][0]),
        end=Decision(table["end"][0]),
        left_end=Decision(table["left_end"][0]),
        left_start=Decision(table["left_start"][0]),
        source={kind: (one.bias, one.bound(SOURCE, {})) for kind, one in zip(KINDS[1:], source, strict=True)},
        often=frozenset(table["often"]),
    )


@cache
def bound(word: str) -> Bound:
    """The tables that hold for a cue word in lower case."""
    m = model()
    lemma, form, _, kind = trigger(word) or NO_TRIGGER
    outer = {"lemma": lemma, "form": form, "kind": kind, "word": word}
    return Bound(
        candidate=m.cue.bound(features.CANDIDATE, outer),
        likely=m.cue.bound(features.LIKELY, outer),
        start=m.start.bound(features.START, outer),
        resume=m.resume.bound(features.RESUME, outer),
        end=m.end.bound(["lemma>word"], outer)[0],
        left_start=m.left_start.bound(["lemma>mark"], outer)[0],
    )


@lru_cache(maxsize=MAX_BOUND)
def ends_before(tag: str) -> Tables:
    """The tables for the end of content right of a cue, before a token of some tag; without that of the lemma."""
    return model().end.bound(features.END[:-1], {"tag": tag})


@lru_cache(maxsize=MAX_BOUND)
def starts_after(tag: str) -> Tables:
    """The tables for the start of content left of a cue, after a token of some tag; without that of the lemma."""
    return model().left_start.bound(features.LEFT_START[:-1], {"before": tag})


@lru_cache(maxsize=MAX_BOUND)
def left_ends(kind: str, group: str, after: str) -> Tables:
    """The tables for the end of content left of a cue, by its kind, its verb group and the tag behind it."""
    return model().left_end.bound(features.LEFT_END, {"kind": kind, "group": group, "after": after})

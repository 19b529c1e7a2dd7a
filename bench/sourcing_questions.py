"""The questions that the sourcing extractor asks of a story, with the features that answer them."""

from collections.abc import Iterator
from typing import NamedTuple

from srclint.sourcing.edges import ends_left, ends_right, resumptions, starts_left, starts_right
from srclint.sourcing.extract import candidates
from srclint.sourcing.features import (
    CANDIDATE,
    LIKELY,
    Cue,
    Keys,
    cue_keys,
    end_keys,
    first_verb,
    first_word,
    last_verb,
    layout_keys,
    left_end_keys,
    left_start_keys,
    start_keys,
)
from srclint.sourcing.model import TASKS
from srclint.sourcing.stream import Stream

STOPS = ("start", "resume", "end", "left_end", "left_start")
Feature = tuple[str, ...]
_ASKED = {"cue": CANDIDATE, "layout": (*CANDIDATE, *LIKELY), "statement": CANDIDATE}


class Question(NamedTuple):
    """A decision on a cue of a story, which goes by its number.

    `place` is where content may start or end, `anchor` its other end where that is known, else the cue.
    """

    task: str
    story: int
    cue: Cue
    features: list[Feature]
    anchor: int = 0
    place: int = 0


def cues(story: int, s: Stream) -> Iterator[Question]:
    """Whether they attribute, of all words of a story that may."""
    for place in candidates(s):
        keys = cue_keys(s, *place)
        c = Cue(s, *place, keys[0])
        yield Question("cue", story, c, named("cue", c, keys))


def of_cue(task: str, cue: Question) -> Question:
    """Another question on a cue: "layout" or "statement"."""
    c = cue.cue
    keys = cue_keys(c.stream, c.head, c.begin, c.end)
    return Question(task, cue.story, c, named(task, c, (*keys, *layout_keys(c)) if task == "layout" else keys))


def stops(task: str, cue: Question, anchor: int) -> list[Question]:
    """Whether content starts or ends at each place where it may, in the order in which they are asked."""
    return [
        Question(task, cue.story, cue.cue, features, anchor, place)
        for place, features in _STOPS[task](task, cue.cue, anchor)
    ]


Places = Iterator[tuple[int, list[Feature]]]


def _starts(task: str, c: Cue, _: int) -> Places:
    for k in starts_right(c) if task == "start" else resumptions(c):
        yield k, named(task, c, start_keys(c, k)[: len(TASKS[task].features)])


def _ends(task: str, c: Cue, start: int) -> Places:
    places, shape = ends_right(c, start), c.stream.shape
    first, verb = first_word(c.stream, start), first_verb(c.stream, start, places[-1])
    for k in places:
        yield k, named(task, c, end_keys(c, start, k, first, verb), tag=shape[k] if k < c.end else ">")


def _left_ends(task: str, c: Cue, _: int) -> Places:
    for k in ends_left(c):
        yield k, named(task, c, left_end_keys(c, k))


def _left_starts(task: str, c: Cue, stop: int) -> Places:
    verb = last_verb(c.stream, c.begin, stop)
    for k in starts_left(c, stop):
        yield k, named(task, c, left_start_keys(c, stop, k, verb), before=c.stream.shape[k - 1])


_STOPS = {"start": _starts, "resume": _starts, "end": _ends, "left_end": _left_ends, "left_start": _left_starts}


def named(task: str, c: Cue, keys: Keys, tag: str = "", before: str = "") -> list[Feature]:
    """The features of a decision: (name, value), or (name, what it goes by, value) for "lemma>group" and the like."""
    s, i = c.stream, c.head
    outer = {
        "lemma": c.lemma,
        "kind": c.kind,
        "form": c.form,
        "word": s.low[i],
        "group": c.group,
        "after": s.shape[i + 1] if i + 1 < c.end else ">",
        "tag": tag,
        "before": before,
    }
    own = TASKS[task].features
    return [
        (name, outer[name.partition(">")[0]], key) if ">" in name else (name, key)
        for name, key in zip(_ASKED.get(task, own), keys, strict=True)
        if name in own
    ]

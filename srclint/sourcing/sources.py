"""Where the source of a cue may stand: the phrases the model chooses among."""

from srclint.sourcing.features import Cue, Keys
from srclint.sourcing.phrases import Range, left_phrase, main_subject, right_phrase
from srclint.sourcing.wordlists import phrase_words

KINDS = ("none", "left", "right", "by", "owner", "of", "before", "main")


def source_candidates(c: Cue, left: Range | None, right: Range | None, before: Range | None) -> dict[str, Range]:
    """The phrases that may be the source, by kind; `left` and `right` are the token ranges of the content."""
    s, i = c.stream, c.head
    floor = left[1] if left is not None and left[1] <= i else c.begin
    stop = right[0] if right is not None and right[0] > i else c.end
    found: dict[str, Range | None] = {}
    if c.subject >= floor:
        found["left"] = left_phrase(s, floor, c.subject)
    if i + 1 < stop:
        found["right"] = right_phrase(s, i + 1, stop)
        found |= _agent(c, stop)
    found["owner"] = _owner(c, floor)
    found["before"] = before
    main = main_subject(s, c.begin, i)
    found["main"] = main if main != found.get("left") else None
    return {kind: phrase for kind, phrase in found.items() if phrase is not None}


def _agent(c: Cue, stop: int) -> dict[str, Range | None]:
    """The phrase after "by", or after "of", "from", "among" or "to" close by."""
    s, i = c.stream, c.head
    for k in range(i + 1, min(i + 9, stop)):
        if s.shape[k] == "Y":
            return {} if s.low[k + 1] in phrase_words().means else {"by": right_phrase(s, k + 1, stop)}
        if k < i + 4 and s.low[k] in _OF:
            return {"of": right_phrase(s, k + 1, stop)}
    return {}


_OF = frozenset(("of", "from", "among", "to"))


def _owner(c: Cue, floor: int) -> Range | None:
    """The possessive before a cue noun: "the police's claim", "his claim"."""
    s, shape = c.stream, c.stream.shape
    for k in range(c.head - 1, max(floor, c.head - 7) - 1, -1):
        if shape[k] == "G" or s.low[k].endswith(("'s", "s'")):
            start = k
            while start > floor and shape[start - 1] in "U.wsnD#" and shape[k] != "G":
                start -= 1
            return start, k + 1
        if shape[k] not in "Uwsdgn#VA":
            break
    return None


SOURCE = (
    "have", "group", "subject", "lead", "next", "nextword", "tail", "subjectword", "have+class", "gap", "room",
)  # fmt: skip


def source_keys(c: Cue, layout: int, found: dict[str, Range], left: Range | None, right: Range | None) -> Keys:
    """Which of the candidates is the source?"""
    s, i = c.stream, c.head
    low, shape = s.low, s.shape
    prev = shape[i - 1] if i > c.begin else "<"
    following = shape[i + 1] if i + 1 < c.end else ">"
    have = "".join([_SHORT[kind] for kind in found])
    where = _LAYOUTS[layout]
    subject = shape[c.subject] if c.subject >= c.begin else "<"
    subject_word = low[c.subject] if c.subject >= c.begin else "<"
    near, far = found.get("left"), found.get("right")
    lead = shape[near[0]] + shape[near[1] - 1] if near else ""
    gap = str(min(5, near[0] - left[1])) + where if near and left is not None else ""
    room = str(min(6, right[0] - i)) + following + where if right is not None and right[0] > i else ""
    return (
        have + where,
        c.group + c.form + where,
        subject + c.group + where,
        lead + c.group + where + c.form,
        following + where + c.form,
        (low[i + 1] if i + 1 < c.end else ">") + where,
        (shape[far[0]] if far else "") + prev + where,
        subject_word + c.form,
        have + c.kind,
        gap,
        room,
    )


_SHORT = {"left": "l", "right": "r", "by": "b", "owner": "o", "of": "f", "before": "e", "main": "m"}
_LAYOUTS = ("1", "2", "3")

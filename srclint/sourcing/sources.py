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
    found: dict[str, Range] = {}
    near = left_phrase(s, floor, c.subject)
    if near is not None:
        found["left"] = near
    if i + 1 < stop:
        far = right_phrase(s, i + 1, stop)
        if far is not None:
            found["right"] = far
        kind, agent = _agent(c, stop)
        if agent is not None:
            found[kind] = agent
    owner = _owner(c, floor)
    if owner is not None:
        found["owner"] = owner
    if before is not None:
        found["before"] = before
    main = main_subject(s, c.begin, i)
    if main is not None and main != near:
        found["main"] = main
    return found


def _agent(c: Cue, stop: int) -> tuple[str, Range | None]:
    """The phrase after "by", or after "of", "from", "among" or "to" close by, and which of the two it is."""
    s, i = c.stream, c.head
    for k in range(i + 1, min(i + 9, stop)):
        if s.shape[k] == "Y":
            return "by", None if s.low[k + 1] in phrase_words().means else right_phrase(s, k + 1, stop)
        if k < i + 4 and s.low[k] in _OF:
            return "of", right_phrase(s, k + 1, stop)
    return "by", None


_OF = frozenset(("of", "from", "among", "to"))


OWNER = 7
_OWNING = frozenset("Uwsdgn#VA")


def _owner(c: Cue, floor: int) -> Range | None:
    """The possessive before a cue noun: "the police's claim", "his claim"."""
    low, shape, last = c.stream.low, c.stream.shape, c.head - 1
    for k in range(last, floor - 1 if floor > last - OWNER else last - OWNER, -1):
        tag = shape[k]
        if tag == "G":
            return k, k + 1
        if "'" in low[k] and low[k].endswith(("'s", "s'")):
            start = k
            while start > floor and shape[start - 1] in "U.wsnD#":
                start -= 1
            return start, k + 1
        if tag not in _OWNING:
            break
    return None


SOURCE = (
    "have", "group", "subject", "lead", "next", "nextword", "tail", "subjectword", "have+class", "gap", "room",
)  # fmt: skip


def source_keys(c: Cue, layout: int, found: dict[str, Range], left: Range | None, right: Range | None) -> Keys:
    """Which of the candidates is the source?"""
    s, i, form = c.stream, c.head, c.form
    low, shape = s.low, s.shape
    prev = shape[i - 1] if i > c.begin else "<"
    following, next_word = (shape[i + 1], low[i + 1]) if i + 1 < c.end else (">", ">")
    subject, subject_word = (shape[c.subject], low[c.subject]) if c.subject >= c.begin else ("<", "<")
    have = "".join(map(_letter_of, found))
    where = _LAYOUTS[layout]
    group, ahead = c.group + where, following + where
    near, far = found.get("left"), found.get("right")
    lead = shape[near[0]] + shape[near[1] - 1] if near else ""
    gap = str(min(5, near[0] - left[1])) + where if near and left is not None else ""
    room = _ROOMS.get(right[0] - i, "6") + ahead if right is not None and right[0] > i else ""
    return (
        have + where,
        c.group + form + where,
        subject + group,
        lead + group + form,
        ahead + form,
        next_word + where,
        (shape[far[0]] if far else "") + prev + where,
        subject_word + form,
        have + c.kind,
        gap,
        room,
    )


_letter_of = {"left": "l", "right": "r", "by": "b", "owner": "o", "of": "f", "before": "e", "main": "m"}.__getitem__
_LAYOUTS = ("1", "2", "3")
_ROOMS = {tokens: str(tokens) for tokens in range(6)}

"""Where the source of a cue may stand: the phrases the model chooses among."""

from srclint.sourcing.features import Context, Keys
from srclint.sourcing.phrases import Range, left_phrase, main_subject, right_phrase

KINDS = ("none", "left", "right", "by", "owner", "of", "before", "main")


def source_candidates(c: Context, left: Range | None, right: Range | None, before: Range | None) -> dict[str, Range]:
    """The phrases that may be the source, by kind; `left` and `right` are the token ranges of the content."""
    s, i = c.stream, c.head
    tags = s.tags
    out: dict[str, Range] = {}
    floor = c.begin
    if left is not None and left[1] <= i:
        floor = left[1]
    if c.subject >= floor:
        got = left_phrase(s, floor, c.subject)
        if got:
            out["left"] = got
    stop = right[0] if right is not None and right[0] > i else c.end
    if i + 1 < stop:
        got = right_phrase(s, i + 1, stop)
        if got:
            out["right"] = got
        for k in range(i + 1, min(i + 9, stop)):
            if tags[k] == "Y" or (k < i + 4 and s.low[k] in ("of", "from", "among", "to")):
                got = right_phrase(s, k + 1, stop)
                if got:
                    out.setdefault("by" if tags[k] == "Y" else "of", got)
                break
    for k in range(i - 1, max(floor, i - 7) - 1, -1):
        if tags[k] == "G" or s.low[k].endswith(("'s", "s'")):
            start = k
            while start > floor and tags[start - 1] in "U.wsnD#" and tags[k] != "G":
                start -= 1
            out["owner"] = (start, k + 1)
            break
        if tags[k] not in "Uwsdgn#VA":
            break
    if before is not None:
        out["before"] = before
    main = main_subject(s, c.begin, i)
    if main is not None and main != out.get("left"):
        out["main"] = main
    return out


SOURCE = (
    "have", "group", "subject", "lead", "next", "nextword", "tail", "subjectword", "have+class", "gap", "room",
)  # fmt: skip


def source_keys(c: Context, layout: int, found: dict[str, Range], left: Range | None, right: Range | None) -> Keys:
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

"""Where the source of a cue may stand: the phrases the model chooses among."""

from collections.abc import Iterator

from srclint.sourcing.features import Context, Feature
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


def source_features(
    c: Context, layout: int, found: dict[str, Range], left: Range | None, right: Range | None
) -> Iterator[Feature]:
    """Which of the candidates is the source?"""
    s, i = c.stream, c.head
    low, tags, trigger = s.low, s.tags, s.words[i].trigger
    assert trigger is not None
    kind = trigger.classes + trigger.form
    pt = tags[i - 1] if i > c.begin else "<"
    nt = tags[i + 1] if i + 1 < c.end else ">"
    have = "".join(k[0] + k[-1] for k in KINDS if k in found)
    sub = tags[c.subject] if c.subject >= c.begin else "<"
    lp = found.get("left")
    lead = tags[lp[0]] + (tags[lp[1] - 1] if lp[1] <= len(tags) else "") if lp else ""
    rp = found.get("right")
    tail = tags[rp[0]] if rp else ""
    where = str(layout)
    yield "bias", where
    yield "have", have + where
    yield "group", c.group + trigger.form + where
    yield "subject", sub + c.group + where
    yield "lead", lead + c.group + where + trigger.form
    yield "next", nt + where + trigger.form
    yield "nextword", (low[i + 1] if i + 1 < c.end else ">") + where
    yield "tail", tail + pt + where
    yield "subjectword", (low[c.subject] if c.subject >= c.begin else "<") + trigger.form
    yield "have+class", have + kind
    if lp and left is not None:
        yield "gap", str(min(5, lp[0] - left[1])) + where
    if right is not None and right[0] > i:
        yield "room", str(min(6, right[0] - i)) + nt + where

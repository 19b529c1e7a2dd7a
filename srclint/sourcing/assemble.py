"""Attributions in the article's own offsets: speakers, running quotations, quotations that stand alone."""

from typing import NamedTuple

from srclint.article import Span
from srclint.sourcing.extract import Found
from srclint.sourcing.names import Phrase
from srclint.sourcing.people import Entry
from srclint.sourcing.phrases import Range
from srclint.sourcing.resolve import Resolver
from srclint.sourcing.result import Attribution
from srclint.sourcing.streams import Part, Piece

ALONE = 24


class Item(NamedTuple):
    """One attribution whose source is a phrase yet; `at` is the number of its stream."""

    at: int
    found: Found
    source: Range | None
    phrase: Phrase


def attributions(
    parts: list[Part], items: list[Item], runs: list[tuple[Piece, ...]], resolver: Resolver
) -> tuple[Attribution, ...]:
    """The attributions in reading order; quotations that nobody is given go to who spoke before."""
    owned, extra = _share(parts, items, runs)
    by_part: dict[int, list[Item]] = {}
    for item in items:
        by_part.setdefault(item.at, []).append(item)
    out: list[Attribution] = []
    for at, part in enumerate(parts):
        for item in by_part.get(at, ()):
            entry = resolver.speaker(at, part[1], item.source, item.phrase)
            out.append(_attribution(parts, item, entry, extra.get((at, item.found.head), ())))
        token = _alone(part, at, by_part, owned)
        if token is not None:
            out.append(_floating(part, token, resolver.current(at)))
    return tuple(out)


def _share(
    parts: list[Part], items: list[Item], runs: list[tuple[Piece, ...]]
) -> tuple[set[tuple[int, int]], dict[tuple[int, int], list[Span]]]:
    """Who owns the pieces of running quotations: each goes to the attribution of the piece before it, or after.

    Returns the (stream, token) of the pieces given away, and by (stream, cue token) the spans each one gets.
    """
    owned: set[tuple[int, int]] = set()
    extra: dict[tuple[int, int], list[Span]] = {}
    if not runs:
        return owned, extra
    number = {paragraph.index: at for at, (paragraph, _) in enumerate(parts)}
    covering = {(item.at, k): item for item in items for k in _quote_tokens(parts[item.at], item.found)}
    for pieces in runs:
        places = [(number[p], _token(parts[number[p]], s), s, e) for p, s, e in pieces if p in number]
        owners = [covering.get((at, k)) for at, k, _, _ in places]
        first = next((owner for owner in owners if owner is not None), None)
        last = None
        for (at, k, start, end), owner in zip(places, owners, strict=True):
            if owner is not None:
                last = owner
                continue
            heir = last or first
            if heir is not None:
                owned.add((at, k))
                span = parts[at][0].to_source(start, end)
                extra.setdefault((heir.at, heir.found.head), []).append(span)
    return owned, extra


def _quote_tokens(part: Part, found: Found) -> list[int]:
    tags = part[1].tags
    ranges = [r for r in (found.left, found.right) if r is not None]
    return [k for a, b in ranges for k in range(a, b) if tags[k] == "Q"]


def _token(part: Part, start: int) -> int:
    try:
        return part[1].starts.index(start)
    except ValueError:
        return -1


def _attribution(parts: list[Part], item: Item, entry: Entry | None, extra: list[Span] | tuple[()]) -> Attribution:
    paragraph, s = parts[item.at]
    found = item.found
    ranges = [r for r in (found.left, found.right) if r is not None]
    content = [paragraph.to_source(s.starts[a], s.ends[b - 1]) for a, b in ranges]
    source: tuple[Span, ...] = ()
    phrase = ""
    if item.source is not None:
        a, b = item.source
        source = (paragraph.to_source(s.starts[a], s.ends[b - 1]),)
        phrase = s.slice(a, b)
    name = item.phrase.name
    trigger = s.words[found.head].trigger
    cue_start, cue_end = _cue(item)
    return Attribution(
        source=source,
        cue=(paragraph.to_source(s.starts[cue_start], s.ends[cue_end - 1]),),
        content=tuple(sorted([*content, *extra])),
        type=item.phrase.type,
        form=_form(s.tags, s.starts, s.ends, ranges),
        name=s.slice(*name) if name is not None else None,
        speaker=entry.id if entry is not None else None,
        described=item.phrase.type == "unnamed" and item.source is not None and _is_described(item, s.tags),
        statement=found.statement,
        paragraph=paragraph.index,
        lemma=trigger.lemma if trigger is not None else "",
        phrase=phrase,
    )


def _cue(item: Item) -> Range:
    """The cue with the "to" of "according to"."""
    c = item.found.context
    head = c.head
    if c.stream.low[head] == "according" and head + 1 < c.end and c.stream.low[head + 1] == "to":
        return head, head + 2
    return head, head + 1


def _is_described(item: Item, tags: list[str]) -> bool:
    """Whether an unnamed source has more to it than a bare noun."""
    a, b = item.source or (0, 0)
    return sum(tags[k] in "UwsngdV" for k in range(a, b)) > 1


def _form(tags: list[str], starts: list[int], ends: list[int], ranges: list[Range]) -> str:
    """Direct where all but a word or two is quoted, mixed where part of it is."""
    quoted = total = 0
    for a, b in ranges:
        total += ends[b - 1] - starts[a]
        quoted += sum(ends[k] - starts[k] for k in range(a, b) if tags[k] == "Q")
    return "direct" if quoted and quoted >= 0.9 * total else "mixed" if quoted else "indirect"


def _alone(part: Part, at: int, by_part: dict[int, list[Item]], owned: set[tuple[int, int]]) -> int | None:
    """The token of a quotation that is a paragraph of its own and that no attribution has."""
    paragraph, s = part
    if not s.tags or s.tags[0] != "Q" or at in by_part or (at, 0) in owned:
        return None
    rest = "".join(s.tags[1:])
    if s.ends[0] - s.starts[0] < ALONE or rest.strip(".,;!?…"):
        return None
    del paragraph
    return 0


def _floating(part: Part, token: int, entry: Entry | None) -> Attribution:
    paragraph, s = part
    content = (paragraph.to_source(s.starts[token], s.ends[token]),)
    speaker = entry.id if entry is not None else None
    return Attribution((), (), content, "none", "direct", speaker=speaker, paragraph=paragraph.index)

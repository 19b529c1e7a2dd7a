"""Attributions in the article's own offsets: speakers, running quotations, quotations that stand alone."""

from srclint.article import Cover, Span
from srclint.lazy import lazy
from srclint.record import NamedTuple
from srclint.sourcing.extract import Found
from srclint.sourcing.names import Phrase
from srclint.sourcing.people import Entry
from srclint.sourcing.resolve import Resolver
from srclint.sourcing.result import Attribution
from srclint.sourcing.stream import Range, Stream
from srclint.sourcing.streams import Piece

# A sentence that is one quotation and nothing else.
_ALONE = lazy("Q(?<![^¶Q.?!…]Q)(?=[.,;!?…]*[¶Q]|[.!?…][A-Z])")

_DESCRIBING = lazy("[UwsngdV]")


class Item(NamedTuple):
    """One attribution whose source is a phrase yet."""

    found: Found
    source: Range | None
    phrase: Phrase


Extra = dict[int, list[Span]]


def attributions(
    s: Stream, items: list[Item], runs: list[tuple[Piece, ...]], resolver: Resolver
) -> tuple[Attribution, ...]:
    """The attributions in reading order; quotations that nobody is given go to who spoke before."""
    owned, extra = _share(s, items, runs) if runs else (set(), {})
    order: list[tuple[int, Item | None]] = [(item.found.cue.head, item) for item in items]
    order += [(token, None) for token in _alone(s, items, owned)]
    order.sort(key=_token)
    out = []
    for token, item in order:
        at = s.paragraph_number(token)
        if item is None:
            out.append(_floating(s, at, token, resolver.current(at)))
        else:
            beside = resolver.beside(s, item.source, item.phrase) if item.phrase.other is not None else None
            entry = resolver.speaker(at, s, item.source, item.phrase)
            found = _attribution(s, at, item, entry, extra.get(token, []))
            out.append(found if beside is None or beside is entry else found._replace(beside=beside.id))
    return tuple(out)


def _token(entry: tuple[int, Item | None]) -> int:
    return entry[0]


def _alone(s: Stream, items: list[Item], owned: set[int]) -> list[int]:
    """The tokens of the quotations that are paragraphs of their own and that no attribution has."""
    found = [match.start() for match in _ALONE.finditer(s.shape)]
    found = [k for k in found if k not in owned and not s.low[k].endswith("short")]
    if not found:
        return found
    covered = Cover(part for item in items for part in item.found[1:3] if part is not None)
    return [k for k in found if not covered.covers(k, k + 1)]


def _share(s: Stream, items: list[Item], runs: list[tuple[Piece, ...]]) -> tuple[set[int], Extra]:
    """Who owns the pieces of running quotations: each goes to the attribution of the piece before it, or after.

    Returns the tokens of the pieces given away, and by cue token the spans each attribution gets.
    """
    owned: set[int] = set()
    extra: Extra = {}
    number = {paragraph.index: at for at, paragraph in enumerate(s.paragraphs)}
    covering = {k: item for item in items for a, b in item.found.parts for k in range(a, b) if s.shape[k] == "Q"}
    for pieces in runs:
        places = [(number[index], start, end) for index, start, end in pieces if index in number]
        tokens = [s.token(s.begins[at] + start) for at, start, _ in places]
        owners = [covering.get(token) for token in tokens]
        first = next((owner for owner in owners if owner is not None), None)
        last = None
        for (at, start, end), token, owner in zip(places, tokens, owners, strict=True):
            if owner is not None:
                last = owner
                continue
            heir = last or first
            if heir is not None:
                owned.add(token)
                extra.setdefault(heir.found.head, []).append(s.paragraphs[at].to_source(start, end))
    return owned, extra


def _attribution(s: Stream, at: int, item: Item, entry: Entry | None, extra: list[Span]) -> Attribution:
    (cue, left, right, statement), source, phrase = item
    content: list[Span] = []
    quoted = total = 0
    for part in (left, right):
        if part is not None:
            start, end = s.chars(*part)
            total += end - start
            quoted += _quoted(s, *part)
            content.append(s.source(at, start, end))
    start, end = s.chars(*source) if source is not None else (0, 0)
    trigger = s.words[cue.head][2]
    return Attribution(
        (s.source(at, start, end),) if source is not None else (),
        (s.source(at, *s.chars(*_cue(s, cue.head))),),
        tuple(sorted([*content, *extra]) if extra else content),
        phrase.type,
        "direct" if quoted and quoted >= 0.9 * total else "mixed" if quoted else "indirect",
        s.slice(*phrase.name) if phrase.name is not None else None,
        entry.id if entry is not None else None,
        phrase.type == "unnamed" and source is not None and _is_described(s, source),
        statement,
        s.paragraphs[at].index,
        trigger[0] if trigger is not None else "",
        s.text[start:end],
    )


def _quoted(s: Stream, start: int, end: int) -> int:
    """How many of the characters of the tokens [start, end) stand in quotations."""
    length = 0
    token = s.shape.find("Q", start, end)
    while token >= 0:
        first, stop = s.quotations[token]
        length += stop - first
        token = s.shape.find("Q", token + 1, end)
    return length


def _cue(s: Stream, head: int) -> Range:
    """The cue with the "to" of "according to"."""
    low = s.low
    return (head, head + 2) if low[head] == "according" and low[head + 1] == "to" else (head, head + 1)


def _is_described(s: Stream, source: Range) -> bool:
    """Whether an unnamed source has more to it than a bare noun."""
    return len(_DESCRIBING.findall(s.shape, *source)) > 1


def _floating(s: Stream, at: int, token: int, entry: Entry | None) -> Attribution:
    speaker = entry.id if entry is not None else None
    content = (s.span(token, token + 1),)
    return Attribution((), (), content, "none", "direct", speaker=speaker, paragraph=s.paragraphs[at].index)

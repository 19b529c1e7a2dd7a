"""The source of each attribution of a paragraph: one of the candidate phrases, or none."""

from srclint.sourcing.extract import Found
from srclint.sourcing.model import model
from srclint.sourcing.phrases import Range
from srclint.sourcing.sources import KINDS, source_candidates, source_keys

_AT = {kind: number for number, kind in enumerate(KINDS)}


def choose_sources(found: list[Found]) -> list[Range | None]:
    """For each attribution, in order, the token range of its source; None where nobody is named or described."""
    decide = model().source
    out: list[Range | None] = []
    before: Range | None = None
    sentence = (-1, -1)
    for item in found:
        c = item.context
        if (c.begin, c.end) != sentence:
            before, sentence = None, (c.begin, c.end)
        options = source_candidates(c, item.left, item.right, before)
        chosen: Range | None = None
        if options:
            keys = source_keys(c, item.layout, options, item.left, item.right)
            odds = {kind: decide.classes[_AT[kind] - 1].odds(keys) for kind in options}
            best = max(odds, key=odds.__getitem__)
            chosen = options[best] if odds[best] > 0 else None
        if chosen is not None:
            before = chosen
        out.append(chosen)
    return out

"""The source of each attribution of a paragraph: one of the candidate phrases, or none."""

from srclint.sourcing.extract import Found
from srclint.sourcing.model import model, odds
from srclint.sourcing.phrases import Range
from srclint.sourcing.sources import source_candidates, source_keys


def choose_sources(found: list[Found]) -> list[Range | None]:
    """For each attribution, in order, the token range of its source; None where nobody is named or described."""
    m = model()
    out: list[Range | None] = []
    before: Range | None = None
    sentence = -1
    for item in found:
        c = item.cue
        if c.begin != sentence:
            before, sentence = None, c.begin
        options = source_candidates(c, item.left, item.right, before)
        chosen: Range | None = None
        if options:
            keys = source_keys(c, item.layout, options, item.left, item.right)
            best = 0
            for kind, phrase in options.items():
                bias, tables = m.source[kind]
                value = odds(tables, keys, bias)
                if value > best:
                    best, chosen = value, phrase
        if chosen is not None:
            before = chosen
        out.append(chosen)
    return out

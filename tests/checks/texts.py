"""Articles from texts, and what rules find in them."""

from collections.abc import Sequence

from hypothesis import strategies as st

from srclint.article import Article
from srclint.edits import apply_edits, choose
from srclint.readers import ReadOptions, read_bytes
from srclint.rule import Finding, Rule


def article(text: str | bytes, filename: str = "story.txt") -> Article:
    data = text if isinstance(text, bytes) else text.encode()
    return next(iter(read_bytes(data, filename, ReadOptions())))


def found(rule: Rule, text: str | bytes, filename: str = "story.txt") -> list[str]:
    """The source text of each finding; "" for one about the whole file."""
    read = article(text, filename)
    return [read.source[f.span.start : f.span.end] if f.span else "" for f in rule.check(read)]


def findings(rule: Rule, text: str | bytes, filename: str = "story.txt") -> list[Finding]:
    return list(rule.check(article(text, filename)))


def fixed(rule: Rule, text: str, filename: str = "story.txt", rounds: int = 5) -> str:
    """The text after the rule's fixes, safe and unsafe, applied until nothing changes."""
    for _ in range(rounds):
        read = article(text, filename)
        edits, _ = choose([f.fix for f in rule.check(read) if f.fix])
        after = apply_edits(read.source, edits)
        if after == text:
            return text
        text = after
    raise AssertionError(f"{rule.code} does not come to rest on {text!r}")


def spaced(pieces: Sequence[str], size: int) -> st.SearchStrategy[str]:
    """Texts of up to `size` pieces, mostly with blanks between them."""
    piece = st.tuples(st.sampled_from(pieces), st.sampled_from([" ", " ", " ", "", "\n"]))
    return st.lists(piece, max_size=size).map(lambda chosen: "".join(one + blank for one, blank in chosen))

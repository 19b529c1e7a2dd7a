"""Which fixes of a text can be made together, and making them."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence

from srclint.article import Span
from srclint.rule import Edit, Fix


def choose(fixes: Sequence[Fix]) -> tuple[list[Edit], list[int]]:
    """The edits to make, in order of place and without overlap, and which of the fixes they mend.

    A fix is made whole or not at all. Larger fixes go first, and a deletion takes the edits that lie inside
    it along: what they would mend is gone. Of two fixes that overlap otherwise one is left for the next
    round. The choice does not depend on the order of `fixes`.
    """
    taken = _Taken()
    order = sorted(range(len(fixes)), key=lambda n: _rank(fixes[n]))
    mended = sorted(number for number in order if taken.add(fixes[number].edits))
    return taken.edits, mended


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; they must be in order of place and not overlap."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts += (source[at : edit.span.start], edit.replacement)
        at = edit.span.end
    return "".join((*parts, source[at:]))


def _rank(fix: Fix) -> tuple[int, bool, tuple[tuple[Span, str], ...]]:
    size = max((len(edit.span) for edit in fix.edits), default=0)
    writes = any(edit.replacement for edit in fix.edits)
    return -size, writes, tuple((edit.span, edit.replacement) for edit in sorted(fix.edits))


class _Taken:
    """Edits accepted so far: disjoint, in order of place."""

    def __init__(self) -> None:
        self.edits: list[Edit] = []

    def add(self, edits: Iterable[Edit]) -> bool:
        """Accept all of a fix's edits, or none of them."""
        fresh: list[Edit] = []
        for edit in sorted(set(edits)):
            other = self._neighbour(edit) or (fresh[-1] if fresh and _clash(fresh[-1], edit) else None)
            if other is None:
                fresh.append(edit)
            elif other != edit and not (other.replacement == "" and other.span.covers(edit.span)):
                return False
        for edit in fresh:
            insort(self.edits, edit)
        return True

    def _neighbour(self, edit: Edit) -> Edit | None:
        """An accepted edit that this one cannot stand beside."""
        row = bisect_left(self.edits, edit)
        for other in self.edits[max(0, row - 2) : row + 1]:
            if _clash(other, edit):
                return other
        return None


def _clash(one: Edit, two: Edit) -> bool:
    """Whether two edits share text, or stand at one point so that their order would matter."""
    a, b = one.span, two.span
    return (a.start < b.end and b.start < a.end) or a.start == b.start

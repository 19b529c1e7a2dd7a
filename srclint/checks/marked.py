"""What the rules on paragraphs that are not the story share: a finding a run of neighbours, and its deletion."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from srclint.article import Article, Span
from srclint.boilerplate import Mark, marks
from srclint.lazy import lazy
from srclint.rule import Edit, Finding, Fix, Rule, Safety

_ESCAPED_BLANK = lazy(r"(?:\s|\\[nrt])*")


class MarkRule(Rule):
    """A rule that reports the marks of its own code: one finding for each run of neighbouring paragraphs."""

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield a finding for each run of marks of this rule's code and one group."""
        for run in article.derived(_runs).get(self.code, ()):
            first, last = article.paragraphs[run[0].index], article.paragraphs[run[-1].index]
            yield self.finding(
                article,
                Span(first.span.start, last.span.end),
                self.says(run),
                fix=Fix(
                    Safety.SAFE if all(mark.safe for mark in run) else Safety.UNSAFE,
                    deletion(article, [mark.index for mark in run]),
                ),
            )

    def says(self, run: Sequence[Mark]) -> str:
        """The message: what the paragraphs are and why."""
        lead = (self.__doc__ or "").partition("\n")[0].rstrip(".")
        return f"{lead}: {run[0].reason}."


def _runs(article: Article) -> Mapping[str, list[list[Mark]]]:
    """By code, the runs of neighbouring marks of one group, in order."""
    found: dict[str, list[list[Mark]]] = {}
    for mark in article.derived(marks).items:
        runs = found.setdefault(mark.code, [])
        if runs and (last := runs[-1][-1]).index == mark.index - 1 and last.group == mark.group:
            runs[-1].append(mark)
        else:
            runs.append([mark])
    return found


def deletion(article: Article, indexes: Sequence[int]) -> tuple[Edit, ...]:
    """The edits that take out neighbouring paragraphs, and one of the blank runs beside them with them.

    Of the two runs the one with fewer line ends goes, so that what was parted stays parted. Where markup and not
    blanks lies between paragraphs, each is taken out alone.
    """
    outers = [article.paragraphs[index].outer for index in indexes]
    before = article.paragraphs[indexes[0] - 1].outer.end if indexes[0] else 0
    after = (
        article.paragraphs[indexes[-1] + 1].outer.start
        if indexes[-1] + 1 < len(article.paragraphs)
        else len(article.source)
    )
    gaps = [(above.end, below.start) for above, below in pairwise(outers)]
    if gaps and not all(start <= end and _is_blank(article, start, end) for start, end in gaps):
        return tuple(Edit(outer) for outer in _apart(outers))
    start, end = outers[0].start, outers[-1].end
    left = before if indexes[0] and before <= start and _is_blank(article, before, start) else None
    right = after if indexes[-1] + 1 < len(article.paragraphs) and _is_blank(article, end, after) else None
    if right is not None and (left is None or _lines(article, left, start) >= _lines(article, end, right)):
        end = right
    elif left is not None:
        start = left
    elif right is None and article.format == "markdown":
        start = _after_rule(article.source, start)
    return (Edit(Span(start, end)),)


def _after_rule(source: str, start: int) -> int:
    """Where the blank lines begin that stand below a thematic break ("___") and above a last paragraph.

    The end of the break's own line ends the file when the paragraph is gone, in place of the paragraph's.
    """
    return len(source[:start].rstrip())


def _is_blank(article: Article, start: int, end: int) -> bool:
    if article.format == "jsonl":
        return _ESCAPED_BLANK.fullmatch(article.source, start, end) is not None
    between = article.source[start:end]
    return not between or between.isspace()


def _lines(article: Article, start: int, end: int) -> int:
    between = article.source[start:end]
    return between.count("\n") + between.count("\\n")


def _apart(outers: Sequence[Span]) -> Iterator[Span]:
    """Spans that do not overlap: one inside another goes with it."""
    reached = 0
    for outer in sorted(outers, key=lambda span: (span.start, -span.end)):
        if outer.start >= reached:
            yield outer
            reached = outer.end

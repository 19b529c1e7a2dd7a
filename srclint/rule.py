"""What a rule is and what it reports."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import Any

from srclint.article import Article, Corpus, Position, Span
from srclint.record import NamedTuple, record


class Severity(StrEnum):
    """How much a finding matters; ordered by `rank`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """3 for an error, 2 for a warning, 1 for info."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


class Safety(StrEnum):
    """Whether a fix can be applied unseen."""

    SAFE = "safe"
    UNSAFE = "unsafe"


class Edit(NamedTuple):
    """Replace `span` of the article's source by `replacement` (already in the source's own notation)."""

    span: Span
    replacement: str = ""


@record
class Fix:
    """Edits that mend one finding. `encoding` asks for the file to be written anew in that encoding."""

    safety: Safety
    edits: tuple[Edit, ...]
    encoding: str | None = None


class Related(NamedTuple):
    """Another place that belongs to a finding; positions are None for a whole file."""

    path: str
    message: str
    start: Position | None = None
    end: Position | None = None


@record
class Finding:
    """One thing wrong at one place; `span` is None when it is about the whole file."""

    code: str
    name: str
    severity: Severity
    message: str
    path: str
    span: Span | None = None
    authority: str | None = None
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    preview: bool = False


class Rule:
    """A check. Subclass it, document the defect in the docstring, and give at least two `bad` and two `good` cases.

    A case is the text of a .txt article (or a dict with "text" and "filename" for another format). Every bad case
    must bring a finding of this rule, every good case none: the test suite and `srclint test` hold you to it.
    """

    code: str = ""
    name: str = ""
    severity: Severity = Severity.WARNING
    authority: str | None = None
    preview: bool = False
    fixable: str = "no"
    bad: tuple[Any, ...] = ()
    good: tuple[Any, ...] = ()

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield the findings in one article."""
        raise NotImplementedError

    def finding(
        self,
        article: Article,
        span: Span | None,
        message: str,
        *,
        fix: Fix | None = None,
        related: tuple[Related, ...] = (),
        severity: Severity | None = None,
    ) -> Finding:
        """A finding of this rule in `article`."""
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=message,
            path=article.path,
            span=span,
            authority=self.authority,
            fix=fix,
            related=related,
            preview=self.preview,
        )


class CorpusRule(Rule):
    """A check across files.

    `summary` is computed for each article where it was read (perhaps in another process) and must pickle; rules that
    name the same summary function share one corpus.
    """

    summary: Callable[[Article], Any]

    def check(self, article: Article) -> Iterator[Finding]:
        """A cross-file rule finds nothing in one article alone."""
        del article
        return iter(())

    def check_corpus(self, corpus: Corpus[Any]) -> Iterator[Finding]:
        """Yield findings, each with the path of the file it belongs to."""
        raise NotImplementedError

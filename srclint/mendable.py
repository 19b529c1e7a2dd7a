"""Which findings have a fix that will be made: one that leaves nothing of an article never is.

`--fix` spares an article that it would empty, since nothing could read it any more; what a check says has to agree.
"""

from collections.abc import Iterable, Iterator, Sequence

from srclint.article import Span
from srclint.files import file_of
from srclint.lazy import lazy
from srclint.record import replace
from srclint.results import Source
from srclint.rule import Finding, Fix, Safety

_BLANK = lazy(r"(?:\s|\\[nrt])*+")
_OPENING = lazy(r"(?<!\\)\"(?:\s|\\[nrt])*+\Z")
_CLOSING = lazy(r"(?:\s|\\[nrt])*+\"")
_NEAR = 200
"""So many characters around what is deleted are looked at: the blanks of a text that ends there."""


def mendable(findings: Sequence[Finding], path: str, source: Source) -> Sequence[Finding]:
    """The findings of an article, without those deletions that together take all of its text.

    The safe ones alone may leave something where they do not together with the unsafe: then these are left out.
    """
    deleting = [finding for finding in findings if finding.fix is not None and _deletes(finding.fix)]
    safe = [finding for finding in deleting if finding.fix is not None and finding.fix.safety is Safety.SAFE]
    is_record = file_of(path) != path
    if safe and _leaves_nothing(source, safe, is_record=is_record):
        vain = {Safety.SAFE, Safety.UNSAFE}
    elif len(safe) < len(deleting) and _leaves_nothing(source, deleting, is_record=is_record):
        vain = {Safety.UNSAFE}
    else:
        return findings
    return [
        replace(finding, fix=None)
        if finding.fix is not None and finding.fix.safety in vain and _deletes(finding.fix)
        else finding
        for finding in findings
    ]


def _deletes(fix: Fix) -> bool:
    return any(not edit.replacement for edit in fix.edits)


def _leaves_nothing(source: Source, findings: Iterable[Finding], *, is_record: bool) -> bool:
    """Whether the deletions take a whole text, or in a JSONL record's line a whole string."""
    fixes = (finding.fix for finding in findings if finding.fix is not None)
    gone = sorted(edit.span for fix in fixes for edit in fix.edits if not edit.replacement)
    if is_record:
        return any(_is_string(source, run) for run in _runs(source, gone))
    whole = next(_runs(source, gone))
    return not source[: whole.start].strip() and not source[whole.end :].strip()


def _runs(source: Source, gone: Sequence[Span]) -> Iterator[Span]:
    """The spans, in order of place, with those joined that nothing but blanks part."""
    start, end = gone[0]
    for span in gone[1:]:
        if span.start > end and not _BLANK.fullmatch(source[end : span.start]):
            yield Span(start, end)
            start = span.start
        end = max(end, span.end)
    yield Span(start, end)


def _is_string(source: Source, run: Span) -> bool:
    """Whether a stretch of JSON is all that stands between two quotation marks."""
    before, after = source[max(0, run.start - _NEAR) : run.start], source[run.end : run.end + _NEAR]
    return _OPENING.search(before) is not None and _CLOSING.match(after) is not None

"""Applying fixes to files: round after round until nothing is left to mend, then all at once or not."""

import stat
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from srclint.edits import apply_edits, choose
from srclint.errors import ReadError
from srclint.files import write_atomically
from srclint.lazy import lazy
from srclint.readers import decode_as, encode
from srclint.record import field, record, replace
from srclint.results import FileResult
from srclint.rule import Edit, Finding, Fix, Safety

ROUNDS = 100
"""An end to fixes that never agree. Quotations that pair anew want a round each; other files are done in five."""
_LINE_END = lazy(r"\n|\\n")

Relint = Callable[[bytes], Sequence[FileResult]]
"""The results of a file (one a record, for JSONL) that had these bytes."""


@record
class FixedFile:
    """What became of one file.

    `before` and `after` are its text, without a byte-order mark; `results` is what a linter says of `after`,
    with the count of mended findings in the first; `fixed` counts those by code. `error` says why the file
    was left as it was.
    """

    path: Path
    before: str
    after: str
    results: tuple[FileResult, ...]
    fixed: Counter[str] = field(default_factory=Counter)
    error: str | None = None
    encoding: str = "utf-8"
    reencoded: bool = False

    @property
    def changed(self) -> bool:
        """Whether fixing changes the file."""
        return self.before != self.after or self.reencoded


def fix_file(path: Path, relint: Relint, *, unsafe: bool = False, write: bool = True) -> FixedFile:
    """Mend what can be mended in a file.

    Every other byte stays: line ends, a byte-order mark, a missing final newline, the encoding (unless a fix
    asks for another), the mode bits. The file is written only if its contents are still those that were read;
    a link is written through.

    Args:
        path: the file; a JSONL file is mended whole.
        relint: what a linter says of the file with other contents.
        unsafe: apply unsafe fixes as well as safe ones.
        write: write the file; else only tell what would be written.
    """
    try:
        # Only a regular file is opened: reading a FIFO would wait for a writer for ever.
        message = None if stat.S_ISREG(path.stat().st_mode) else "not a regular file"
        data = b"" if message else path.read_bytes()
    except OSError as error:
        message = error.strerror or str(error)
    if message is not None:
        return FixedFile(path, "", "", (FileResult(path.as_posix(), error=message),), error=message)
    outcome = fix_data(path, data, relint, unsafe=unsafe)
    return _written(outcome, data) if write and outcome.changed else outcome


def fix_data(path: Path, data: bytes, relint: Relint, *, unsafe: bool = False) -> FixedFile:
    """As `fix_file`, for the contents of a file that need not exist; nothing is written.

    An article of which fixes would leave nothing stays as it is: emptied, it could not be read any more.
    """
    return _fixed(path, data, relint, unsafe, frozenset())


def _fixed(path: Path, data: bytes, relint: Relint, unsafe: bool, spared: frozenset[str]) -> FixedFile:
    """What `fix_data` says, with the articles at the paths `spared` as they are."""
    results = tuple(relint(data))
    try:
        decoded = decode_as(path.name, data)
    except ReadError:
        return FixedFile(path, "", "", results)
    text, encoding = decoded.text, decoded.encoding
    fixed: Counter[str] = Counter()
    seen = {data}
    judged = _judged(results)
    for _ in range(ROUNDS):
        mendable = [result for result in results if result.path not in spared]
        new, wanted, codes = mend(text, encoding, mendable, judged, unsafe=unsafe)
        if (new, wanted) == (text, encoding) and _judged(results) != judged:
            # All that was judged is gone. What a second run would judge in its place goes now: once mended, a file
            # stays as it is.
            judged = _judged(results)
            new, wanted, codes = mend(text, encoding, mendable, judged, unsafe=unsafe)
        try:
            written = encode(new, wanted)
        except UnicodeEncodeError as error:
            message = f"not fixed: {wanted} has no {error.object[error.start]!r}"
            return _left(FixedFile(path, decoded.text, decoded.text, results), message)
        if written in seen:
            break
        again = tuple(relint(written))
        if emptied := _in_error(again) - _in_error(results):
            return _fixed(path, data, relint, unsafe, spared | emptied)
        seen.add(written)
        text, encoding, results = new, wanted, again
        fixed += codes
    return FixedFile(
        path,
        decoded.text,
        text,
        _counted(results, fixed),
        fixed,
        encoding=encoding,
        reencoded=encoding != decoded.encoding,
    )


def mend(
    text: str, encoding: str, results: Iterable[FileResult], judged: AbstractSet[str], *, unsafe: bool
) -> tuple[str, str, Counter[str]]:
    """One round: the text with the fixes that go together, its encoding, and the codes of what is mended.

    `judged` are the lines that are boilerplate by their looks in a text as it came. No others go for their looks while
    the rounds last: what stands between lines of which some are gone looks like them.
    """
    found = [
        (finding.code, _in_file(finding.fix, result))
        for result in results
        for finding in result.findings
        if finding.fix is not None
        and (unsafe or finding.fix.safety is Safety.SAFE)
        and not (_is_judgement(finding) and _lines_of(finding, result) - judged)
    ]
    edits, mended = choose([fix for _, fix in found])
    wanted = next((fix.encoding for _, fix in found if fix.encoding is not None), encoding)
    return apply_edits(text, edits), wanted, Counter(found[number][0] for number in mended)


def _in_error(results: Iterable[FileResult]) -> set[str]:
    return {result.path for result in results if result.error is not None}


def _judged(results: Iterable[FileResult]) -> frozenset[str]:
    """The lines that are to go for their looks."""
    found = ((finding, result) for result in results for finding in result.findings if _is_judgement(finding))
    return frozenset().union(*(_lines_of(finding, result) for finding, result in found))


def _is_judgement(finding: Finding) -> bool:
    """Whether a finding deletes paragraphs that their looks and their company, not their words, give away."""
    return finding.code.startswith("BP") and finding.fix is not None and finding.fix.safety is Safety.UNSAFE


def _lines_of(finding: Finding, result: FileResult) -> frozenset[str]:
    """The lines that a finding covers, without the blanks around them."""
    covered = result.source[finding.span.start : finding.span.end] if finding.span is not None else ""
    return frozenset(line.strip() for line in _LINE_END.split(covered))


def diff(before: str, after: str, path: str) -> str:
    """The unified diff of two versions of a file; "" where they are the same."""
    import difflib

    lines = difflib.unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """Lines with their ends; unlike `str.splitlines`, only a line feed ends one."""
    parts = text.split("\n")
    return [f"{part}\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def _in_file(fix: Fix, result: FileResult) -> Fix:
    """The fix with its edits moved to where the record stands in the file."""
    base = result.lines.base if result.lines is not None else 0
    return replace(fix, edits=tuple(Edit(edit.span.shift(base), edit.replacement) for edit in fix.edits))


def _written(outcome: FixedFile, data: bytes) -> FixedFile:
    """Write the file if it still holds `data`; else say what is in the way."""
    message = "not fixed: the file changed on disk meanwhile"
    try:
        if outcome.path.read_bytes() == data:
            write_atomically(outcome.path, encode(outcome.after, outcome.encoding))
            return outcome
    except OSError as error:
        message = f"not fixed: {error.strerror or error}"
    return _left(outcome, message)


def _counted(results: tuple[FileResult, ...], fixed: Counter[str]) -> tuple[FileResult, ...]:
    return (replace(results[0], fixed=fixed.total()), *results[1:]) if results else results


def _left(outcome: FixedFile, message: str) -> FixedFile:
    """The outcome for a file that was left as it was: its results are errors, never clean."""
    results = tuple(FileResult(result.path, error=message) for result in outcome.results)
    return FixedFile(outcome.path, outcome.before, outcome.before, results, error=message)

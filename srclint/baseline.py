"""The baseline: findings that are known, so that only new ones are reported.

The file maps path → rule → {hash of the rule and the matched text: count}. It holds no line numbers: text may
move about in a file, and the findings in it stay known. Paths are relative to the folder of the baseline; the
records of a JSONL file are counted together under the file.
"""

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from srclint.checks.srclint_own import StaleBaseline
from srclint.errors import ConfigError, reason
from srclint.files import file_from, write_atomically
from srclint.record import replace
from srclint.results import FileResult, Source, plural
from srclint.rule import Finding, Severity

NAME = ".srclint-baseline.json"
VERSION = 1

Entries = Mapping[str, Mapping[str, Mapping[str, int]]]

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


class Baseline:
    """The known findings, used up as a run meets them: what is left at the end is stale.

    `path` is the baseline's file and `entries` what it holds.
    """

    def __init__(self, path: Path, entries: Entries) -> None:
        self.path = path
        self.entries = entries
        self._left: dict[str, dict[str, Counter[str]]] = {
            file: {code: Counter(counts) for code, counts in codes.items()} for file, codes in entries.items()
        }
        self._checked: set[str] = set()

    def split(self, path: str, findings: Iterable[Finding], source: Source) -> tuple[list[Finding], list[Finding]]:
        """Part the findings of an article into new and known ones; a known one is used up.

        Args:
            path: the article's path, relative to the working folder, with its `#…` for a record.
            findings: its findings.
            source: the text that their spans count in.
        """
        file = self._key(path)
        self._checked.add(file)
        left = self._left.get(file, {})
        fresh: list[Finding] = []
        known: list[Finding] = []
        for finding in findings:
            counts = left.get(finding.code, Counter())
            digest = fingerprint(finding, source)
            if counts[digest] > 0:
                counts[digest] -= 1
                known.append(finding)
            else:
                fresh.append(finding)
        return fresh, known

    def screen(
        self, results: Iterable[FileResult], ran: Container[str], severity: Severity = StaleBaseline.severity
    ) -> Iterator[FileResult]:
        """The results with known findings set apart, and a finding (SL003) for each entry met no more.

        It stands in the result of the file, the last one for the records of a JSONL file; files that are gone
        get a result of their own at the end.

        Args:
            results: results in path order, not parted yet.
            ran: the codes of the rules that ran; entries of other rules are not judged.
            severity: that of SL003, which is reported only where it is among `ran`.
        """
        held: FileResult | None = None
        for result in results:
            if held is not None and self._key(held.path) != self._key(result.path):
                yield self._with_stale(held, ran, severity)
            elif held is not None:
                yield held
            held = result if result.error is not None else self._parted(result)
        if held is not None:
            yield self._with_stale(held, ran, severity)
        for file in sorted(self._gone()):
            gone = self._with_stale(FileResult(self._shown(file)), ran, severity)
            if gone.findings:
                yield gone

    def pruned(self, ran: Container[str]) -> Entries:
        """The entries without those of checked or vanished files that rules in `ran` found no more."""
        judged = self._checked | self._gone()
        kept: dict[str, dict[str, dict[str, int]]] = {}
        for file, codes in self.entries.items():
            for code, counts in codes.items():
                left = self._left[file][code] if file in judged and code in ran else Counter[str]()
                stay = {digest: count - left[digest] for digest, count in counts.items() if count > left[digest]}
                if stay:
                    kept.setdefault(file, {})[code] = stay
        return kept

    def _parted(self, result: FileResult) -> FileResult:
        fresh, known = self.split(result.path, result.findings, result.source)
        return replace(result, findings=tuple(fresh), baselined=tuple(known))

    def _with_stale(self, result: FileResult, ran: Container[str], severity: Severity) -> FileResult:
        if "SL003" not in ran or result.error is not None:
            return result
        left = self._left.get(self._key(result.path), {})
        stale = {code: count for code, counts in sorted(left.items()) if code in ran and (count := counts.total())}
        own = tuple(_stale(result.path, code, count, severity) for code, count in stale.items())
        return replace(result, findings=(*result.findings, *own))

    def _gone(self) -> set[str]:
        return {file for file in self.entries if file not in self._checked and not (self._root / file).exists()}

    @property
    def _root(self) -> Path:
        return self.path.absolute().parent

    def _key(self, path: str) -> str:
        return file_from(self._root, path)

    def _shown(self, file: str) -> str:
        return Path(os.path.relpath(self._root / file)).as_posix()


def load_baseline(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        ConfigError: naming the file, when it cannot be read or is no baseline of this version.
    """
    import json

    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ConfigError(f"{path}: {reason(error)}") from error
    if not isinstance(data, dict) or data.get("version") != VERSION or not _well_formed(data.get("files")):
        raise ConfigError(f"{path}: not a baseline of version {VERSION}; write it anew with --write-baseline")
    return Baseline(path, data["files"])


def write_baseline(path: Path, results: Iterable[FileResult]) -> int:
    """Write the findings of the results, new and known, as the baseline; how many there are.

    Raises:
        ConfigError: when the file cannot be written, or holds something else: an article, where FILE was forgotten.
    """
    if _holds_something_else(path):
        raise ConfigError(f"{path}: the file is there and is no baseline; name another, as in --write-baseline {NAME}")
    root = path.absolute().parent
    entries: dict[str, dict[str, Counter[str]]] = {}
    total = 0
    for result in results:
        file = file_from(root, result.path)
        for finding in (*result.findings, *result.baselined):
            if finding.code != StaleBaseline.code:
                codes = entries.setdefault(file, {})
                codes.setdefault(finding.code, Counter())[fingerprint(finding, result.source)] += 1
                total += 1
    write_entries(path, entries)
    return total


def prune(baseline: Baseline, ran: Container[str]) -> int:
    """Take out of a baseline's file what a run met no more; how many findings that is.

    Args:
        baseline: the baseline, after it has screened the results of the run.
        ran: the codes of the rules that ran.

    Raises:
        ConfigError: when the file cannot be written.
    """
    kept = baseline.pruned(ran)
    taken = _total(baseline.entries) - _total(kept)
    if taken:
        write_entries(baseline.path, kept)
    return taken


def _total(entries: Entries) -> int:
    return sum(sum(counts.values()) for codes in entries.values() for counts in codes.values())


def write_entries(path: Path, entries: Entries) -> None:
    """Write baseline entries, sorted, so that a change to one finding is a change to one line.

    Raises:
        ConfigError: when the file cannot be written.
    """
    import json

    text = json.dumps({"version": VERSION, "files": entries}, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    try:
        write_atomically(path, text.encode())
    except OSError as error:
        raise ConfigError(f"{path}: {reason(error)}") from error


def fingerprint(finding: Finding, source: Source) -> str:
    """What a finding is known by: 16 hexadecimal digits over its rule and the text that it matched.

    Case, accents' composition and blanks do not count. A finding about the whole file, or of no text, is
    known by its message without its figures, which change with the file.
    """
    text = source[finding.span.start : finding.span.end] if finding.span is not None else ""
    import hashlib

    words = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    if not words:
        words = "\0" + _FIGURE.sub("#", finding.message)
    return hashlib.sha256(f"{finding.code}\0{words}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _stale(path: str, code: str, count: int, severity: Severity) -> Finding:
    rule = StaleBaseline()
    are = "is" if count == 1 else "are"
    message = f"The baseline knows {plural(count, 'finding')} of {code} that {are} there no more"
    return Finding(rule.code, rule.name, severity, message, path, authority=rule.authority)


def _holds_something_else(path: Path) -> bool:
    """Whether a file is no baseline, not even one that was damaged or in which a merge left its marks."""
    try:
        data = path.read_bytes()
    except OSError:
        return False
    return bool(data.strip()) and b'"files": {' not in data


def _well_formed(files: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(files, dict) and all(
        isinstance(codes, dict)
        and all(
            isinstance(counts, dict) and all(isinstance(n, int) and n > 0 for n in counts.values())
            for counts in codes.values()
        )
        for codes in files.values()
    )

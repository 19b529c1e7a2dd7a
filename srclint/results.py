"""What a run yields: a result for each file, the score and its ledger, and the tally over all of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from srclint.article import Lines
from srclint.files import file_of
from srclint.findings import Sort, sorts_of
from srclint.record import field, record
from srclint.rule import Finding, Rule, Safety, Severity


@record
class LedgerRow:
    """One reason why a score is not 100: `points` lost, by a rule (`code`) or by a figure (None).

    `what` says it in words and `count` how often: findings of the rule, or the figure's units. A row of 0 points says
    why a sub-score was not counted.
    """

    subscore: str
    code: str | None
    what: str
    count: float
    points: float


@record
class Score:
    """A file's score, 0–100, with its sub-scores (None where one does not apply) and the ledger.

    The points of `rows` sum to 100 − `total`. `profile` is the profile they were counted by.
    """

    total: float | None
    subscores: Mapping[str, float | None]
    rows: Sequence[LedgerRow]
    profile: str


class Source(Protocol):
    """The text of an article: a string, or one that is read again when an excerpt of it is wanted."""

    def __len__(self) -> int: ...
    def __getitem__(self, at: slice, /) -> str: ...


@record
class FileResult:
    """What was found in one article: a file, or a record of a JSONL file (`FILE#N`).

    `error` says why the file could not be read or decoded; then there is nothing else. `findings` are those
    to report, in order of place, with severities as configured; their spans count code points in `source`,
    and `lines` places them in the file. `suppressed` counts findings silenced by a comment, `baselined` are
    those that the baseline knows: not reported, but scored. `fixed` counts the findings mended in this run.
    """

    path: str
    error: str | None = None
    findings: Sequence[Finding] = ()
    score: Score | None = None
    source: Source = ""
    lines: Lines | None = None
    suppressed: int = 0
    baselined: tuple[Finding, ...] = ()
    fixed: int = 0


@record
class RunInfo:
    """What is the same for all files of a run, and what the exit code asks of them.

    `compared_with` says in words what the stories were compared with; `rules` are those that ran, by code.
    `quiet` leaves the scores and the counts out of the formats for people.
    """

    version: str
    profile: str
    compared_with: str = "nothing"
    rules: Mapping[str, Rule] = field(default_factory=dict)
    fail_on: str = "warning"
    fail_under: Mapping[str, float] = field(default_factory=dict)
    quiet: bool = False


class Tally:
    """Counts over the results of a run, kept while they stream past (`watch`)."""

    def __init__(self, info: RunInfo) -> None:
        self._info = info
        self.files = 0
        self.records = 0
        self.errors = 0
        self.wrong_records = 0
        self._sorts: Counter[Sort] = Counter()
        self.suppressed = 0
        self.baselined = 0
        self.fixed = 0
        self.scored = 0
        self.points = 0.0
        self.below: list[str] = []

    def watch(self, results: Iterable[FileResult]) -> Iterator[FileResult]:
        """The same results, each counted as it is handed on."""
        for result in results:
            self.add(result)
            yield result

    def add(self, result: FileResult) -> None:
        """Count one article: a file, or a record of a JSONL file, which counts as a file too."""
        is_record, in_error = file_of(result.path) != result.path, result.error is not None
        self.files += 1
        self.records += is_record
        self.errors += in_error
        self.wrong_records += is_record and in_error
        self.suppressed += result.suppressed
        self.baselined += len(result.baselined)
        self.fixed += result.fixed
        for sort, count in sorts_of(result.findings).items():
            self._sorts[sort] += count
        if result.score is not None and result.score.total is not None:
            self.scored += 1
            self.points += result.score.total
            if self._info.fail_under:
                self.below.extend(shortfalls(result.path, result.score, self._info.fail_under))

    @property
    def severities(self) -> Counter[str]:
        """How many findings there are of each severity."""
        return self._by(lambda sort: sort.severity)

    @property
    def codes(self) -> Counter[str]:
        """How often each rule was found."""
        return self._by(lambda sort: sort.code)

    @property
    def fixable(self) -> Counter[str]:
        """How many findings have a fix of each safety."""
        return self._by(lambda sort: sort.safety)

    @property
    def fixable_codes(self) -> Counter[str]:
        """How many findings of each rule have a fix."""
        return self._by(lambda sort: sort.code if sort.safety else "")

    @property
    def names(self) -> Mapping[str, str]:
        """The names of the rules that were found, by code."""
        return {sort.code: sort.name for sort in self._sorts}

    @property
    def failing(self) -> int:
        """How many findings are at or above `fail_on`."""
        least = Severity(self._info.fail_on).rank
        return sum(count for sort, count in self._sorts.items() if Severity(sort.severity).rank >= least)

    def _by(self, what: Callable[[Sort], str]) -> Counter[str]:
        counted: Counter[str] = Counter()
        for sort, count in self._sorts.items():
            if key := what(sort):
                counted[key] += count
        return counted

    @property
    def findings(self) -> int:
        """How many findings were reported."""
        return sum(self.severities.values())

    @property
    def mean_score(self) -> float | None:
        """The mean of the scores, to one decimal; None where no file has one."""
        return round(self.points / self.scored, 1) if self.scored else None

    @property
    def articles(self) -> str:
        """What was checked, in words: files, records of JSONL files, or both."""
        return _articles(self.files, self.records)

    @property
    def exit_code(self) -> int:
        """2 with a file in error, else 1 with a finding at or above `fail_on` or a score too low, else 0."""
        return 2 if self.errors else int(bool(self.reasons))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the exit code is not 0, in words."""
        reasons = []
        if self.errors:
            reasons.append(f"{_articles(self.errors, self.wrong_records)} could not be checked")
        if self.failing:
            words = plural(self.failing, "finding")
            reasons.append(f"{words} at or above {self._info.fail_on!r} (--fail-on)")
        return (*reasons, *self.below)

    def summary(self) -> dict[str, Any]:
        """The "summary" of the JSON output."""
        return {
            "files": self.files,
            "errors": self.errors,
            "findings": self.findings,
            "by_severity": {level.value: self.severities[level.value] for level in Severity},
            "fixable": {safety.value: self.fixable[safety.value] for safety in Safety},
            "fixed": self.fixed,
            "suppressed": self.suppressed,
            "baselined": self.baselined,
            "mean_score": self.mean_score,
            "compared_with": self._info.compared_with,
        }


def _articles(count: int, records: int) -> str:
    """So many articles, of which so many are records, in words."""
    kinds = ((count - records, "file"), (records, "record"))
    return " and ".join(plural(number, noun) for number, noun in kinds if number) or "0 files"


def shortfalls(path: str, score: Score, least: Mapping[str, float]) -> Iterator[str]:
    """A sentence for each score of a file that lies under what `--fail-under` asks.

    A sub-score that does not apply cannot fall short.
    """
    for name, bound in least.items():
        value = score.total if name == "score" else score.subscores.get(name)
        if value is not None and value < bound:
            what = "score" if name == "score" else f"{name} score"
            yield f"{path}: {what} {value:g} is under {bound:g} (--fail-under)"


def plural(count: int, noun: str) -> str:
    """The count with its noun: 1 file, 2 files, 3 stories."""
    if count != 1:
        noun = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun}"

"""Which rules a run runs, and which of them it shows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from srclint.errors import ConfigError
from srclint.files import file_from
from srclint.load import rules_of
from srclint.record import record
from srclint.registry import is_cross_file, select
from srclint.rule import CorpusRule, Rule, Severity
from srclint.score import scored_codes
from srclint.settings import Settings

if TYPE_CHECKING:
    from srclint.gitignore import Patterns


@record
class Plan:
    """Which of the `known` rules run (`rules`), which of these are shown, and what the user ignores.

    `ignored_by_file` are globs of files with the rules that are ignored in these beside the `ignored` ones.
    """

    settings: Settings
    known: Mapping[str, Rule]
    rules: Mapping[str, Rule]
    shown: frozenset[str]
    ignored: frozenset[str]
    severities: Mapping[str, Severity]
    ignored_by_file: Sequence[tuple["Patterns", frozenset[str]]] = ()

    def ignored_in(self, path: str) -> frozenset[str]:
        """The rules that are ignored in an article's file, by its path as shown, beside those ignored everywhere."""
        if not self.ignored_by_file:
            return frozenset()
        name = file_from(self.settings.root, path)
        return frozenset().union(*(codes for patterns, codes in self.ignored_by_file if patterns.said(name)))

    @cached_property
    def unscored(self) -> frozenset[str]:
        """The rules in preview, which have no weight in a score."""
        return frozenset(code for code, rule in self.known.items() if rule.preview)

    @cached_property
    def free(self) -> frozenset[str]:
        """The rules that cost no points in any file: in preview, or ignored."""
        return self.ignored | self.unscored

    @cached_property
    def local(self) -> tuple[Rule, ...]:
        """The rules that look at one article at a time."""
        return tuple(rule for rule in self.rules.values() if not is_cross_file(rule))

    @cached_property
    def alone(self) -> frozenset[str]:
        """The codes of the rules that look at one article at a time."""
        return frozenset(rule.code for rule in self.local)

    @cached_property
    def across(self) -> tuple[CorpusRule, ...]:
        """The rules that compare files."""
        return tuple(rule for rule in self.rules.values() if isinstance(rule, CorpusRule))

    @cached_property
    def compares_stories(self) -> bool:
        """Whether a rule compares stories, so that files that are compared have the sub-score `original`."""
        from srclint.neardup import story_print

        return any(rule.summary is story_print for rule in self.across)


def make_plan(settings: Settings) -> Plan:
    """The rules of a run.

    What is ignored does not run and costs nothing; what is not selected is not shown, but scored, since a score counts
    by its profile. Preview rules run only when they are shown. A selector that names a rule more closely wins.

    Raises:
        ConfigError: for a selector that stands for no rule, or a glob that is none.
    """
    known = rules_of(settings)
    wanted = (*settings.select, *settings.extend_select)
    if not wanted:
        raise ConfigError("select: no rule is selected; ALL is every rule")
    unwanted = (*settings.ignore, *settings.extend_ignore)
    ignored = frozenset(
        code for code in select(known, unwanted) if _closeness(known[code], unwanted) >= _closeness(known[code], wanted)
    )
    shown = frozenset(code for code in select(known, wanted) - ignored if settings.preview or not known[code].preview)
    running = {
        code: rule
        for code, rule in known.items()
        if code in shown or ((code in scored_codes() or _scores(code)) and code not in ignored and not rule.preview)
    }
    by_file = tuple(_by_file(settings, known))
    return Plan(settings, known, running, shown, ignored, _severities(settings, known), by_file)


def _by_file(settings: Settings, known: dict[str, Rule]) -> Iterator[tuple["Patterns", frozenset[str]]]:
    if settings.per_file_ignores:
        from srclint.gitignore import configured

        for glob, words in settings.per_file_ignores.items():
            yield configured((glob,), "per-file-ignores"), select(known, words)


def _scores(code: str) -> bool:
    """Whether a ledger row can name the rule although the profile counts by figures, not by its findings."""
    return code.startswith(("BP", "SRC", "DUP"))


def _closeness(rule: Rule, words: Iterable[str]) -> int:
    """How closely the best of the selectors names the rule: 0 for ALL, the length of a prefix, most for a name."""
    return max(
        (
            0 if word == "ALL" else len(rule.code) if word.lower() == rule.name else len(word)
            for word in words
            if word == "ALL" or word.lower() == rule.name or rule.code.startswith(word.upper())
        ),
        default=-1,
    )


def _severities(settings: Settings, known: dict[str, Rule]) -> dict[str, Severity]:
    """The configured severities by code; the selector that names a rule more closely wins."""
    closest: dict[str, tuple[int, Severity]] = {}
    for word, level in settings.severity.items():
        for code in select(known, (word,)):
            near = _closeness(known[code], (word,))
            if near >= closest.get(code, (-1,))[0]:
                closest[code] = near, Severity(level)
    return {code: level for code, (_, level) in closest.items()}

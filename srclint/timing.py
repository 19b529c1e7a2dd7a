"""How long each rule takes, and each analysis that rules share: what `--time-rules` shows."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter_ns
from typing import TypeVar

from srclint.article import Article
from srclint.examine import Examined, Step, examine
from srclint.plan import Plan
from srclint.readers import ReadOptions, Unreadable, read_bytes
from srclint.record import fields, replace
from srclint.registry import is_cross_file
from srclint.rule import Finding, Rule

T = TypeVar("T")


class Clock:
    """Nanoseconds by the name of a rule or an analysis; the time of what it calls counts for what is called."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._open: list[str] = []
        self._since = 0

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        """Count the time of a block under a name."""
        self._lap()
        self._open.append(name)
        try:
            yield
        finally:
            self._lap()
            self._open.pop()

    def timed(self, plan: Plan) -> Plan:
        """The plan with its rules under this clock."""
        return replace(plan, rules={c: r if is_cross_file(r) else _TimedRule(r, self) for c, r in plan.rules.items()})

    def examine(self, step: Step, plan: Plan, options: ReadOptions, *, compare: bool) -> Iterator[Examined]:
        """Examine a step, each shared analysis under its own name."""
        if isinstance(step, Examined):
            yield step
            return
        with self.measure("reading"):
            items = [step] if isinstance(step, Article) else list(read_bytes(step.data, step.display, options))
        for item in items:
            timed = item if isinstance(item, Unreadable) else _TimedArticle.of(item, self)
            with self.measure("the rest"):
                found = examine(timed, plan, compare=compare)
            yield found

    def table(self, rules: Mapping[str, Rule]) -> Iterator[str]:
        """A line each, slowest first, with milliseconds and the share of the whole."""
        whole = sum(self.spent.values()) or 1
        for name, spent in self.spent.most_common():
            label = f"{name} {rules[name].name}" if name in rules else name
            yield f"{spent / 1e6:10.1f} ms {spent / whole:6.1%}  {label}"
        yield f"{whole / 1e6:10.1f} ms {1:6.1%}  in all"

    def _lap(self) -> None:
        now = perf_counter_ns()
        if self._open:
            self.spent[self._open[-1]] += now - self._since
        self._since = now


class _TimedRule(Rule):
    """A rule that tells a clock how long it takes."""

    def __init__(self, rule: Rule, clock: Clock) -> None:
        self._rule, self._clock = rule, clock
        self.code, self.name = rule.code, rule.name

    def check(self, article: Article) -> Iterator[Finding]:
        """As the rule, timed."""
        with self._clock.measure(self.code):
            found = list(self._rule.check(article))
        return iter(found)


class _TimedArticle(Article):
    """An article that tells a clock what is derived from it."""

    clock: Clock

    @classmethod
    def of(cls, article: Article, clock: Clock) -> "_TimedArticle":
        """The same article, under a clock."""
        timed = cls(**{name: getattr(article, name) for name in fields(article)})
        object.__setattr__(timed, "clock", clock)
        return timed

    def derived(self, analysis: Callable[[Article], T]) -> T:
        """As `Article.derived`, under the analysis's name."""
        with self.clock.measure(f"{analysis.__module__.removeprefix('srclint.')}.{analysis.__name__}"):
            return super().derived(analysis)

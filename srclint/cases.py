"""The cases of rules as tests: every bad case is found, no good case is, and a fix mends what it was made for."""

import inspect
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from srclint.article import Article, Corpus, Hints
from srclint.checks.pattern import PatternRule
from srclint.data import rules_dir
from srclint.edits import apply_edits, choose
from srclint.errors import SrclintError
from srclint.match import entries
from srclint.pack import builtin_packs, pack_of
from srclint.readers import ReadOptions, Unreadable, read_bytes
from srclint.redos import explain
from srclint.rule import CorpusRule, Finding, Rule

LEAST = 2


def check_cases(rules: Iterable[Rule]) -> Iterator[str]:
    """A sentence for each case that does not hold, each rule with too few cases, each fix that does not mend."""
    for rule in rules:
        place = f"{rule.code} {rule.name}"
        for kind in ("bad", "good"):
            if len(getattr(rule, kind)) < LEAST:
                yield f"{place}: {len(getattr(rule, kind))} {kind} cases; at least {LEAST} are needed"
            for case in getattr(rule, kind):
                failure = _failure(rule, kind, case)
                if failure is not None:
                    yield f"{place}: {failure} the {kind} case {_shown(case)}"


def _failure(rule: Rule, kind: str, case: Any) -> str | None:  # noqa: ANN401 - as `articles_of`
    """What is wrong with a case, in words to stand before it; None where it holds."""
    try:
        found = _findings(rule, case)
        if kind == "good":
            return "finds something in" if found else None
        mended = isinstance(rule, CorpusRule) or not found or _mends(rule, case, found)
    except SrclintError:
        raise
    except Exception as error:  # noqa: BLE001 - a mistake in a rule is what the cases are there to show
        return f"{type(error).__name__} ({error}) in"
    if not found:
        return "finds nothing in"
    return None if mended else "the fix does not silence its finding in"


def check_patterns(packs: tuple[str, ...] = ()) -> Iterator[str]:
    """A sentence for each pattern of the shipped packs and `packs` that can backtrack catastrophically in `re`."""
    for entry in entries(packs):
        for name, pattern in (("pattern", entry.pattern), ("unless", entry.unless)):
            why = explain(pattern) if pattern and name not in entry.linear else None
            if why:
                yield f"{entry.place}: {why}"


def origins(rule: Rule) -> frozenset[str]:
    """The files that a rule comes from: its packs, or its module."""
    if isinstance(rule, PatternRule):
        return frozenset(str(pack_of(entry)) for entry in rule.variants)
    return frozenset({inspect.getfile(type(rule))})


def articles_of(case: Any, packs: tuple[str, ...] = ()) -> tuple[Article, ...]:  # noqa: ANN401 - a text or a table
    """The articles of a case: one of a text, one for each of a table's "files" (name to text).

    `packs` are the packs of a project's own that the articles are read under.

    Raises:
        SrclintError: for a case that is not an article.
    """
    if isinstance(case, str):
        return (_article("case.txt", case, packs),)
    if isinstance(case, Mapping) and "files" in case:
        return tuple(_article(name, text, packs) for name, text in case["files"].items())
    if isinstance(case, Mapping) and "text" in case:
        return (_article(case.get("filename", "case.txt"), case["text"], packs),)
    raise SrclintError(f'a case is a text, or a table with "text" or "files", not {case!r}')


def _own_packs(rule: Rule) -> tuple[str, ...]:
    """The packs that a rule comes from, but for the shipped ones; those that a rule in code names for its cases."""
    if not isinstance(rule, PatternRule):
        return tuple(str(rules_dir() / name) for name in getattr(rule, "case_packs", ()))
    return tuple(sorted(origins(rule) - set(map(str, builtin_packs()))))


def _article(name: str, text: str | bytes, packs: tuple[str, ...]) -> Article:
    data = text if isinstance(text, bytes) else text.encode()
    for item in read_bytes(data, name, ReadOptions(hints=Hints(packs=packs))):
        if isinstance(item, Unreadable):
            raise SrclintError(f"{item.path}: {item.message}")
        return item
    raise SrclintError(f"{name}: holds no article")


def _findings(rule: Rule, case: Any) -> list[Finding]:  # noqa: ANN401 - as `articles_of`
    if getattr(rule, "judged_by_engine", False):
        return _by_engine(rule, case)
    articles = articles_of(case, _own_packs(rule))
    if isinstance(rule, CorpusRule):
        return list(rule.check_corpus(Corpus(tuple(type(rule).summary(article) for article in articles))))
    return [finding for article in articles for finding in rule.check(article) if finding.code == rule.code]


def _by_engine(rule: Rule, case: Mapping[str, Any]) -> list[Finding]:
    """The findings of a rule about suppressions or the baseline, which hang on what all the other rules find."""
    from srclint.baseline import Baseline
    from srclint.engine import lint
    from srclint.settings import Settings

    run = lint(["-"], Settings(), stdin=(case["text"].encode(), case["filename"]))
    known = Baseline(Path("baseline.json"), case.get("baseline", {}))
    results = known.screen(run.results, frozenset(run.info.rules))
    return [finding for result in results for finding in result.findings if finding.code == rule.code]


def _mends(rule: Rule, case: Any, found: list[Finding]) -> bool:  # noqa: ANN401 - as `articles_of`
    """Whether the fixes of what was found in a case, if there are any, leave nothing to find."""
    edits, _ = choose([finding.fix for finding in found if finding.fix is not None])
    unfixed = sum(finding.fix is None or not finding.fix.edits for finding in found)
    if not edits:
        return True
    article = articles_of(case)[0]
    after = apply_edits(article.source, edits)
    return not after.strip() or len(_findings(rule, {"filename": article.path, "text": after})) <= unfixed


def _shown(case: Any) -> str:  # noqa: ANN401 - as `articles_of`
    text = str(case)
    return repr(text if len(text) <= 80 else text[:77] + "…")


def rules_from(rules: Mapping[str, Rule], paths: Iterable[Path]) -> list[Rule]:
    """The rules that come from any of `paths` (files, or folders that hold them)."""
    wanted = [path.resolve() for path in paths]

    def within(origin: str) -> bool:
        file = Path(origin).resolve()
        return any(path == file or path in file.parents for path in wanted)

    return [rule for rule in rules.values() if any(within(origin) for origin in origins(rule))]

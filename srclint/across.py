"""What depends on other files: cross-file findings, and how much of a story stands in an earlier one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from srclint.article import Article, Corpus, Span
from srclint.directives import Suppression
from srclint.errors import SrclintError
from srclint.examine import Basis, Examined, summarised
from srclint.files import file_of
from srclint.load import Scope, reread
from srclint.plan import Plan
from srclint.record import record, replace
from srclint.results import FileResult
from srclint.rule import CorpusRule, Finding
from srclint.settings import Settings
from srclint.shelf import Shelf
from srclint.suppress import Suppressions

if TYPE_CHECKING:
    from srclint.neardup import StoryPrint
    from srclint.neardup.archive import Archive, Load


_Aside = tuple[FileResult | None, Basis | Callable[[], Basis] | None]
_SILENT = Suppressions()


@record
class Compared:
    """One article and what comparing it with others brought.

    `used` are its directives that silenced findings reported in other files, `containment` the greatest share of the
    story that stands in one earlier story, None where stories were not compared. `together` is whether the files of
    the run were compared with each other, too.
    """

    item: Examined
    findings: Sequence[Finding] = ()
    used: Collection[Suppression] = ()
    containment: float | None = None
    together: bool = True


class _Meant:
    """Whether a file says by a directive that a finding is meant so; `used` keeps by path what was asked and found."""

    def __init__(self, silencers: Mapping[str, Suppressions]) -> None:
        self.silencers = silencers
        self.used: dict[str, set[Suppression]] = {}

    def __call__(self, code: str, path: str, span: Span | None = None) -> bool:
        entry = self.silencers[path].covers(code, span) if path in self.silencers else None
        if entry is not None:
            self.used.setdefault(path, set()).add(entry)
        return entry is not None

    def elsewhere(self, finding: Finding) -> bool:
        """Whether the other file of a cross-file finding says so."""
        for related in finding.related:
            start, end = related.start, related.end
            span = Span(start.offset, end.offset) if start is not None and end is not None else None
            if self(finding.code, related.path, span):
                return True
        return False


def compared(items: Iterable[Examined], scope: Scope, plan: Plan) -> Iterator[Compared]:
    """Compare the articles of a run with what its scope says, in the order in which they come.

    Where single files were named beside an index, each is compared with the index alone: what is found in one does
    not depend on the others.
    """
    with scope.archive() as archive, Shelf() as shelf:
        if not scope.together:
            for item in items:
                yield from _compared([item], (), plan, scope, archive, shelf)
            return
        named: list[Examined] = []
        aside: list[Callable[[], _Aside]] = []
        for item in items:
            named.append(_light(item, shelf))
            aside.append(shelf.put((item.result, item.basis)))
        tracked = scope.others({file_of(item.path) for item in named})
        others = [_light(summarised(item, plan), shelf) for item in tracked]
        for one, fetch in zip(_compared(named, others, plan, scope, archive, shelf), aside, strict=True):
            result, basis = fetch()
            yield replace(one, item=replace(one.item, result=result, basis=basis))


def _light(item: Examined, shelf: Shelf) -> Examined:
    """What comparing files needs of one; the story's text is on the shelf."""
    silencers = item.silencers if item.silencers is not None and item.silencers.entries else _SILENT
    return Examined(item.path, item.error, item.named, silencers=silencers, summaries=_shelved(item, shelf))


def _shelved(item: Examined, shelf: Shelf) -> Mapping[Callable[[Article], Any], Any]:
    from srclint.neardup import shelved, story_print

    story = item.summaries.get(story_print)
    return item.summaries if story is None else {**item.summaries, story_print: shelved(story, shelf)}


def reprint(settings: Settings) -> "Load":
    """What reads the print of an indexed story whose text stands in its file alone; None where the file is gone."""
    from srclint.neardup import story_print

    def load(path: str) -> "StoryPrint | None":
        article = reread(path, settings)
        return article.derived(story_print) if article is not None else None

    return load


def _compared(
    named: Sequence[Examined],
    others: Sequence[Examined],
    plan: Plan,
    scope: Scope,
    archive: "Archive | None",
    shelf: Shelf,
) -> Iterator[Compared]:
    from srclint.neardup import compare, greatest_earlier_containment, story_print

    everything = sorted((e for e in (*named, *others) if e.error is None), key=lambda e: e.path)
    if archive is not None:
        everything = _beside(everything, scope, archive, shelf)
    mine = {item.path for item in named}
    meant = _Meant({item.path: item.silencers for item in everything if item.silencers is not None})
    corpora: dict[Callable[[Article], Any], Corpus[Any]] = {}
    found: dict[str, list[Finding]] = {}
    for rule in plan.across:
        if rule.summary not in corpora:
            having = [item for item in everything if rule.summary in item.summaries]
            summaries = tuple(item.summaries[rule.summary] for item in having)
            corpora[rule.summary] = Corpus(summaries, tuple(item.named for item in having), meant)
        with _blamed_on(rule):
            for finding in rule.check_corpus(corpora[rule.summary]):
                if finding.path in mine and not meant.elsewhere(finding):
                    found.setdefault(finding.path, []).append(finding)
    stories = corpora.get(story_print)
    comparison = stories.derived(compare) if stories is not None else None
    for item in named:
        share = greatest_earlier_containment(comparison, item.path)[0] if comparison is not None else None
        yield Compared(item, found.get(item.path, ()), meant.used.get(item.path, ()), share, scope.together)


@contextmanager
def _blamed_on(rule: CorpusRule) -> Iterator[None]:
    """A mistake in a rule across files ends the run with its code."""
    try:
        yield
    except SrclintError:
        raise
    except Exception as error:
        raise SrclintError(f"internal error in rule {rule.code}: {type(error).__name__}: {error}") from error


def _beside(items: Sequence[Examined], scope: Scope, archive: "Archive", shelf: Shelf) -> list[Examined]:
    """The articles with what the archive knows of their stories, and the archive's stories to compare them with."""
    from srclint.neardup import story_print
    from srclint.neardup.archive import beside

    told = [item for item in items if story_print in item.summaries]
    mine, others = beside([item.summaries[story_print] for item in told], archive, reprint(scope.settings))
    known = [
        replace(item, summaries={**item.summaries, story_print: story}) for item, story in zip(told, mine, strict=True)
    ]
    archived = [Examined(story.path, named=False, summaries={story_print: story}) for story in others]
    rest = [item for item in items if story_print not in item.summaries]
    told = [replace(item, summaries=_shelved(item, shelf)) for item in (*known, *archived)]
    return sorted((*told, *rest), key=lambda item: item.path)

"""DUP201–DUP204 and DUP207: stories that are somebody else's, or an older self.

A story gets one finding of the kind of its closest copy, however many files hold its text: a story that sixty outlets
print makes 1,770 pairs. Of a pair the finding is at the later file: by date where both have one, else by path. Where
only one of them was named on the command line, it is at that one.

What the rules have to do with other files is in `_copying`, which is imported where files are compared.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from srclint.article import Article, Corpus
from srclint.rule import CorpusRule, Finding, Related, Severity

if TYPE_CHECKING:
    from srclint.checks._copying import Concern, Copy, Stories
    from srclint.neardup import Comparison, Pair, StoryPrint

_SHOWN = 10


class _Summary:
    """The summary that the rules share, imported with all that it needs when it is asked for."""

    def __get__(self, rule: object, kind: type | None = None) -> Callable[[Article], "StoryPrint"]:
        from srclint.neardup import story_print

        return story_print


class _Copies(CorpusRule):
    """What the rules on copies share: the summary of a story, and one finding for each story with copies."""

    summary = _Summary()

    def check_corpus(self, corpus: Corpus[Any]) -> Iterator[Finding]:
        """Yield a finding for each story that the rule reports, among those that were named."""
        from srclint.checks import _copying

        for copies in self.stories(corpus).values():
            closest, *others = copies
            others = [copy for copy in others if not _copying.meant(corpus, self.code, copy)]
            yield Finding(
                code=self.code,
                name=self.name,
                severity=self.severity,
                message=self.says(closest) + _and_more(len(others)),
                path=closest.mine.path,
                authority=self.authority,
                related=(*_copying.passages(closest), *(_copying.longest(copy) for copy in others[:_SHOWN])),
                preview=self.preview,
            )

    def stories(self, corpus: Corpus[Any]) -> "Stories":
        """The stories that the rule reports, by number, with their copies, closest first."""
        from srclint.checks import _copying

        found = corpus.derived(_copying.closest)
        return {at: copies for at, copies in found.items() if _copying.code(copies[0].pair) == self.code}

    def says(self, copy: "Copy") -> str:
        """The message of the finding for a story whose closest copy this is."""
        raise NotImplementedError


_STORY = """The harbour board of Kessel voted on Tuesday to close the old fish quay to traffic from the first of March.

Engineers found in January that eleven of the forty oak piles under the quay had rotted below the waterline.

"We would rather close it a year early than a day late," said Maren Holt, who chairs the board.

The nine boats that still land their catch there will move to the north basin, where the board has leased two cranes.
"""
_RETOLD = """The board of Kessel harbour voted on Tuesday to shut the old fish quay to traffic from the first of March.

Engineers found in January that twelve of the forty oak piles under the quay had rotted well below the waterline.

"We would rather close it a year early than a day late," said Maren Holt, who chairs the board.

The nine boats that still land their catch there are to move to the north basin, where the board leased two cranes.
"""
_OTHER = """Voters in Kessel go to the polls on Sunday to fill the three seats on the town council that fell vacant.

Seven candidates stand, among them the former headmaster Jon Rask and the baker Ilse Vogt.

Polling stations open at eight in the morning and close at six, an hour earlier than in the last election.
"""
_FORM = """Shares in {name} closed at {price} on {day}, after the company said that its profit rose to {profit} million.

The chief executive, {boss}, said that orders were {orders} percent above those of the year before.

The board of {name} proposes a dividend of {dividend} cents, to be paid on {paid}.
"""
_ONE_RESULT = _FORM.format(
    name="Aldwin Paper", price="41.20", day="Monday", profit="12.4", boss="Ruth Sayer", orders="9", dividend="18",
    paid="May 2",
)  # fmt: skip
_OTHER_RESULT = _FORM.format(
    name="Tarrant Glass", price="7.85", day="Friday", profit="3.1", boss="Omar Lind", orders="22", dividend="6",
    paid="June 30",
)  # fmt: skip
_QUOTES_IT = """Fishing on this coast has lost one landing place after another, and a vote in Kessel makes it one more.

In Hamble the slipway was sold in 2019 for a row of holiday flats, and the ice house followed two winters later.

"We would rather close it a year early than a day late," said Maren Holt, who chairs the board in Kessel.

Skippers say that each closure adds an hour of steaming to their day, and that fuel for that hour is what they earned.
"""
_DIGEST = f"""{_OTHER}
{_STORY}
A travelling circus has asked for leave to pitch its tent on the common for nine days in June, the parish clerk said.

The library lends tools as well as books from next week: drills, ladders and a machine that cleans carpets.
"""


def _version(text: str, time: str) -> str:
    return (
        f"---\ntitle: Kessel to close its old fish quay\nurl: https://kessel.example/quay\ndate: {time}\n---\n\n{text}"
    )


class ExactDuplicate(_Copies):
    """The story is word for word the same as another file's, boilerplate, punctuation and case aside.

    A corpus that holds one text twice counts it twice: whoever trains, counts or monitors takes one voice for two. Keep
    one of the files. The finding is at the later of the two, by date, else by path; it names the other. A
    story gets one finding, by its closest copy, which lists the other files that share its text.
    """

    code = "DUP201"
    name = "exact-duplicate"
    severity = Severity.ERROR
    authority = "Credibility signals for the web ask whether an article is original; a second copy of it is not."
    bad = (
        {"files": {"a.txt": _STORY, "b.txt": _STORY}},
        {"files": {"a.txt": _STORY, "b.txt": _STORY.upper()}},
    )
    good = (
        {"files": {"a.txt": _STORY, "b.txt": _OTHER}},
        {"files": {"a.txt": _STORY, "b.txt": _RETOLD}},
    )

    def says(self, copy: "Copy") -> str:
        """Names the other file."""
        return f"the same story, word for word, as {copy.other.path}"


class NearDuplicate(_Copies):
    """Most of the story stands in another file, and most of that file's in this one.

    A changed word here and there makes no second story. The passages that both have are listed with the finding, so
    that an editor can see what was copied. Stories made from one template, with other figures and names, are no
    copies. The finding is at the later of the two files, by date, else by path.
    """

    code = "DUP202"
    name = "near-duplicate"
    severity = Severity.ERROR
    authority = "Credibility signals for the web ask whether an article is original; a retouched copy of it is not."
    bad = (
        {"files": {"a.txt": _STORY, "b.txt": _RETOLD}},
        {"files": {"a.txt": _RETOLD, "b.txt": f"{_STORY}\nThe harbour master declined to comment on Tuesday night.\n"}},
    )
    good = (
        {"files": {"a.txt": _STORY, "b.txt": _QUOTES_IT}},
        {"files": {"a.txt": _ONE_RESULT, "b.txt": _OTHER_RESULT}},
    )

    def says(self, copy: "Copy") -> str:
        """Names the other file and the share of this one that stands in it."""
        return f"near-duplicate of {copy.other.path}: {copy.share:.0%} of this story stands in it"


class ContainedCopy(_Copies):
    """Most of one story stands in another, longer one; or a long passage of it does.

    Briefs cut from a report and digests that take stories in whole are of this kind. The passages are listed with the
    finding, which is at the later of the two files, by date, else by path. An index that keeps no texts can tell only
    how much of a story's sketch another one has; the message says so.
    """

    code = "DUP203"
    name = "contained-copy"
    severity = Severity.WARNING
    authority = "Credibility signals for the web ask how much of an article is its own and how much is taken over."
    bad = (
        {"files": {"digest.txt": _DIGEST, "quay.txt": _STORY}},
        {"files": {"digest.txt": _DIGEST, "poll.txt": _OTHER}},
    )
    good = (
        {"files": {"a.txt": _STORY, "b.txt": _QUOTES_IT}},
        {"files": {"a.txt": _STORY, "b.txt": _OTHER}},
    )

    def check_corpus(self, corpus: Corpus[Any]) -> Iterator[Finding]:
        """Yield the findings of pairs, and those of stories that only a sketch in an index says are copies."""
        from srclint.checks import _copying

        yield from super().check_corpus(corpus)
        verified = corpus.derived(_copying.closest)
        for at, story in enumerate(corpus.items):
            if corpus.named[at] and story.sketched and at not in verified:
                yield self._on_sketch(story)

    def _on_sketch(self, story: "StoryPrint") -> Finding:
        path, share = story.sketched[0]
        says = f"about {share:.0%} of this story stands in {path}, judged on its sketch alone: its text is not at hand"
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity,
            message=says + _and_more(len(story.sketched) - 1),
            path=story.path,
            authority=self.authority,
            related=tuple(
                Related(other, f"has about {part:.0%} of the sketch") for other, part in story.sketched[:_SHOWN]
            ),
        )

    def says(self, copy: "Copy") -> str:
        """Names the other file, and says which of the two holds the other."""
        if copy.share >= copy.held:
            return f"{copy.share:.0%} of this story stands in {copy.other.path}"
        return f"this story holds {copy.held:.0%} of {copy.other.path}"


class SupersededVersion(_Copies):
    """The file is an older version of a story that the same outlet has published again, with a later date.

    The two share their id, address or title. That is no offence, but a reader of the archive wants the latest version
    only, and a count wants one. The finding is at the older version.
    """

    code = "DUP204"
    name = "superseded-version"
    severity = Severity.INFO
    authority = "Publishing formats such as ninjs number the versions of an item, so that the last one stands for all."
    bad = (
        {
            "files": {
                "a.md": _version(_STORY, "2026-02-10T08:00:00Z"),
                "b.md": _version(_RETOLD, "2026-02-10T17:30:00Z"),
            }
        },
        {"files": {"a.md": _version(_RETOLD, "2026-02-12"), "b.md": _version(_STORY, "2026-02-10")}},
    )
    good = (
        {"files": {"a.txt": _STORY, "b.txt": _RETOLD}},
        {"files": {"a.md": _version(_STORY, "2026-02-10"), "b.md": _version(_OTHER, "2026-02-12")}},
    )

    def stories(self, corpus: Corpus[Any]) -> "Stories":
        """The older versions, each with the later ones, the last one first."""
        from srclint.checks import _copying
        from srclint.neardup import Relation

        def concerned(pair: "Pair", comparison: "Comparison") -> "Concern | None":
            is_older = pair.relation is Relation.SUPERSEDED
            return (self.code, _copying.in_time(pair, comparison)[:1]) if is_older else None

        found = _copying.gathered(corpus, concerned)
        return {at: sorted(copies, key=lambda copy: (-(copy.other.when or 0), copy.other.path)) for at, copies in found}

    def says(self, copy: "Copy") -> str:
        """Names the newest version."""
        return f"superseded by a later version, {copy.other.path}"


class UncreditedWire(_Copies):
    """Three fifths of the story and more stand in a file that credits a news agency, and this one credits nobody.

    A digest that holds three fifths of the agency's story and names the agency nowhere is of this kind too. What calls
    itself a press agency, a news service and the like in its credit is an agency, listed or not.

    Agencies license their text on condition that it carries their name, and readers should know whose reporting they
    read. The finding is at the file without the credit.
    """

    code = "DUP207"
    name = "uncredited-wire"
    severity = Severity.WARNING
    authority = "The AP's policy on credit asks that whoever runs another's reporting says whose it is."
    bad = (
        {"files": {"agency.txt": f"KESSEL (Reuters) - {_STORY}", "local.txt": _STORY}},
        {"files": {"agency.txt": f"KESSEL (AP) — {_STORY}", "local.txt": f"By Hanna Brandt\n\n{_RETOLD}"}},
    )
    good = (
        {"files": {"agency.txt": f"KESSEL (Reuters) - {_STORY}", "local.txt": f"KESSEL (Reuters) - {_RETOLD}"}},
        {"files": {"one.txt": _STORY, "other.txt": _RETOLD}},
    )

    def stories(self, corpus: Corpus[Any]) -> "Stories":
        """The stories without a credit, each with those that have one, the one that holds most of it first."""
        from srclint.checks import _copying

        def concerned(pair: "Pair", comparison: "Comparison") -> "Concern | None":
            del comparison
            return (self.code, (pair.a if pair.uncredited == "a" else pair.b,)) if pair.wire else None

        found = _copying.gathered(corpus, concerned)
        return {at: sorted(copies, key=lambda copy: (-copy.share, copy.other.path)) for at, copies in found}

    def says(self, copy: "Copy") -> str:
        """Names the agency and the file that credits it."""
        from srclint.neardup.relations import WIRE

        agency, file = copy.other.credit, copy.other.path
        if copy.share >= WIRE:
            return f"{copy.share:.0%} of this story is {agency} text, as in {file}, but it credits nobody"
        return f"this story holds {copy.held:.0%} of a story by {agency}, {file}, but it credits nobody"


def _and_more(files: int) -> str:
    if not files:
        return ""
    return f"; and {files} more files share its text" if files > 1 else "; and 1 more file shares its text"

"""DUP201–DUP204 and DUP207: stories that are somebody else's, or an older self.

Each pair brings one finding of its kind of copy, at the later of its two files: by date where both have one, else by
path. Where only one of them was named on the command line, the finding is at that one.
"""

from collections.abc import Iterator
from typing import Any, ClassVar

from srclint.article import Corpus
from srclint.neardup import Comparison, Pair, Relation, StoryPrint, compare, earlier, story_print
from srclint.rule import CorpusRule, Finding, Related, Severity

_SHOWN = 10


class _Copies(CorpusRule):
    """What the rules on copies share: the summary of a story, and a finding for each pair that concerns the rule."""

    summary = staticmethod(story_print)
    relation: ClassVar[Relation | None] = None

    def check_corpus(self, corpus: Corpus[Any]) -> Iterator[Finding]:
        """Yield a finding for each pair, at a file that was named."""
        comparison = corpus.derived(compare)
        for pair in comparison.pairs:
            if self.concerns(pair):
                at = self.reported(pair, comparison)
                if not corpus.named[at]:
                    at = pair.a if at == pair.b else pair.b
                yield self._finding(pair, comparison, at)

    def concerns(self, pair: Pair) -> bool:
        """Whether the pair is of the kind that the rule reports."""
        return pair.relation is self.relation

    def reported(self, pair: Pair, comparison: Comparison) -> int:
        """The file that the finding is at: the later one, as the copy."""
        return _later(pair, comparison)

    def says(self, pair: Pair, comparison: Comparison, at: int) -> str:
        """The message of the finding for a pair that is reported at one of its files."""
        raise NotImplementedError

    def _finding(self, pair: Pair, comparison: Comparison, at: int) -> Finding:
        return Finding(
            code=self.code,
            name=self.name,
            severity=self.severity,
            message=self.says(pair, comparison, at),
            path=comparison.prints[at].path,
            authority=self.authority,
            related=tuple(_related(pair, comparison, at)),
            preview=self.preview,
        )


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
    one of the files. The finding is at the later of the two, by date, else by path; it names the other.
    """

    code = "DUP201"
    name = "exact-duplicate"
    severity = Severity.ERROR
    authority = "Credibility signals for the web ask whether an article is original; a second copy of it is not."
    relation = Relation.EXACT
    bad = (
        {"files": {"a.txt": _STORY, "b.txt": _STORY}},
        {"files": {"a.txt": _STORY, "b.txt": _STORY.upper()}},
    )
    good = (
        {"files": {"a.txt": _STORY, "b.txt": _OTHER}},
        {"files": {"a.txt": _STORY, "b.txt": _RETOLD}},
    )

    def says(self, pair: Pair, comparison: Comparison, at: int) -> str:
        """Names the other file."""
        return f"the same story, word for word, as {_other(pair, comparison, at).path}"


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
    relation = Relation.NEAR
    bad = (
        {"files": {"a.txt": _STORY, "b.txt": _RETOLD}},
        {"files": {"a.txt": _RETOLD, "b.txt": f"{_STORY}\nThe harbour master declined to comment on Tuesday night.\n"}},
    )
    good = (
        {"files": {"a.txt": _STORY, "b.txt": _QUOTES_IT}},
        {"files": {"a.txt": _ONE_RESULT, "b.txt": _OTHER_RESULT}},
    )

    def says(self, pair: Pair, comparison: Comparison, at: int) -> str:
        """Names the other file and the share of this one that stands in it."""
        mine = _percent(pair, at)
        return f"near-duplicate of {_other(pair, comparison, at).path}: {mine} of this story stands in it"


class ContainedCopy(_Copies):
    """Most of one story stands in another, longer one; or a long passage of it does.

    Briefs cut from a report and digests that take stories in whole are of this kind. The passages are listed with the
    finding, which is at the later of the two files, by date, else by path.
    """

    code = "DUP203"
    name = "contained-copy"
    severity = Severity.WARNING
    authority = "Credibility signals for the web ask how much of an article is its own and how much is taken over."
    relation = Relation.CONTAINED
    bad = (
        {"files": {"digest.txt": _DIGEST, "quay.txt": _STORY}},
        {"files": {"digest.txt": _DIGEST, "poll.txt": _OTHER}},
    )
    good = (
        {"files": {"a.txt": _STORY, "b.txt": _QUOTES_IT}},
        {"files": {"a.txt": _STORY, "b.txt": _OTHER}},
    )

    def says(self, pair: Pair, comparison: Comparison, at: int) -> str:
        """Names the other file, and says which of the two holds the other."""
        other = _other(pair, comparison, at)
        mine, theirs = pair.containment if at == pair.a else pair.containment[::-1]
        if mine >= theirs:
            return f"{_percent(pair, at)} of this story stands in {other.path}"
        return f"this story holds {theirs:.0%} of {other.path}"


class SupersededVersion(_Copies):
    """The file is an older version of a story that the same outlet has published again, with a later date.

    The two share their id, address or title. That is no offence, but a reader of the archive wants the latest version
    only, and a count wants one. The finding is at the older version.
    """

    code = "DUP204"
    name = "superseded-version"
    severity = Severity.INFO
    authority = "Publishing formats such as ninjs number the versions of an item, so that the last one stands for all."
    relation = Relation.SUPERSEDED
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

    def reported(self, pair: Pair, comparison: Comparison) -> int:
        """The older version: the one that can go."""
        return pair.a if _later(pair, comparison) == pair.b else pair.b

    def says(self, pair: Pair, comparison: Comparison, at: int) -> str:
        """Names the newer version."""
        return f"superseded by a later version, {_other(pair, comparison, at).path}"


class UncreditedWire(_Copies):
    """Three fifths of the story and more stand in a file that credits a news agency, and this one credits nobody.

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

    def concerns(self, pair: Pair) -> bool:
        """Whether the pair is one of agency text and a copy without a credit."""
        return pair.wire

    def reported(self, pair: Pair, comparison: Comparison) -> int:
        """The file that credits nobody."""
        del comparison
        return pair.a if pair.uncredited == "a" else pair.b

    def says(self, pair: Pair, comparison: Comparison, at: int) -> str:
        """Names the agency and the file that credits it."""
        other = _other(pair, comparison, at)
        return f"{_percent(pair, at)} of this story is {other.credit} text, as in {other.path}, but it credits nobody"


def _other(pair: Pair, comparison: Comparison, at: int) -> StoryPrint:
    return comparison.prints[pair.b if at == pair.a else pair.a]


def _later(pair: Pair, comparison: Comparison) -> int:
    return pair.b if earlier(comparison.prints[pair.a], comparison.prints[pair.b]) else pair.a


def _percent(pair: Pair, at: int) -> str:
    return f"{pair.containment[0 if at == pair.a else 1]:.0%}"


def _related(pair: Pair, comparison: Comparison, at: int) -> Iterator[Related]:
    """The longest passages in the other file, in the order of the text, each with its place in this one."""
    mine, other = comparison.prints[at], _other(pair, comparison, at)
    longest = sorted(pair.passages, key=lambda passage: -passage.words)[:_SHOWN]
    for passage in pair.passages:
        if passage in longest:
            here, there = (passage.a, passage.b) if at == pair.a else (passage.b, passage.a)
            line = mine.lines.position(here.start).line
            yield Related(
                other.path,
                f"{passage.words} words shared with line {line} of {mine.path}",
                other.lines.position(there.start),
                other.lines.position(there.end),
            )

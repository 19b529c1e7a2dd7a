"""BP101–BP114: paragraphs that are not the story, as `boilerplate.marks` finds them."""

import re
from collections.abc import Iterator, Sequence

from srclint.article import Article, Span
from srclint.boilerplate import Mark, marks
from srclint.boilerplate.phrases import turned_away
from srclint.rule import Edit, Finding, Fix, Rule, Safety, Severity

_EMPIRICAL = "Counted in copies of news pages: these lines recur on page after page, whatever the story."
_BLANK = re.compile(r"\s*")
_ESCAPED_BLANK = re.compile(r"(?:\s|\\[nrt])*")
_LEFT_OF_A_STORY = 100
_SHARE = 0.15
_DAM = (
    "The dam above the town broke at noon on Friday and flooded two villages before night fell on the valley.\n\n"
    "Engineers of the Ministry of Water had warned of cracks since the spring of 2019, it said on Saturday.\n\n"
    "Mayor Anna Berg asked the government for tents, water and pumps for the three hundred families of the town."
)
_HALF = 0.5


class MarkRule(Rule):
    """A rule that reports the marks of its own code: one finding for each run of neighbouring paragraphs."""

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield a finding for each run of marks of this rule's code and one group."""
        for run in runs(article.derived(marks).items, self.code):
            first, last = article.paragraphs[run[0].index], article.paragraphs[run[-1].index]
            yield self.finding(
                article,
                Span(first.span.start, last.span.end),
                self.says(run),
                fix=Fix(
                    Safety.SAFE if all(mark.safe for mark in run) else Safety.UNSAFE,
                    deletion(article, [mark.index for mark in run]),
                ),
            )

    def says(self, run: Sequence[Mark]) -> str:
        """The message: what the paragraphs are and why."""
        lead = (self.__doc__ or "").partition("\n")[0].rstrip(".")
        return f"{lead}: {run[0].reason}."


def runs(items: Sequence[Mark], code: str) -> Iterator[list[Mark]]:
    """Neighbouring marks of one code and group, in order."""
    run: list[Mark] = []
    for mark in items:
        if mark.code != code:
            continue
        if run and (mark.index != run[-1].index + 1 or mark.group != run[-1].group):
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def deletion(article: Article, indexes: Sequence[int]) -> tuple[Edit, ...]:
    """The edits that take out neighbouring paragraphs, and one of the blank runs beside them with them.

    Of the two runs the one with fewer line ends goes, so that what was parted stays parted. Where markup and not
    blanks lies between paragraphs, each is taken out alone.
    """
    outers = [article.paragraphs[index].outer for index in indexes]
    before = article.paragraphs[indexes[0] - 1].outer.end if indexes[0] else 0
    after = (
        article.paragraphs[indexes[-1] + 1].outer.start
        if indexes[-1] + 1 < len(article.paragraphs)
        else len(article.source)
    )
    inner = zip((o.end for o in outers), (o.start for o in outers[1:]), strict=False)
    if not all(start <= end and _is_blank(article, start, end) for start, end in inner):
        return tuple(Edit(outer) for outer in _apart(outers))
    start, end = outers[0].start, outers[-1].end
    left = before if indexes[0] and before <= start and _is_blank(article, before, start) else None
    right = after if indexes[-1] + 1 < len(article.paragraphs) and _is_blank(article, end, after) else None
    if right is not None and (left is None or _lines(article, left, start) >= _lines(article, end, right)):
        end = right
    elif left is not None:
        start = left
    return (Edit(Span(start, end)),)


def _is_blank(article: Article, start: int, end: int) -> bool:
    pattern = _ESCAPED_BLANK if article.format == "jsonl" else _BLANK
    return pattern.fullmatch(article.source, start, end) is not None


def _lines(article: Article, start: int, end: int) -> int:
    between = article.source[start:end]
    return between.count("\n") + between.count("\\n")


def _apart(outers: Sequence[Span]) -> Iterator[Span]:
    """Spans that do not overlap: one inside another goes with it."""
    reached = 0
    for outer in sorted(outers, key=lambda span: (span.start, -span.end)):
        if outer.start >= reached:
            yield outer
            reached = outer.end


class ConsentNotice(MarkRule):
    """Sign-up or data-consent wording inside the story.

    What a visitor of the page was asked to agree to came along with the copy. It belongs to a form that is not there.
    """

    code = "BP101"
    name = "consent-notice"
    severity = Severity.ERROR
    authority = (
        "A consent form speaks to the visitor of a page; press codes ask that a house's own business be kept apart."
    )
    fixable = "safe"
    bad = (
        "The dam broke at noon.\n\nBy signing up you agree that we may use your data.\n\nTwo villages were flooded.",
        "The dam broke at noon.\n\nWe use your sign-up to send you what you chose.\n\nTwo villages were flooded.",
    )
    good = (
        "The dam broke at noon.\n\nThe firm said it would use customer data for tests.",
        "The regulator fined the chain over the consent forms of its loyalty card.",
    )


class TeaserLine(MarkRule):
    """A one-line pointer to another story stands among the paragraphs of this one.

    Label and title share the line. The title makes a claim that this article neither sources nor develops.
    """

    code = "BP102"
    name = "teaser-line"
    severity = Severity.WARNING
    authority = "Credibility research counts calls to other stories against an article; in a copy the link is gone."
    fixable = "safe"
    bad = (
        "The dam broke at noon.\n\nREAD MORE: Minister quits over leak\n\nTwo villages were flooded.",
        "The dam broke at noon.\n\nAlso read | Floods reach the old town\n\nTwo villages were flooded.",
    )
    good = (
        "The dam broke at noon.\n\nMayor Anna Berg said people should read more about dams.",
        "Read in the lower house on Monday: the bill that splits the coalition.",
    )


class TeaserBlock(MarkRule):
    """A box of other stories' titles stands in the text.

    The finding covers the label and all of its titles, and ends where the story resumes.
    """

    code = "BP103"
    name = "teaser-block"
    severity = Severity.ERROR
    authority = f"{_EMPIRICAL} Extractors are known to leave such boxes in."
    fixable = "safe"
    bad = (
        (
            "The treaty was signed at noon.\n\nMost read\n\nSinger leaves band after nine years\n\n"
            "Ten soups for cold days that cost next to nothing\n\nThe senate votes on Friday, officials said."
        ),
        (
            "The treaty was signed at noon by both.\n\nDon’t miss…\nMan finds ring in loaf of bread[LATEST]\n"
            "Bear walks into bakery and eats all the cake[VIDEO]\n\nThe senate votes on Friday, officials said."
        ),
    )
    good = (
        "The treaty was signed at noon.\n\nNuclear weapons\n\nThe senate votes on Friday, officials said.",
        "Most read the treaty as a defeat, and three parties said so on Friday.",
    )


class UnlabelledTeaser(MarkRule):
    """Headline-shaped paragraphs cut into running text.

    No label says so, but lines without a full stop that lead nowhere stand in a row between two paragraphs of prose.
    """

    code = "BP104"
    name = "unlabelled-teaser"
    severity = Severity.WARNING
    authority = _EMPIRICAL
    preview = True
    fixable = "unsafe"
    bad = (
        (
            "The general said that he was doubtful about the plan.\n\nSinger leaves band after nine long years\n\n"
            'Ten soups for cold days that cost nothing\n\nHe explained: "Stranger things have happened in this war."'
        ),
        (
            "The dam broke at noon and flooded two villages.\n\nFire at bakery wakes the whole of Elm Street\n\n"
            "Goat stops traffic in the capital for an hour\n\nEngineers had warned of cracks since the spring of 2019."
        ),
    )
    good = (
        (
            "The dam broke at noon and flooded two villages.\n\nWhat the engineers knew\n\n"
            "Engineers had warned of cracks since the spring of 2019."
        ),
        (
            "The committee named two reasons for the failure of the dam:\n\n- cracks that nobody reported to the owner\n\n"
            "- a gate that had been shut since the spring\n\nEngineers had warned of both since the spring of 2019."
        ),
    )


class CommentForm(MarkRule):
    """Remnants of a comment form.

    Buttons, duties and notices of a form that is no longer there.
    """

    code = "BP105"
    name = "comment-form"
    severity = Severity.ERROR
    authority = _EMPIRICAL
    fixable = "safe"
    bad = (
        "The dam broke at noon.\n\nLeave a Reply",
        "The dam broke at noon.\n\nYour email address will not be published. Required fields are marked *",
    )
    good = (
        "The dam broke at noon. The ministry would not comment.",
        "Comments on the plan run to 400 pages, and the mayor has read them all.",
    )


class SocialCall(MarkRule):
    """The text of a share button, or a pitch to follow the outlet.

    Also other controls of the page, such as those to save, print or listen.
    """

    code = "BP106"
    name = "social-call"
    severity = Severity.WARNING
    authority = "Credibility research counts calls to share and follow as a sign of weak copy."
    fixable = "safe"
    bad = (
        "Share this\n\nThe dam broke at noon and flooded two villages.",
        "The dam broke at noon and flooded two villages.\n\nFollow our social media accounts here on and @courier",
    )
    good = (
        "Shares in the builder of the dam fell by half on Monday.",
        "The dam broke at noon. Residents were told to follow the police on foot.",
    )


class SourceTail(MarkRule):
    """An aggregator's credit that names no source.

    The words of a link stand where the name of the source should. Name whom the text is from.
    """

    code = "BP107"
    name = "source-tail"
    severity = Severity.ERROR
    authority = "Agencies ask that they be credited by name; a link label in its place credits nobody."
    fixable = "safe"
    bad = (
        "The dam broke at noon and flooded two villages.\n\nSource: Read Full Article",
        "The dam broke at noon and flooded two villages.\n\nView original post",
    )
    good = (
        "The dam broke at noon and flooded two villages.\n\nSource: Ministry of Water",
        "A source close to the builder said the full story would come out.",
    )


class SelfPromo(MarkRule):
    """The outlet advertises itself: an edition, a newsletter, an app, a podcast, a donation.

    Stories about newsletters and subscriptions speak of others; adverts speak to the reader.
    """

    code = "BP108"
    name = "self-promo"
    severity = Severity.WARNING
    authority = "Press codes ask that advertising be kept apart from news; that holds for a house's own products too."
    fixable = "safe"
    bad = (
        "The dam broke at noon.\n\nSign up for our free newsletter\n\nTwo villages were flooded.",
        "The dam broke at noon.\n\nFor the latest from the north visit our North page\n\nTwo villages were flooded.",
    )
    good = (
        "The parish newsletter warned of cracks in the dam as early as May.",
        "Farmers support local markets since the dam broke.",
    )


class CaptionLine(MarkRule):
    """A caption or credit of a picture or player stands as a paragraph.

    Without the picture it is a sentence out of place, and a credit is no text at all.
    """

    code = "BP109"
    name = "caption-line"
    severity = Severity.WARNING
    authority = _EMPIRICAL
    fixable = "unsafe"
    bad = (
        "The dam broke at noon.\n\nGetty Images\n\nTwo villages were flooded.",
        "The dam broke at noon.\n\nPhoto: Jane Doe/Agency\n\nTwo villages were flooded.",
    )
    good = (
        "The dam broke at noon. Photographs of the flood went round the world.",
        "He sold the archive to Getty for 20 million.",
    )


class SiteLabel(MarkRule):
    """A name standing alone before what follows the story: a network, a theme, an author box.

    It has no verb and says nothing of the story.
    """

    code = "BP110"
    name = "site-label"
    severity = Severity.INFO
    authority = _EMPIRICAL
    preview = True
    fixable = "unsafe"
    bad = (
        f"{_DAM}\n\nWater\n\nLeave a Reply",
        f"{_DAM}\n\nFriday Night Water Ministry\n\nFollow us on Instagram",
    )
    good = (
        "The dam broke at noon and flooded two villages.\n\nLeave a Reply",
        "The dam broke at noon.\n\nWhat Engineers Knew\n\nCracks had been seen in the spring of the year before.",
    )


class AdOrRightsLine(MarkRule):
    """An advertisement marker or a rights notice stands in the body.

    Rights belong into the metadata of a stored story, and a marker of an advert marks nothing there.
    """

    code = "BP111"
    name = "ad-or-rights-line"
    severity = Severity.ERROR
    authority = "Press codes ask for labelled advertising; news exchange formats have a field for the rights notice."
    fixable = "safe"
    bad = (
        "The dam broke at noon.\n\nAdvertisement\n\nTwo villages were flooded.",
        "The dam broke at noon.\n\nCopyright 2017 The Example Press. All rights reserved.",
    )
    good = (
        "Advertisement spending fell by half after the dam broke, the agency said.",
        "The writer of the song about the dam sued over copyright.",
    )


class BlockPage(Rule):
    """The file is a captcha, cookie, script or paywall page, not a story.

    The crawler was turned away and stored what it was told. Fetch the story again.
    """

    code = "BP112"
    name = "block-page"
    severity = Severity.ERROR
    authority = "Collections of stored news pages hold such files by the hundred; nothing in them can be cited."
    bad = (
        "Please make sure your browser supports JavaScript and cookies and that you are not blocking them.",
        "Access denied\n\nPlease verify you are a human.",
    )
    good = (
        "A robot served 200 meals on Monday, and the guests say that they hardly noticed.",
        "The dam broke at noon.\n\nHe was denied access to a lawyer, his family said.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for the file when it turns the reader away and holds no story beside."""
        signs = article.derived(turned_away)
        if not signs:
            return
        words, foreign = _word_shares(article, also=frozenset(signs))
        if words - foreign < _LEFT_OF_A_STORY or foreign > _HALF * words:
            said = " ".join(article.paragraphs[signs[0]].text.split())
            yield self.finding(article, None, f"Not a story but a page that turned the reader away: “{said[:80]}”.")


class BoilerplateShare(Rule):
    """More than 15 % of the words are boilerplate.

    Single findings say where. This one says that the file as a whole was taken over badly.
    """

    code = "BP114"
    name = "boilerplate-share"
    severity = Severity.WARNING
    authority = _EMPIRICAL
    bad = (
        "The dam broke at noon.\n\nSign up for our free newsletter\n\nShare this article\n\nLeave a Reply",
        "Most read\n\nSinger leaves band after nine years\n\nThe dam broke at noon, and two villages were flooded.",
    )
    good = (
        (
            "The dam broke at noon, officials said, and two villages were flooded before night fell on the valley and "
            "help could come from the town.\n\nLeave a Reply"
        ),
        "The dam broke at noon.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for the file."""
        words, foreign = _word_shares(article)
        if words and foreign > _SHARE * words:
            share = round(100 * foreign / words)
            most = ": more than half of the file is not the story" if foreign > _HALF * words else ""
            yield self.finding(article, None, f"{share} % of the words ({foreign} of {words}) are boilerplate{most}.")


def _word_shares(article: Article, also: frozenset[int] = frozenset()) -> tuple[int, int]:
    """Words in all, and words of the paragraphs that are marked as boilerplate or named in `also`."""
    marked = article.derived(marks).by_index
    words = foreign = 0
    for paragraph in article.paragraphs:
        count = len(paragraph.text.split())
        words += count
        mark = marked.get(paragraph.index)
        if paragraph.index in also or (mark is not None and mark.code.startswith("BP")):
            foreign += count
    return words, foreign

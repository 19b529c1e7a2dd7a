"""BP101–BP111: paragraphs that are not the story, as `boilerplate.marks` finds them."""

from srclint.checks.marked import MarkRule
from srclint.rule import Severity

_EMPIRICAL = "Counted in copies of news pages: these lines recur on page after page, whatever the story."
_DAM = (
    "The dam above the town broke at noon on Friday and flooded two villages before night fell on the valley.\n\n"
    "Engineers of the Ministry of Water had warned of cracks since the spring of 2019, it said on Saturday.\n\n"
    "Mayor Anna Berg asked the government for tents, water and pumps for the three hundred families of the town."
)


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
            "The committee named two reasons for the failure:\n\n- cracks that nobody reported to the owner\n\n"
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

    Also other controls of the page, such as those to save, print or listen, to skip to the story or enlarge its text.
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
        f"{_DAM}\n\nCourier Networks\n\nLeave a Reply",
        f"{_DAM}\n\nNorth Desk Media\n\nFollow us on Instagram",
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


class LearnedBoilerplate(MarkRule):
    """A paragraph recurs in many files of one outlet, or stands in a reviewed pack.

    No phrase tells what an outlet puts under every story; its own files do. `srclint learn` writes such a pack.
    """

    code = "BP113"
    name = "learned-boilerplate"
    severity = Severity.WARNING
    authority = "One outlet's call for donations stood in 83 of a hundred of its stored stories."
    fixable = "unsafe"
    case_packs = ("examples/learned.toml",)
    bad = (
        f"{_DAM}\n\nThe Lantern has kept the valley informed since 1911 and lives by its readers alone.",
        f"{_DAM}\n\nReporter Karl Holm covers the valley for The Lantern.",
    )
    good = (
        f"{_DAM}\n\nThe Lantern has kept a list of its readers since 1911, the court heard on Friday.",
        f"{_DAM}\n\nSnow covers the valley, and the school stays shut until Monday.",
    )

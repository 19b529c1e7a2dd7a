"""DUP205 and DUP206: lines that stand in one file twice."""

from collections.abc import Sequence

from srclint.boilerplate import Mark
from srclint.checks.marked import MarkRule
from srclint.rule import Severity


class RepeatedHeadline(MarkRule):
    """The headline stands in the file again.

    Page title, heading and player title were all taken over. One of them is the headline, the others go.
    """

    code = "DUP205"
    name = "repeated-headline"
    severity = Severity.ERROR
    authority = "Counted in copies of news pages: up to four times the same line before the lead."
    fixable = "safe"
    bad = (
        "Dam breaks at noon\nDam breaks at noon\n\nThe dam above the town broke at noon on Friday.",
        "Dam breaks at noon\n\nThe dam above the town broke at noon on Friday.\n\nDAM BREAKS AT NOON",
    )
    good = (
        "Dam breaks at noon\n\nThe dam above the town broke at noon on Friday.",
        "Dam breaks at noon\n\nDam breaks at noon, the siren fails: so the day went, officials said on Friday.",
        "Crime & Courts\n\nBusiness\n\nCrime & Courts\n\nThe dam above the town broke at noon on Friday.",
    )

    def says(self, run: Sequence[Mark]) -> str:
        """The message: how often it comes again."""
        again = "once more" if len(run) == 1 else f"{len(run)} times more"
        return f"The headline stands in the file {again}."


class RepeatedParagraph(MarkRule):
    """A paragraph stands in the file twice.

    Captions of galleries and pulled quotes often come again. The first one stays; in a page that was copied whole it is
    the one next to the story.
    """

    code = "DUP206"
    name = "repeated-paragraph"
    severity = Severity.WARNING
    authority = "Counted in copies of news pages: a second copy of a paragraph says nothing new."
    fixable = "safe"
    bad = (
        "The dam broke at noon on Friday.\n\nTwo villages were flooded.\n\nThe dam broke at noon on Friday.",
        "The river rose by night again.\n\nHelp came late.\n\nThe river rose by night again!",
    )
    good = (
        "The dam broke at noon on Friday.\n\nTwo villages were flooded.",
        "No.\n\nThe dam broke at noon on Friday.\n\nNo.",
    )

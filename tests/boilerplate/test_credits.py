import pytest

from srclint.boilerplate import CREDIT, marks, story
from srclint.score import figures

from .stories import OPENING, STORY, article

TITLE = "Dam breaks above Elm town at noon"
BUTTONS = ("Share on Facebook", "Share on Twitter", "Print", "Email", "Comments")


def marked_as_credit(*paragraphs):
    read = article(*paragraphs)
    return [read.paragraphs[mark.index].text for mark in read.derived(marks).items if mark.code == CREDIT]


@pytest.mark.parametrize(
    "line",
    [
        "By ANNA BERG and TOM HILL Associated Press",
        "By ANNA BERG, CNN",
        "Sunday, 15 July 2018 05:38 AM",
        "Jul 16, 2018 | 5:30 AM",
        "Originally published July 15, 2018 at 9:06 pm",
    ],
)
def test_who_wrote_the_story_and_when_is_not_reported(line):
    read = article(TITLE, "Elm Valley Magazine", *BUTTONS, line, *STORY)
    assert {mark.code for mark in read.derived(marks).items if read.paragraphs[mark.index].text == line} <= {CREDIT}
    assert read.derived(story).paragraphs[0].text == OPENING
    assert CREDIT not in {code for code, _, _ in figures(read).boilerplate}


def test_below_the_story_they_are_those_of_other_stories():
    assert marked_as_credit(TITLE, *STORY, *BUTTONS, "By ANNA BERG, CNN", "Jul 16, 2018 | 5:30 AM") == []


def test_no_other_line_is_one():
    assert marked_as_credit(TITLE, *BUTTONS, "2018 in pictures", "By the lake: ten soups for 2018.", *STORY) == []


@pytest.mark.parametrize(
    "line", ["(Reporting by Anna Berg; Editing by Tom Hill)", "Additional reporting by Anna Berg in Elm and Tom Hill"]
)
def test_what_an_agency_closes_with_is_not_reported(line):
    below = ("Share on Facebook", "Sign up for our newsletter", "All rights reserved")
    assert marked_as_credit(TITLE, *STORY, line, *below) == [line]

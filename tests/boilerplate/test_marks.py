import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.boilerplate import marks

from .stories import CLOSE, MIDDLE, OPENING, STORY, article, codes, marked

TITLES = ("Singer leaves band after nine years on the road", "Ten soups for cold days that cost next to nothing")


def test_a_clean_story_has_no_marks():
    assert marked(*STORY) == []
    assert marked("Dam breaks above Elm town", *STORY) == []


def test_a_label_takes_its_teasers_and_ends_where_the_story_resumes():
    found = codes(OPENING, "Most read in The Courier", *TITLES, MIDDLE, CLOSE)
    assert found == dict.fromkeys(("Most read in The Courier", *TITLES), "BP103")


def test_tagged_lines_of_the_label_s_own_block_belong_to_it():
    block = "Don’t miss…\nMan finds a ring in his loaf of bread[LATEST]\nBear walks into a bakery[VIDEO]"
    assert len(marked(OPENING, block, MIDDLE)) == 3


@pytest.mark.parametrize("heading", ["What engineers knew", "Nuclear weapons"])
def test_a_heading_after_the_teasers_stays(heading):
    assert marked(OPENING, "Read more", TITLES[0], heading, MIDDLE) == ["Read more", TITLES[0]]


@pytest.mark.parametrize("heading", ["Nuclear weapons", "Other military capabilities", "Was engineers wussten"])
def test_section_headings_stay(heading):
    assert marked(OPENING, heading, MIDDLE, "Leave a Reply") == ["Leave a Reply"]


def test_a_quotation_is_never_taken_with_a_block():
    quotation = "“Nobody told us that the dam would break: we were asleep,” said Tom Hill, 41, who lost his house"
    assert marked(OPENING, "Read more", TITLES[0], quotation, CLOSE) == ["Read more", TITLES[0]]


def test_label_and_title_on_one_line_are_a_teaser_line():
    assert codes(OPENING, "READ MORE: Minister quits over leak", MIDDLE) == {
        "READ MORE: Minister quits over leak": "BP102"
    }


def test_titles_in_capitals_between_paragraphs():
    title = "FORMER MINISTER SEEN AT BAKERY IN THE OLD TOWN AGAIN"
    assert codes(OPENING, title, MIDDLE) == {title: "BP102"}
    assert marked(OPENING, "WHAT ENGINEERS KNEW", MIDDLE) == []


def test_unlabelled_titles_in_the_text():
    assert set(codes(OPENING, *TITLES, MIDDLE).values()) <= {"BP103", "BP104"}
    assert marked(OPENING, *TITLES, MIDDLE) == list(TITLES)


@pytest.mark.parametrize(
    ("paragraph", "safe"),
    [
        ("Sign up for our free newsletter.", True),
        ("Support our newsroom today. We have served this valley for ninety years, and you read us every day.", True),
        (
            "The mill asked for forty new looms as far back as 2012, the inquiry heard. Subscribe to our newsletter",
            False,
        ),
        (
            "Copyright 2019 The Courier. All rights reserved. In May the pipes of the new plant lay open to the sea.",
            False,
        ),
    ],
)
def test_what_may_hold_a_sentence_of_the_story_is_not_safe_to_delete(paragraph, safe):
    mark = article(OPENING, paragraph, MIDDLE).derived(marks).items[0]
    assert (mark.index, mark.safe) == (1, safe)


def test_a_share_button_is_no_headline():
    assert codes("Share this", *STORY) == {"Share this": "BP106"}


def test_a_player_title_under_the_headline():
    headline = "Three things that the broken dam above Elm town will change for good"
    assert codes(headline, "Elm town visited by Minister Karl Holm", *STORY) == {
        "Elm town visited by Minister Karl Holm": "BP109"
    }
    assert marked(headline, "Engineers: dam was never safe, minister knew", *STORY) == []


def test_a_page_s_tail():
    tail = (
        "Courier Networks",
        "Leave a Reply",
        "Your email address will not be published. Required fields are marked *",
    )
    assert marked(*STORY, *tail) == list(tail)


def test_marks_are_in_order_and_one_a_paragraph():
    found = article("Share this", OPENING, "Most read", *TITLES, MIDDLE, "Advertisement", CLOSE).derived(marks).items
    indexes = [mark.index for mark in found]
    assert indexes == sorted(set(indexes))


@given(
    st.lists(st.sampled_from([*STORY, *TITLES, "Read more", "Share", "Wait", "“Yes.”", "1", "?", "Tags:"]), max_size=12)
)
def test_any_arrangement_has_marks_and_a_story_that_add_up(paragraphs):
    read = article(*paragraphs)
    found = read.derived(marks)
    assert all(0 <= mark.index < len(read.paragraphs) for mark in found.items)
    assert all(mark.reason for mark in found.items)
    assert len({mark.index for mark in found.items}) == len(found)


def test_a_long_list_of_short_lines_takes_linear_time():
    read = article(*(f"Line {number}" for number in range(20_000)))
    assert len(read.derived(marks)) <= 20_000

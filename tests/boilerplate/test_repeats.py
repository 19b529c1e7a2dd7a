import pytest

from srclint.boilerplate import marks

from .stories import CLOSE, MIDDLE, OPENING, STORY, article, codes, marked

TITLE = "Dam breaks above Elm town at noon"


def test_the_headline_again():
    assert codes(TITLE, TITLE.upper(), OPENING) == {TITLE.upper(): "DUP205"}
    assert marked(f"{TITLE}\n{TITLE}", TITLE, OPENING) == [TITLE, TITLE]


@pytest.mark.parametrize("again", [OPENING, OPENING.upper(), f"“{OPENING[:-1]}”!"])
def test_a_paragraph_again(again):
    assert codes(OPENING, MIDDLE, again) == {again: "DUP206"}


def test_short_lines_may_come_again():
    assert marked(OPENING, "He said no.", MIDDLE, "He said no.", CLOSE) == []


def test_two_posts_of_one_account_may_be_signed_alike():
    signature = "— The Elm Courier (@elmcourier) May 3, 2024"
    assert "DUP206" not in codes(OPENING, signature, MIDDLE, signature, CLOSE).values()


def test_paragraphs_that_only_open_alike_are_not_repeats():
    assert marked(OPENING, MIDDLE, f"{OPENING[:60]} came to the town.") == []


MENU = ("Weather", "Traffic", "Culture", "Letters", "Obituaries", "Crossword", "Recipes", "Archive")


def test_of_a_title_in_a_menu_far_above_and_at_the_lead_the_one_at_the_lead_is_kept():
    read = article(TITLE, *MENU, *MENU, TITLE, *STORY)
    assert [mark.index for mark in read.derived(marks).items if mark.code.startswith("DUP")] == [0]


def test_of_two_captions_close_to_each_other_the_first_is_kept():
    caption = "The dam above the town as it was in May"
    read = article(TITLE, caption, "Elm Courier", caption, *STORY)
    assert [mark.index for mark in read.derived(marks).items if mark.code == "DUP206"] == [3]


def test_a_menu_entry_that_comes_again_is_no_headline():
    assert "DUP205" not in codes("Back to the main menu", *MENU, *MENU, *STORY, "Back to the main menu").values()

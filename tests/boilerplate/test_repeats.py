import pytest

from .stories import CLOSE, MIDDLE, OPENING, codes, marked

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

import pytest
from hypothesis import given

from srclint.checks.hygiene_words import _ITS, DoubledWord, ItsConfusion, LostApostrophe, SplitWord, _fits, _odd_its
from srclint.checks.prose import prose
from srclint.readers.text import read_text

from .texts import fixed, found, spaced


def test_a_split_word_is_known_from_the_list_or_from_the_file():
    assert found(SplitWord(), "It is the country’s P resident first trip.") == ["P resident"]
    assert found(SplitWord(), "Some Z ebrafish swam. A zebrafish is small.") == ["Z ebrafish"]
    assert found(SplitWord(), "Some Z ebrafish swam.") == []
    assert found(SplitWord(), "Some Z ebrafish swam by zebrafishes.") == []


@pytest.mark.parametrize(
    "text",
    [
        "A way was found; I ran away and bought a ham. Iran lost.",
        "Hepatitis B low in children. A blow to all.",
        "Vitamin C lass. The class met.",
        "A member met U turns and the T shirt.",
        "Das ist E ine Sache, die der Rat nicht versteht, und eine andere ist es auch nicht.",
    ],
)
def test_single_letters_that_stand_for_themselves_are_no_split(text):
    assert found(SplitWord(), text) == []


def test_a_split_word_is_joined():
    assert fixed(SplitWord(), "The M inister spoke.") == "The Minister spoke."


def test_a_possessive_takes_the_apostrophe_that_the_file_uses():
    assert fixed(LostApostrophe(), "Inside Min-juns trip\n\nMin-jun’s tour. Min-jun left.") == (
        "Inside Min-jun’s trip\n\nMin-jun’s tour. Min-jun left."
    )
    assert "Anna Marlow's plan" in fixed(LostApostrophe(), "Anna Marlows plan failed. Anna Marlow left.")


@pytest.mark.parametrize("owned", ["300-mile journey", "3rd attempt", "30-day race"])
def test_a_measure_can_be_owned_and_a_word_before_the_name_hides_nothing(owned):
    text = f"Inside Marcus Marlows {owned}\n\nMarcus Marlow left."
    assert found(LostApostrophe(), text) == ["Marlows"]


@pytest.mark.parametrize(
    "text",
    [
        "The Marlows plan to leave. Anna Marlow stays.",
        "The Harbour Rangers officers’ club is shut. A Harbour Ranger said so.",
        "Thirty Harbour Rangers 30 years ago. A Harbour Ranger said so.",
        "Golden Globes each went home. Golden Globes are prizes. A Golden Globe is one.",
        "Anna Marlows are rare. Anna Marlow is one.",
        "Young Americans plan more. A Young American plans.",
        "Many A-levels stay. An A-level is hard.",
    ],
)
def test_plurals_are_no_possessives(text):
    assert found(LostApostrophe(), text) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "It will help it’s banned missile programme, they say.",
            "It will help its banned missile programme, they say.",
        ),
        ("They met at the end of it's season.", "They met at the end of its season."),
        ("The club has it's own ground.", "The club has its own ground."),
        ("Its a long way.", "It’s a long way."),
        ("While the dam does it’s work, they wait.", "While the dam does its work, they wait."),
        ("The flood took it's toll.", "The flood took its toll."),
        ("They said its not over.", "They said it’s not over."),
    ],
)
def test_its_and_it_is(before, after):
    assert fixed(ItsConfusion(), before) == after


@pytest.mark.parametrize(
    "text",
    [
        "It's clear where it's going, and of it's being late nobody spoke.",
        "But it’s not clear exactly where they will meet.",
        "The club and its not-for-profit arm share its ground.",
        "In its long history it's been rare for it's not easy.",
        "so it's convenient that there's a border.",
        "If it does it’s fine. When he took it it's said that it’s work he found. What he does it’s hard to say.",
    ],
)
def test_right_uses_of_its(text):
    assert found(ItsConfusion(), text) == []


def test_the_second_of_two_words_goes():
    assert fixed(DoubledWord(), "They met in the the hall of  of time.") == "They met in the hall of time."
    assert fixed(DoubledWord(), "They met in the\u00a0the hall.") == "They met in the hall."
    assert fixed(DoubledWord(), "The The hall.") == "The The hall."


@pytest.mark.parametrize(
    "text",
    [
        "He had had enough of that that.",
        "What it is is late. It went on on Monday.",
        "Bora Bora and Duran Duran.",
        "Die Frau, die die Brücke sah, und der, der der Frau half, waren nicht mehr da.",
        "It was a very very long, long way.",
    ],
)
def test_words_that_may_stand_twice(text):
    assert found(DoubledWord(), text) == []


ITS = "it's It’s its own of helps did job took toll a been time the being fleet fleet-wide not , . nearly way".split()


@given(spaced(ITS, 12))
def test_its_is_tried_wherever_it_may_not_fit(text):
    def unfit(match, text):
        word, _, hyphen = text[match.end(match.lastindex) :].lstrip().partition("-")
        first = word.split()[0] if word.split() else ""
        return not _fits(match.lastgroup or "set", first.strip(".,").lower(), "-" if hyphen and word == first else "")

    article = read_text("a.txt", text)
    tried = {(p.index, m.span()) for p, m in _odd_its(article)}
    for paragraph in article.derived(prose):
        for match in _ITS.finditer(paragraph.text):
            if unfit(match, paragraph.text):
                assert (paragraph.index, match.span()) in tried

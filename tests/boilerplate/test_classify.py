import math

import pytest

from srclint.boilerplate.classify import classified, limited
from srclint.boilerplate.features import MOST_WORDS, features
from srclint.boilerplate.title import headline
from srclint.boilerplate.weights import condition, table, weights

from .stories import CLOSE, MIDDLE, OPENING, STORY, article, codes

MENU = ("Home", "Politics", "Sport", "Weather", "Videos", "Puzzles")


def values(*paragraphs):
    read = article(*paragraphs)
    return {read.paragraphs[index].text: found for index, found in read.derived(features).items()}


def test_a_menu_after_the_story_is_told_by_its_looks():
    read = article(*STORY, "Advertisement", *MENU)
    found = read.derived(classified)
    assert {read.paragraphs[index].text for index in found} == set(MENU)
    assert all(not mark.safe and mark.reason and 0.5 < mark.share <= 1 for mark in found.values())


def test_reasons_are_words():
    reasons = {mark.reason for mark in article(*STORY, "Advertisement", *MENU).derived(classified).values()}
    assert any("its words name parts of a page" in reason for reason in reasons)
    assert all("it stands in a run" in reason or "none of its words" in reason for reason in reasons)


def test_the_headline_is_not_asked_about():
    read = article("Puzzles and weather on our pages", *STORY, "Advertisement", *MENU)
    assert read.derived(headline).index == 0
    asked = features(read)
    assert set(features(read, 0)) == set(asked) - {0}
    assert all(features(read, 0)[index] == asked[index] for index in asked if index)
    assert 0 not in read.derived(classified)


def test_long_paragraphs_are_not_asked_about():
    wordy = " ".join(["Subscribe"] * (MOST_WORDS + 1))
    assert wordy not in values(OPENING, wordy, MIDDLE)
    assert " ".join(["Subscribe"] * MOST_WORDS) in values(OPENING, " ".join(["Subscribe"] * MOST_WORDS), MIDDLE)


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("“We sell apps,” said Tom Hill, who runs the page.", MIDDLE),
        ("“Apps and stories are what our page is about.”", MIDDLE),
        ("Did you read the page?", "“No, I never read it, and nobody told me that I should have done so,” he said."),
        ("What the engineers knew", MIDDLE),
    ],
)
def test_limits_come_before_weights(line, below):
    assert limited(values(OPENING, line, below, CLOSE)[line])


def test_neighbours_are_those_of_the_story():
    found = values(OPENING, "Advertisement", "What the engineers knew", "Advertisement", MIDDLE)
    assert "alone" in found["What the engineers knew"]


def test_a_table_adds_up_the_conditions_that_hold():
    small = table({"words>=3": 1.0, "imperative": 2.0, "words>=3&imperative": -1.0}, bias=-2.0, threshold=0.5)
    assert small.probability({"words": 3, "imperative": 1.0}) == pytest.approx(0.5)
    assert small.probability({"words": 2}) == pytest.approx(1 / (1 + 2.718281828**2))
    assert small.strongest({"words": 2, "imperative": 1.0}) == ["imperative"]


def test_a_feature_reaches_every_threshold_up_to_its_value():
    small = table({"words>=7": 4.0, "words>=3": 1.0, "words>=5": 2.0}, bias=0.0, threshold=0.5)
    told = [round(math.log(p / (1 - p))) for p in (small.probability({"words": n}) for n in (2, 3, 5, 6, 7, 90))]
    assert told == [0, 1, 3, 3, 7, 7]


def test_conditions_as_written():
    assert condition("run-words>=3") == ("run-words", 3.0)
    assert condition("between:Ls") == ("between:Ls", 1.0)


def test_the_shipped_table_speaks_of_features_that_exist():
    lines = (
        "Yours, Anna",
        *MENU,
        OPENING,
        "he says: “Ten” – 4 May 2020!",
        "Try us.",
        "“Yours.”",
        MIDDLE,
        "OLD TOWN",
        "Advertisement",
        "x | y",
        "So:",
    )
    known = set().union(*values(*lines).values()) | {"german"}
    named = {name.partition(":")[0] for name, _ in weights().conditions}
    assert named - {name.partition(":")[0] for name in known} == set()


def test_a_brief_of_a_few_lines_is_all_story():
    assert codes("ALDWIN PAPER SETS PAYOUT", "Qtly div 9 cts vs 8 cts prior", "Pay April 15", "Record March 31") == {}


def test_ornaments_between_the_parts_of_a_story_are_left_alone():
    hours = [part for at in range(9) for part in (f"{at + 1} p.m.", MIDDLE.replace("2019", f"20{at}9"), "___")]
    assert "___" not in codes("Share this article", OPENING, *hours, CLOSE, "Leave a Reply")

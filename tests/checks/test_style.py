"""The rule packs of loaded words."""

import pytest

from srclint.registry import rules

from .texts import found

LEAD = "The council met on Monday to talk about the harbour, the pier and what is to be done with them."


@pytest.mark.parametrize(
    ("code", "sentence", "words"),
    [
        ("STY801", "The pair struck a terrifying alliance.", "terrifying"),
        ("STY801", "It was a brutal regime.", "brutal"),
        ("STY802", "The war tyrant spends his time at sea.", "war tyrant"),
        ("STY802", "They sailed to the hermit kingdom.", "hermit kingdom"),
        ("STY803", "The pier is seen by many as the finest.", "seen by many"),
        ("STY803", "A growing number of residents want it back.", "A growing number of residents"),
    ],
)
def test_the_writers_own_words_are_found_and_quoted_ones_are_not(code, sentence, words):
    rule = rules()[code]
    assert found(rule, f"{LEAD}\n\n{sentence}") == [words]
    assert found(rule, f"{LEAD}\n\n“{sentence}”") == []


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("STY801", "He called it a terrifying alliance."),
        ("STY801", "An explosive device was found; shocking pink was worn."),
        ("STY802", "The old regime fell and a rogue wave hit the hermit."),
        ("STY803", "According to a poll, a growing number of residents want it."),
        ("STY803", "It was seen by many of the members as a gift."),
    ],
)
def test_words_that_report(code, sentence):
    assert found(rules()[code], f"{LEAD}\n\n{sentence}") == []


def test_a_german_word_is_found_in_german():
    text = "Der Rat hat am Montag nicht über den Hafen gesprochen.\n\nEs ist eine skandalöse Sache für die Stadt."
    assert found(rules()["STY801"], text) == ["skandalöse"]

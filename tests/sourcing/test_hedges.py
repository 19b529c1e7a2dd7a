from pathlib import Path

import pytest

from srclint.article import Hints
from srclint.readers.text import read_text
from srclint.sourcing import sourcing

LABELLED = Path(__file__).with_name("hedged.txt").read_text(encoding="utf-8")


def sentences(label):
    part = next(part for part in LABELLED.split("# ")[1:] if part.startswith(label + ":"))
    return [line for line in part.splitlines()[1:] if line]


def hedges(text):
    return read_text("story.txt", text).with_hints(Hints(language="en")).derived(sourcing).hedges


def test_there_are_enough_sentences_of_every_kind():
    assert all(len(sentences(label)) >= 50 for label in ("hedged", "attributed", "unhedged"))


@pytest.mark.parametrize("sentence", sentences("hedged"))
def test_a_claim_that_nobody_signs(sentence):
    assert [h for h in hedges(sentence) if not h.attributed]


@pytest.mark.parametrize("sentence", sentences("attributed"))
def test_a_hedge_that_a_named_source_signs(sentence):
    found = hedges(sentence)
    assert found
    assert all(h.attributed for h in found)


@pytest.mark.parametrize("sentence", sentences("unhedged"))
def test_a_plain_sentence(sentence):
    assert hedges(sentence) == ()

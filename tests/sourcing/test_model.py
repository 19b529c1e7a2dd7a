"""The weights and the stream of tokens that they are asked about."""

from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.data import parsed
from srclint.readers.text import read_text
from srclint.sourcing.extract import candidates, extract
from srclint.sourcing.features import (
    CANDIDATE,
    LIKELY,
    Cue,
    cue_keys,
    end_keys,
    layout_keys,
    left_end_keys,
    left_start_keys,
    start_keys,
)
from srclint.sourcing.lexicon import trigger
from srclint.sourcing.model import TASKS, bound, is_cue, model, odds, verdict
from srclint.sourcing.stream import Stream, cut
from srclint.sourcing.streams import quoted_ranges

TEXT = "Ann Roe said that the bridge will close, and Lee Ward added it was late."


def stream(text: str) -> Stream:
    article = read_text("a.txt", text)
    return Stream(article.paragraphs, article.derived(quoted_ranges))


def test_every_feature_of_the_file_is_asked_for_and_no_other():
    table = parsed("model/sourcing-en.json")
    for name, task in TASKS.items():
        assert len(table[name]) == task.classes - 1
        for row in table[name]:
            assert set(row) <= {*task.features, "bias"}


def first_cue(text):
    """The first candidate of a text, and its keys."""
    s = stream(text)
    place = next(iter(candidates(s)))
    keys = cue_keys(s, *place)
    return Cue(s, *place, keys[0]), keys


@pytest.mark.parametrize(
    ("british", "american"),
    [("criticised", "criticized"), ("emphasises", "emphasizes"), ("favoured", "favored"), ("labelled", "labeled")],
)
def test_british_spellings_have_the_weights_of_american_ones(british, american):
    assert bound(british)[2:] == bound(american)[2:]
    assert trigger(british) == trigger(american)


def test_verbs_that_double_their_last_letter():
    assert [trigger(word).lemma for word in ("shrugged", "sobbing", "deadpanned")] == ["shrug", "sob", "deadpan"]


def test_keys_are_as_many_as_their_names():
    c, keys = first_cue(TEXT)
    assert len(keys) == len(CANDIDATE)
    assert len(layout_keys(c)) == len(LIKELY)
    assert len(start_keys(c, c.head + 1)) == len(TASKS["resume"].features)
    assert len(end_keys(c, c.head + 1, c.head + 3, "U", c.end)) == len(TASKS["end"].features)
    assert len(end_keys(c, c.head + 1, c.end, "U", c.end)) == len(TASKS["end"].features)
    assert len(left_end_keys(c, c.head)) == len(TASKS["left_end"].features)
    assert len(left_start_keys(c, c.head, c.head - 1, -1)) == len(TASKS["left_start"].features)


@pytest.mark.parametrize(
    "text", [TEXT, "“The bridge will close soon enough, Ann,” Lee Ward said.", "They plan a vote."]
)
def test_the_four_decisions_on_a_word_add_up_to_what_the_file_says(text):
    c, keys = first_cue(text)
    word = c.stream.low[c.head]
    outer = {"lemma": c.lemma, "form": c.form, "kind": c.kind, "word": word}
    values = dict(zip((*CANDIDATE, *LIKELY), (*keys, *layout_keys(c)), strict=True))

    def expected(task, k=0):
        row = parsed("model/sourcing-en.json")[task][k]
        tables = {name: row.get(name, {}) for name in TASKS[task].features}
        own = {name: t.get(outer[name.partition(">")[0]], {}) if ">" in name else t for name, t in tables.items()}
        return row["bias"] + sum(own[name].get(values[name], 0) for name in own)

    total = odds(bound(word).candidate, keys, model().cue.bias)
    assert is_cue(total) == expected("cue")
    total = odds(bound(word).likely, layout_keys(c), total)
    assert is_cue(total) == expected("cue")
    assert verdict(total) == (expected("statement"), expected("layout", 0), expected("layout", 1))


def test_four_weights_fit_in_one_number():
    table = parsed("model/sourcing-en.json")
    for row in (*table["cue"], *table["statement"], *table["layout"]):
        greatest = abs(row["bias"])
        for name, weights in row.items():
            if name != "bias":
                each = [w for one in weights.values() for w in (one.values() if isinstance(one, dict) else [one])]
                greatest += max(map(abs, each))
        assert greatest < 1 << 14


def test_a_quotation_is_one_token():
    s = stream("“A b c d e f g h i j,” said Ann Roe.")
    assert s.shape[0] == "Q"
    assert s.low[0] == "“,short"
    assert [s.slice(a, b) for a, b in s.sentences] == ["“A b c d e f g h i j,” said Ann Roe."]


def test_titles_and_initials_end_no_sentence():
    s = stream("Mr. John R. Bryson met Sen. Ann Roe (R-Tex.) in the U.S. in May. She left.")
    assert len(s.sentences) == 2
    assert "(r-tex.)" in s.low


def test_words_in_brackets_are_one_token_and_other_brackets_stand_alone():
    told = cut("The (see below) Board (CDC) of [the] town (R-Tex.) met) ¶ ")
    assert " ".join(told) == "The ( see below ) Board (CDC) of [ the ] town (R-Tex.) met ) ¶"


def test_a_full_stop_belongs_to_the_word_only_right_behind_a_title_or_initial():
    told = cut("Mr. J. Roe of the U.S. met Dr . Lee\xa0Mr. Ward. ¶ ")
    assert "|".join(told) == "Mr.|J.|Roe|of|the|U.S.|met|Dr|.|Lee|Mr|.|Ward|.|¶"


def test_paragraphs_part_sentences():
    s = stream("The mayor met Ann Roe and\n\nLee Ward left")
    assert [s.slice(a, b) for a, b in s.sentences] == ["The mayor met Ann Roe and", "Lee Ward left"]


WORDS = st.lists(
    st.sampled_from(
        ["Ann", "said,", "that", "“yes”", "(R-Tex.)", "Mr.", "U.S.", "...", "—", "a: b", "“", "¶", "[x]", "--", "\n\n"]
    ),
    max_size=30,
)


@given(WORDS.map(" ".join))
def test_tokens_stand_where_they_say(text):
    s = stream(text)
    for number, paragraph in enumerate(s.paragraphs):
        first, last = s.tokens_of(number)
        assert s.bounds[first : last + 1] == sorted(s.bounds[first : last + 1])
        for k in range(first, last):
            start, end = s.start(k), s.bounds[k + 1]
            assert s.begins[number] <= start < end <= s.begins[number] + len(paragraph.text)
            if s.shape[k] != "Q" and s.tokens[k] in paragraph.text:
                assert s.slice(k, k + 1) == s.tokens[k]
                assert s.token(start) == k
            assert s.span(k, k + 1) == paragraph.to_source(start - s.begins[number], end - s.begins[number])


def test_what_is_written_as_usual_is_placed_without_a_search():
    s = stream("“The Skell bridge is shut,” Ann Roe said; Lee Ward – of Leeds – agreed.\n\nBoth left.")
    with mock.patch.object(Stream, "_sought", side_effect=AssertionError):
        assert s.slice(0, len(s.bounds) - 1) == s.text.removesuffix(" ¶ ")


def test_what_follows_a_place_ends_with_its_paragraph():
    s = stream("The mayor met Ann Roe,\n\nprofessor of law.")
    at = s.text.index(" Roe")
    assert (s.following(at, 3), s.following(at, 99)) == (" Ro", " Roe,")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The judge ruled that the lease was void.", ["that the lease was void"]),
        ("The Guardian has learned that ministers plan to scrap the levy.", ["that ministers plan to scrap the levy"]),
        ("The judge ruled the court with an iron hand.", []),
    ],
)
def test_a_likely_clause_is_enough_where_nothing_is_stated(text, words):
    s = stream(text)
    assert [s.slice(*part) for found in extract(s) for part in found.parts] == words

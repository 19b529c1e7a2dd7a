"""Which language an article is in, on stories and sentences of our own."""

import re
import tomllib
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.article import Hints, Metadata
from srclint.data import parsed
from srclint.language.detect import UNKNOWN, function_words, language, vote
from srclint.readers.text import read_text
from srclint.sourcing import sourcing

STORIES = {
    code: text.strip()
    for code, text in tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8")).items()
}
READ = ("en", "de", "fr", "es")
OTHERS = {code: text for code, text in STORIES.items() if code not in READ}
# Close relatives, and what a story so short has too few function words for.
ALSO = {"sr": ("hr",), "zu": (UNKNOWN,)}
_SENTENCE_END = re.compile(r"(?<=[.!?।。])\s+")


def spoken(text, name="story.txt"):
    return read_text(name, text).derived(language)


def first_sentence(text):
    return _SENTENCE_END.split(text)[0]


@pytest.mark.parametrize(("code", "text"), STORIES.items(), ids=STORIES)
def test_the_language_of_a_story(code, text):
    assert spoken(text) in (code, *ALSO.get(code, ()))


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_no_sentence_is_taken_for_one_of_a_language_that_is_read(text):
    assert spoken(first_sentence(text)) not in READ


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS)
def test_no_story_without_a_lexicon_is_read(text):
    found = read_text("story.txt", text).derived(sourcing)
    assert (found.supported, found.attributions, found.people) == (False, (), ())


@pytest.mark.parametrize("code", READ)
def test_a_sentence_is_enough_for_the_languages_that_are_read(code):
    assert spoken(first_sentence(STORIES[code])) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34 !",
        "Facebook Twitter Instagram",
        "Bridge closed",
        "“Never again”",
        "Anna Berg, left, with Tom Weir",
        "Arsenal 2 Chelsea 1\n\nEverton 0 Fulham 0\n\nLeeds 3 Burnley 2\n\nWolves 1 Brentford 1",
        "Squad: Okafor; Núñez, Lindqvist, Świątek, Müller; Dembélé, Kovačić, Fernández; Sané, Jiménez, Yıldız",
        "Ashby Corp (ASH) raises dividend\n\nQtly div 12 cts vs 10 cts prior\n\nPay May 15\n\nRecord April 30",
        "Oper shr loss 5 cts vs profit 12 cts. Net loss 310,000 vs profit 840,000. Sales 9.1 mln vs 12.4 mln",
        "Winds W at 5 to 10 mph",
        "JAMES OKAFOR, 34, BRIDGE STREET; ANN ROE, 45, MILL LANE; TOM WEIR, 29, HIGH STREET",
    ],
)
def test_what_is_short_or_no_running_text_may_be_english(text):
    assert spoken(text) in (None, "en")
    assert read_text("story.txt", text).derived(sourcing).supported


@pytest.mark.parametrize(
    "text",
    [
        "By Tom Weir, Capital Wire",
        "(Reporting by Tom Weir; editing by Ann Roe)",
        "Updated June 2, 7:48 am IST",
        "AP news in brief at 6:04 a.m. EDT",
        "The U.S. says it is to go to the U.N.",
        "A mix of clouds and sun",
        "Police in Ohio arrested a man for speeding on a road in a stolen truck.",
    ],
)
def test_abbreviations_and_names_make_no_english_line_foreign(text):
    assert spoken(text) in (None, "en")


@pytest.mark.parametrize(
    "text",
    [
        "Pożar strawił halę pod Łodzią",
        "Vordin saleth mukra penno dillast grommet faskin yelvra tondu mersik",
    ],
    ids=["letters", "words"],
)
def test_a_few_words_that_are_clearly_not_english_are_not_read(text):
    assert spoken(text) == UNKNOWN
    assert not read_text("story.txt", text).derived(sourcing).supported


@given(
    st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=5, max_size=11), min_size=30, max_size=90, unique=True),
    st.data(),
)
@settings(max_examples=80)
def test_a_salad_of_words_is_not_english(words, data):
    english = function_words() | set(parsed("english.toml")["common"].split())
    words = [f"{word}q" if word in english else word for word in words]
    width = data.draw(st.integers(9, 30))
    text = "\n\n".join(" ".join(words[n : n + width]) for n in range(0, len(words), width))
    assert spoken(text) not in READ
    assert not read_text("story.txt", text).derived(sourcing).supported


@given(st.text(max_size=400))
@settings(max_examples=80)
def test_any_text_has_a_language_or_none(text):
    found = spoken(text)
    assert found is None or found.isalpha()


def test_a_story_in_capitals():
    assert spoken(STORIES["en"].upper()) == "en"
    assert spoken(STORIES["de"].upper()) == "de"
    assert spoken(STORIES["fi"].upper()) == "fi"


def test_letters_with_their_accents_apart():
    from unicodedata import normalize

    for code in ("fr", "vi", "cs"):
        assert spoken(normalize("NFD", STORIES[code])) == code


@pytest.mark.parametrize("other", ["es", "de", "fr", "pl"])
@pytest.mark.parametrize("at", [0, 2, 4])
def test_an_english_story_with_a_paragraph_of_quotes_in_another_language(other, at):
    paragraphs = [*_SENTENCE_END.split(STORIES["en"]), "The council is to meet on Friday to say what it will cost."]
    paragraphs.insert(at, "“" + " ".join(_SENTENCE_END.split(STORIES[other])[2:]) + "”")
    assert spoken("\n\n".join(paragraphs)) == "en"


MENU = ["Home", "News", "Sport", "About us", "Sign in", "Privacy policy", "Terms of use", "Contact us"]
NOTICE = "We use cookies to give you the best of our site and to see how it is used; by going on you agree to that."


@pytest.mark.parametrize(("code", "ahead"), [*product(["es", "fi", "ja", "ru", "sw"], [True, False])])
def test_a_story_between_english_menu_lines_and_a_notice(code, ahead):
    story = [STORIES[code]] if code == "ja" else _SENTENCE_END.split(STORIES[code]) * 2
    text = [*MENU, NOTICE, *story] if ahead else [*story, NOTICE, *MENU]
    assert spoken("\n\n".join(text)) == code


def test_who_has_the_say():
    read = read_text("story.txt", STORIES["de"])
    metadata = read.__class__(read.path, read.source, read.format, read.paragraphs, Metadata(language="fr-CA"))
    assert metadata.derived(language) == "fr"
    assert metadata.with_hints(Hints(language="nb")).derived(language) == "no"
    assert read_text("story.txt", STORIES["ja"]).with_hints(Hints(language="en")).derived(language) == "en"


def test_the_whole_story_is_asked_not_only_its_start():
    quoted = " ".join(_SENTENCE_END.split(STORIES["es"]))
    assert spoken("\n\n".join([quoted, *[STORIES["en"]] * 6])) == "en"


def test_the_longer_paragraphs_have_the_vote():
    menu = "\n\n".join(["Home", "The", "Read", "More of the", "About us"] * 9)
    assert spoken(f"{menu}\n\n{first_sentence(STORIES['de'])}") == "de"


def test_labels_have_it_where_there_is_nothing_else():
    assert spoken("\n\n".join(["Die Lage", "Der Tag", "Das Wetter für Sie", "Über uns und mehr"] * 3)) == "de"


def test_the_vote_knows_nothing_of_what_is_not_known():
    assert vote("vordin saleth mukra penno dillast grommet faskin yelvra " * 9) is None
    assert vote(STORIES["nl"]) == "nl"


def test_the_lists_hold_plain_lower_case_words():
    tables = parsed("function-words.toml"), parsed("languages.toml")
    for code, words in (row for table in tables for row in table.items()):
        assert re.fullmatch("[a-z]{2,3}", code)
        assert all(word == word.lower() and not re.search(r"[\d.,]", word) for word in words.split())


def test_no_everyday_word_of_english_is_a_function_word():
    every = {word for words in parsed("languages.toml").values() for word in words.split()} | function_words()
    assert every.isdisjoint(parsed("english.toml")["common"].split())

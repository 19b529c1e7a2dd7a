"""Names in the text of a story: by which words they are compared, where they stand, and the roles beside them."""

import time

import pytest

from srclint.readers.text import read_text
from srclint.sourcing import profile
from srclint.sourcing.people import name_key
from srclint.sourcing.profile import ends, full_name, named_in_full, role_near
from srclint.sourcing.stream import Stream


def stream(text: str) -> Stream:
    return Stream(read_text("a.txt", text).paragraphs, {})


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ann Roe", ("ann", "roe")),
        ("Ann J. Roe Jr.", ("ann", "roe")),
        ("Ann J Roe", ("ann", "roe")),
        ("J. Roe", ("j", "roe")),
        ("Jo-Ann O’Roe’s", ("jo", "ann", "o'roe")),
        ("Lee Ward III", ("lee", "ward")),
        ("Jr.", ()),
    ],
)
def test_spellings_of_a_name_have_one_key(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize("name", ["Roe", "O’Roe", "Roe Jr.", "al-Roe", "Ann Roe", "R", "’s", "Nobody", "–"])
def test_in_a_long_text_a_name_is_found_in_the_same_places(name, monkeypatch):
    s = stream("Roe spoke. O’Roe’s friend, not Roehampton, McRoe or Roe_2, left with Ann Roe Jr., al-Roe and R.\n\nRoe")
    short = ends(name, s)
    assert short or name in ("’s", "Nobody", "–")
    monkeypatch.setattr(profile, "_LONG", 0)
    assert ends(name, s) == short


def test_all_people_of_a_long_text_are_looked_for_in_one_pass():
    text = "\n\n".join(f"Ann Roe{n} said the bridge {n} was shut." for n in range(7000))
    s = stream(text)
    begun = time.process_time()
    assert [len(ends(f"Roe{n}", s)) for n in range(7000)] == [1] * 7000
    assert time.process_time() - begun < 0.5


def test_a_name_is_found_whole_and_by_its_last_word():
    s = stream("Ann Roe spoke. Roe’s friend, not Roehampton or McRoe, left with Jo Roe.")
    places = ends("Roe", s)
    assert [s.text[:end] for end in places] == [
        "Ann Roe",
        "Ann Roe spoke. Roe",
        "Ann Roe spoke. Roe’s friend, not Roehampton or McRoe, left with Jo Roe",
    ]
    assert named_in_full("Ann Roe", places, s) == places[:1]
    assert named_in_full("Roe", places, s) == places


def test_the_full_name_is_that_which_stands_before_the_surname():
    s = stream("Ward left.\n\nPolice Chief Lee A. Ward stayed.")
    assert full_name("Ward", ends("Ward", s), s) == "Lee A. Ward"
    assert full_name("Chief", ends("Chief", s), s) == "Police Chief"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("They met Ann Roe, a professor at Leeds University, there.", ("professor", "Leeds University")),
        ("The Leeds University professor Ann Roe came.", ("Leeds University professor", "Leeds University")),
        ("They met the tall Ann Roe there.", None),
        ("A professor spoke.\n\nAnn Roe came.", None),
        ("They met Ann Roe,\n\nA professor spoke.", None),
    ],
)
def test_a_role_stands_directly_beside_the_name(text, role):
    s = stream(text)
    assert role_near("Ann Roe", named_in_full("Ann Roe", ends("Roe", s), s), s) == role

"""Names in the text of a story: by which words they are compared, where they stand, and the roles beside them."""

import pytest

from srclint.readers.text import read_text
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

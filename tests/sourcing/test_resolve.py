"""Whom pronouns stand for."""

import pytest

from srclint.article import Hints
from srclint.readers.text import read_text
from srclint.sourcing import sourcing


def speakers(text: str) -> list[str | None]:
    """Who stands behind each source that is a relative pronoun."""
    found = read_text("story.txt", text).with_hints(Hints(language="en")).derived(sourcing)
    names = {one.id: one.name for one in (*found.people, *found.organisations)}
    return [names.get(a.speaker or "") for a in found.attributions if a.phrase in ("who", "which")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The repair will be late, tweeted Ann Roe, who said that the board had run out of steel.", "Ann Roe"),
        ("A new book by the lawyer Ann Roe, who said that the board had lied, came out in May.", "Ann Roe"),
        ("The plan was mocked by Ann Roe, a judge in Leeds, who said that the board had lied.", "Ann Roe"),
        ("The plan was mocked by Ann Roe, the head of the union in North Leeds, who said it was late.", "Ann Roe"),
        ("The strike was called by the Skell Union, which said that the board had lied.", "Skell Union"),
        ("She met Ann Roe, a judge, and a man who said that the board had lied.", None),
        ("It was read to the mayor of Leeds, who said that the board had lied.", None),
        ("It was read out by Ann Roe to the traders, who said that the board had lied.", None),
    ],
)
def test_a_relative_pronoun_takes_up_the_name_before_it(text, name):
    assert speakers(text) == [name]


def test_a_story_may_open_with_a_relative_pronoun():
    assert speakers("Who told Ann Roe said, Monday, that the bridge would close?") == []

import pytest

from srclint.checks.headline import Shouting, VariantConflict
from srclint.checks.headline_story import NotInBody, SecondHeadline
from srclint.registry import rules

from .texts import fixed, found

LEAD = "The council voted on Monday to close the old bridge for two years, NATO and a spokeswoman said."


@pytest.mark.parametrize(
    ("loud", "quiet"),
    [
        ("COUNCIL CLOSES THE OLD BRIDGE FOR NATO", "Council closes the old bridge for NATO"),
        ("SHOCK as council closes bridge!!!", "Shock as council closes bridge!"),
        ("Council closes BRIDGE for good", "Council closes bridge for good"),
    ],
)
def test_a_shouting_headline_is_lowered_as_the_story_writes(loud, quiet):
    assert fixed(Shouting(), f"{loud}\n\n{LEAD}") == f"{quiet}\n\n{LEAD}"


@pytest.mark.parametrize(
    "title",
    ["NATO closes bridge for UNESCO", "BREAKING: Council votes", "Council votes (VIDEO)", "Why? Who!"],
)
def test_acronyms_and_labels_do_not_shout(title):
    assert found(Shouting(), f"{title}\n\n{LEAD}") == []


def test_a_headline_of_another_story():
    body = f"{LEAD} " * 8
    other = "Star singer Anna Marlow cancels summer concerts over illness"
    assert found(NotInBody(), f"{other}\n\n{body}") == found(NotInBody(), f"{other}\n\nBy Tom Weir\n\n{body}") != []
    assert found(NotInBody(), f"Council votes: bridge closed for years\n\n{body}") == []
    assert found(NotInBody(), f"{other}\n\n{LEAD}") == [], "a body too short"
    foreign = "Umkhandlu uvote ngoMsombuluko ukuvala ibhuloho iminyaka emibili, kusho okhulumela umkhandlu. " * 9
    assert found(NotInBody(), f"# {other}\n\n{foreign}", "a.md") == [], "a language of which nothing is known"
    welsh = (
        "Mae'r cyngor wedi pleidleisio ddydd Llun i gau'r bont am ddwy flynedd, yn ôl llefarydd ar ran y cyngor. " * 9
    )
    assert found(NotInBody(), f"# {other}\n\n{welsh}", "a.md") == [], "words begin in another way each time"


@pytest.mark.parametrize(
    "line",
    [
        "Home News Sport Weather Obituaries Jobs Subscribe Log in",
        "Breaking stories, what’s on, and notices from across the county",
        "To find out more about Harbour commenting please read our rules",
        "Sections | Local | State | Business | Opinion of Harbour readers",
        "Star singer Anna Marlow cancels summer concerts over illness\n\nOld bridge to close for two years",
    ],
)
def test_a_line_on_top_that_need_not_be_the_headline_is_not_held_against_the_story(line):
    assert found(NotInBody(), f"{line}\n\n" + f"{LEAD} " * 9) == []


def page(title, social):
    return (
        f'<html><head><title>{title}</title><meta property="og:title" content="{social}"></head>'
        f"<body><article><p>{LEAD}</p></article></body></html>"
    )


@pytest.mark.parametrize(
    ("title", "social", "conflict"),
    [
        ("Council spends 12 million on bridge | Gazette", "Council spends 15 million on bridge", True),
        ("Council spends 12 million on bridge", "Council spends 12 million on the bridge", False),
        ("Council tour of 2024 announced", "Council announces 50th anniversary tour", False),
        ("Council spends 12 million", "Why 15 million fish died", False),
    ],
)
def test_titles_that_disagree(title, social, conflict):
    assert bool(found(VariantConflict(), page(title, social), "a.html")) is conflict


@pytest.mark.parametrize(
    "line", ["By Anna Marlow", "3 May 2024", "The council will close the old bridge for two years", "Photo: A. Marlow"]
)
def test_lines_that_are_no_second_headline(line):
    assert found(SecondHeadline(), f"Council closes old bridge\n\nBy Ben Lund\n\n{line}\n\n{LEAD}") == []


def test_a_second_headline_is_deleted():
    text = f"Council closes old bridge\n\nBy Ben Lund\n\nCouncil leader on old bridge\n\n{LEAD}"
    assert "leader" not in fixed(SecondHeadline(), text)


def test_share_this_is_no_headline():
    assert found(Shouting(), f"SHARE THIS\n\n{LEAD}") == []


@pytest.mark.parametrize(
    ("title", "clicky"),
    [
        ("Three things the council can offer", True),
        ("Inside the council's secret trip", True),
        ("Here's why the bridge will never open", True),
        ("Three men hurt as bridge collapses", False),
        ("One in ten times the bridge is shut", False),
    ],
)
def test_clickbait_forms(title, clicky):
    assert bool(found(rules()["HEAD602"], f"{title}\n\n{LEAD}")) is clicky

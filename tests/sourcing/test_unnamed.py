"""Claims on people without names."""

import pytest

from srclint.article import Hints
from srclint.readers import read_bytes
from srclint.readers.text import read_text
from srclint.sourcing import sourcing


def claims(text):
    found = read_text("story.txt", text).with_hints(Hints(language="en")).derived(sourcing).unnamed
    return [(claim.phrase, claim.described) for claim in found]


@pytest.mark.parametrize(
    ("text", "phrase", "described"),
    [
        ("Sources close to the club have said so.", "Sources close to the club have said", True),
        ("An official familiar with it said so.", "An official familiar with it said", False),
        ("An official wrote that it was so.", "An official", False),
        ("NGAO officials said the bridge was safe.", "NGAO officials said", True),
        ("US officials said the bridge was safe.", "US officials said", False),
        ("The paper, citing two officials, reported that the bridge was safe.", "citing two officials", False),
    ],
)
def test_a_claim_is_no_longer_than_its_words(text, phrase, described):
    assert claims(text) == [(phrase, described)]


@pytest.mark.parametrize(
    "text",
    [
        "The toll was 12, according to the official list.",
        "The toll was 12, according to official estimates.",
        "Pay for most academics shows that the town is poor.",
        "Ward told investigators, saying that he was tired.",
        "Analysts on average had wanted the firm to report a loss.",
    ],
)
def test_no_claim(text):
    assert claims(text) == []


def test_people_cited_again_are_no_new_claim():
    text = (
        "Two officials in Leeds said the bridge was safe.\n\nThe officials said so twice, and a third official agreed."
    )
    assert claims(text) == [("Two officials in Leeds said", True), ("a third official agreed", False)]
    assert claims("The officials said the bridge was safe.") == [("The officials said", False)]


@pytest.mark.parametrize("text", ["Two officials in Leeds denied it.", "US officials accused the firm of fraud."])
def test_what_a_page_writes_otherwise_hides_no_claim(text):
    (page,) = read_bytes(f"<p>Ann &amp; Bo sell tea. <b>{text}</b></p>".encode(), "story.html")
    found = page.with_hints(Hints(language="en")).derived(sourcing).unnamed
    assert [claim.phrase for claim in found] == [phrase for phrase, _ in claims(text)] != []
    assert [page.source[claim.span.start : claim.span.end] for claim in found] == [claim.phrase for claim in found]

"""Story prints: what is kept of an article, and how it leads back to the source."""

import pickle

import pytest

from srclint.article import Metadata, Span
from srclint.neardup import story_print
from srclint.neardup.credit import credited
from srclint.neardup.dates import timestamp
from srclint.readers.text import read_text
from srclint.record import replace

from .stories import CHROME, FERRY, printed

WRAPPED = """The last car ferry between Brennick and the island of Sula will sail on 30 Sep-
tember, the county said on Monday, and a bridge of 1.4 kilometres has taken nine
of ten passengers from the crossing since it was opened to the traffic in June of
this year, while the ferry, which was built in 1987 for thirty cars, has now been
offered to a museum in Vessel that collects working ships and other old machines.
"""


def test_spans_lead_back_to_the_source():
    source = f"\n\n  {FERRY}"
    story = printed("a.txt", source)
    at = story.text.index("museum")
    assert source[slice(*story.source_span(at, at + 6))] == "museum"
    start, end = story.positions(at, at + 6)
    assert source.splitlines()[start.line - 1][start.column - 1 : end.column - 1] == "museum"
    assert story.text_at(story.source_span(at, at + 6)) == "museum"


def test_words_broken_at_the_end_of_a_line_are_joined():
    story = printed("a.txt", WRAPPED)
    at = story.text.index("September")
    assert story.source_span(at, at + 9) == Span(WRAPPED.index("Sep-"), WRAPPED.index("tember") + 6)
    assert story.text_at(story.source_span(at, at + 9)) == "September"


def test_an_empty_article_has_an_empty_print():
    assert printed("a.txt", "").text == ""


def test_data_saved_as_a_story_is_cut():
    story = printed("a.txt", "data " * 400_000 + "end")
    assert 999_990 <= len(story.text) <= 1_000_001
    assert story.source_span(0, 4) == Span(0, 4)


def test_a_print_can_go_to_another_process():
    story = printed("a.txt", FERRY, date="2026-02-01")
    again = pickle.loads(pickle.dumps(story))  # noqa: S301 - our own bytes
    assert (again.text, again.segments, again.when) == (story.text, story.segments, story.when)
    assert again.positions(4, 9) == story.positions(4, 9)


def test_boilerplate_is_left_out():
    story = printed("a.txt", f"{FERRY}\n\nRead more: Eleven ferries that made history\n\n{CHROME}")
    assert "Eleven ferries" not in story.text


def test_a_records_offsets_are_those_of_its_file():
    article = replace(read_text("wire.jsonl#3", FERRY), base=500, line=3)
    start, _ = story_print(article).positions(0, 3)
    assert (start.line, start.offset) == (3, 500)


def test_the_host_is_the_outlet():
    assert printed("a.txt", FERRY, url="https://www.bugle.example/a?x=1", outlet="The Bugle").outlet == "bugle.example"
    assert printed("a.txt", FERRY, outlet=" The Bugle").outlet == "the bugle"
    assert printed("a.txt", FERRY).outlet is None


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-02-03", "2026-02-03T00:00:00+00:00"),
        ("2026-02-03T10:00:00+02:00", "2026-02-03T08:00:00+00:00"),
        ("Tue, 03 Feb 2026 10:00:00 GMT", "2026-02-03T10:00:00+00:00"),
        ("20260203T1000", "2026-02-03T10:00:00+00:00"),
        ("3 February 2026", "2026-02-03T00:00:00+00:00"),
        ("Feb 3, 2026", "2026-02-03T00:00:00+00:00"),
    ],
)
def test_dates_are_understood_in_many_forms(written, iso):
    assert timestamp(written) == timestamp(iso)


@pytest.mark.parametrize("written", [None, "", "yesterday", "99999999", "2026-13-41", "20261341T99"])
def test_what_is_no_date_is_none(written):
    assert timestamp(written) is None


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"BRENNICK (Reuters) - {FERRY}", "Reuters"),
        (f"BRENNICK, Sula, Feb. 3 (AP) — {FERRY}", "AP"),
        (f"By HANNA BRANDT, Associated Press\n\n{FERRY}", "AP"),
        (f"HANNA BRANDT, Associated Press\n\n{FERRY}", "AP"),
        (f"{FERRY}\n\n(Reporting by Hanna Brandt; Editing by Jon Rask)", "Reuters"),
        (f"{FERRY}\n\nSource: AFP", "AFP"),
        (f"{FERRY}\n\nAssociated Press writer Jon Rask in Vessel contributed to this report.", "AP"),
        (FERRY, None),
        (f"Reuters to close its office in Brennick\n\n{FERRY}", None),
        (f"{FERRY}\n\nShe told Reuters that the crossing would be missed by those who live on the island.", None),
    ],
)
def test_credits_are_found_where_credits_stand(text, agency):
    assert credited(read_text("a.txt", text)) == agency


def test_metadata_credit_an_agency():
    article = replace(read_text("a.txt", FERRY), metadata=Metadata(authors=("Hanna Brandt", "Press Association")))
    assert credited(article) == "PA Media"
    assert credited(replace(article, metadata=Metadata(extra={"source": "dpa"}))) == "dpa"

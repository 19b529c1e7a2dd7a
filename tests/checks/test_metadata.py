import pytest

from srclint.checks.dates import aware, is_iso, moment
from srclint.checks.metadata import (
    BadDate,
    MissingByline,
    MissingDate,
    MissingSource,
    MissingTitle,
    UnparsedFrontMatter,
)
from srclint.checks.metadata_story import ForeignCanonical, RelativeTimeUndated, UnlabelledKind, UnmarkedCorrection
from srclint.rule import Severity

from .texts import findings, fixed, found

LEAD = "The council voted to close the old bridge for two years, a spokeswoman said."


def markdown(**fields):
    lines = "\n".join(f"{name}: {value}" for name, value in fields.items())
    return f"---\n{lines}\n---\n\n{LEAD}\n"


@pytest.mark.parametrize(
    ("rule", "in_fields"),
    [(MissingDate(), Severity.ERROR), (MissingByline(), Severity.WARNING), (MissingSource(), Severity.WARNING)],
    ids=lambda value: getattr(value, "code", ""),
)
def test_plain_text_is_only_worth_a_remark(rule, in_fields):
    (bare,) = findings(rule, f"Council closes bridge\n\n{LEAD}")
    (stated,) = findings(rule, markdown(title="Council closes bridge"), "a.md")
    assert (bare.severity, stated.severity) == (Severity.INFO, in_fields)
    assert bare.span is None


def test_a_short_first_line_is_a_title_though_it_has_a_full_stop():
    assert found(MissingTitle(), f"Council closes bridge.\n\n{LEAD}") == []
    assert found(MissingTitle(), f"Share this\n\n{LEAD}\n\n{LEAD} More is to come.") == [""]


@pytest.mark.parametrize(
    "line",
    [
        "May 3, 2024",
        "May\u00a03, 2024",
        "Posted: 3 May 2024, 10:14",
        "3. Mai 2024",
        "2024-05-03",
        "3/5/2024",
        "2024年5月3日",
    ],
)
def test_a_line_of_its_own_dates_a_text(line):
    assert found(MissingDate(), f"Council closes bridge\n\n{line}\n\n{LEAD}") == []


def test_below_the_menu_of_a_page_a_line_dates_and_signs_the_story():
    menu = "Home\n\nNews\n\nSport\n\nWeather\n\nLog in\n\nNewsletters\n\nCouncil\n\nJobs\n\nShop"
    page = f"{menu}\n\nCouncil closes bridge for good\n\nBy Anna Marlow\n\nMay 3, 2024\n\n{LEAD}\n\n{LEAD} It is old."
    tail = "Follow us\n\nFacebook\n\nContact\n\nImprint"
    for rule in (MissingDate(), MissingByline()):
        assert found(rule, f"{page}\n\n{tail}") == []
        assert found(rule, f"{menu}\n\n{LEAD}\n\nIt is.\n\n{tail}\n\nBy Anna Marlow\n\nMay 3, 2024\n\n{menu}") == [""]


def test_a_menu_with_summaries_hides_neither_the_date_nor_the_byline_of_the_story():
    menu = "\n\n".join(
        f"Section {n}\n\nAll of it\n\nThe choir of the old mill in quarter {n} sang for its members." for n in range(12)
    )
    lead = "The council voted on Monday to close the old bridge over the river for two years, a spokeswoman said. "
    page = f"{menu}\n\nCouncil closes bridge\n\nBy Anna Marlow\n\n3 May 2024\n\n{lead * 3}\n\n{lead * 2}\n"
    assert found(MissingDate(), page) == found(MissingByline(), page) == []


def test_a_date_in_the_running_text_does_not_date_it():
    assert found(MissingDate(), f"Council closes bridge\n\n{LEAD} It was opened on May 3, 1924.") == [""]


@pytest.mark.parametrize(
    "line",
    [
        "By Anna Marlow",
        "Von Anna Marlow",
        "Anna Marlow, staff writer",
        "Anna Marlow | Media And Politics Reporter",
        "Reporting by Anna Marlow; editing by Ben",
    ],
)
def test_a_line_signs_a_text(line):
    assert found(MissingByline(), f"Council closes bridge\n\n{line}\n\n{LEAD}") == []


def test_a_headline_about_a_reporter_signs_nothing():
    assert found(MissingByline(), f"Council Head Laughs, Evades Reporter’s Question\n\n{LEAD}") == [""]


@pytest.mark.parametrize("line", ["Source: Harbour Gazette", "https://example.org/bridge", "© 2024 Harbour Gazette"])
def test_a_line_credits_a_text(line):
    assert found(MissingSource(), f"Council closes bridge\n\n{LEAD}\n\n{line}") == []


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("3 May 2023", "2023-05-03"),
        ("May 3, 2023", "2023-05-03"),
        ("Wed, 03 May 2023 10:00:00 +0200", "2023-05-03T10:00:00+02:00"),
    ],
)
def test_a_date_is_brought_into_iso_form(written, mended):
    assert fixed(BadDate(), markdown(title="Bridge", date=written), "a.md") == markdown(title="Bridge", date=mended)


@pytest.mark.parametrize(
    ("date", "says"),
    [
        ("2023-13-40", "cannot be read"),
        ("soon", "cannot be read"),
        ("2923-05-03", "in the future"),
        ("2023-05-03T10:00:00", "without a zone"),
    ],
)
def test_a_bad_date_says_what_is_wrong_and_is_left_to_people(date, says):
    (finding,) = findings(BadDate(), markdown(title="Bridge", date=date), "a.md")
    assert says in finding.message
    assert finding.fix is None


def test_modified_before_published():
    assert found(BadDate(), markdown(date="2023-05-03", lastmod="2023-03-01"), "a.md") == ["2023-03-01"]
    assert found(BadDate(), markdown(date="2023-05-08", lastmod="2023-05-01"), "a.md") == []
    assert found(BadDate(), markdown(date="2023-05-09", lastmod="2023-05-01"), "a.md") == ["2023-05-01"]
    assert found(BadDate(), markdown(date="'2023-05-03 15:44'", lastmod="2023-05-03T15:44:29+02:00"), "a.md") == [
        "2023-05-03 15:44"
    ]


def test_front_matter_that_cannot_be_read():
    assert len(found(UnparsedFrontMatter(), "---\ntitle: [Bridge\n---\nIt voted.\n", "a.md")) == 1


@pytest.mark.parametrize("phrase", ["on Tuesday", "last week", "yesterday", "three days ago", "earlier this month"])
def test_a_day_without_a_date_to_count_from(phrase):
    text = f"Council closes bridge\n\nThe council voted {phrase} to close the bridge."
    assert len(found(RelativeTimeUndated(), text)) == 1
    assert found(RelativeTimeUndated(), text.replace("\n\n", "\n\n3 May 2024\n\n", 1)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "He read USA Today on Good Friday.",
        "“We met on Tuesday,” he said.",
        "It rains on Sundays.",
        "They came late Tuesday, 3 May, as they do every Tuesday and on Sunday mornings.",
    ],
)
def test_days_that_need_no_date(sentence):
    assert found(RelativeTimeUndated(), f"Council closes bridge\n\n{sentence}") == []


def test_german_days_are_found_in_german():
    text = "Rat schließt Brücke\n\nDer Rat hat am Dienstag nicht für die Brücke gestimmt, und das ist auch gut so."
    assert found(RelativeTimeUndated(), text) == ["am Dienstag"]


@pytest.mark.parametrize(
    ("url", "canonical", "foreign"),
    [
        ("https://a.daily.co.uk/1", "https://www.daily.co.uk/2", False),
        ("https://daily.co.uk/1", "https://gazette.co.uk/2", True),
        ("https://www-daily-org.cdn.ampproject.org/1", "https://daily.org/2", False),
        ("not an address", "https://daily.org/2", False),
        ("https://[bad/1", "https://daily.org/2", False),
    ],
)
def test_a_canonical_link_to_another_site(url, canonical, foreign):
    text = markdown(url=f"'{url}'", canonical=f"'{canonical}'")
    assert bool(found(ForeignCanonical(), text, "a.md")) is foreign


@pytest.mark.parametrize(
    ("title", "line", "genre", "kinds"),
    [
        ("'Opinion: Mend it'", "", "news", ["opinion"]),
        ("'Opinion: Mend it'", "", "opinion", []),
        ("Mend it", "This article was generated with the help of AI.", "news", ["ai-generated"]),
        ("Mend it", "Paid post", "news", ["sponsored"]),
        ("Opinion is split", "He paid for this article to be sponsored by none.", "news", []),
    ],
)
def test_a_kind_that_only_the_text_tells(title, line, genre, kinds):
    text = markdown(title=title, genre=genre) + f"\n{line}\n"
    assert [f.message.split("it is ")[1].split(";")[0] for f in findings(UnlabelledKind(), text, "a.md")] == kinds


def test_plain_text_has_no_field_that_could_label_it():
    assert found(UnlabelledKind(), f"Opinion: Mend the bridge\n\n{LEAD}") == []


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("We have changed the figure for the repair.", False),
        ("“We have changed the figure,” she said.", True),
        ("We have updated our Privacy Policy.", True),
        ("Correction: An earlier version of this article gave a wrong sum.", True),
    ],
)
def test_a_correction_is_marked_as_one(line, marked):
    assert (found(UnmarkedCorrection(), f"Council closes bridge\n\n{LEAD}\n\n{line}") == []) is marked


def test_a_change_days_later_wants_a_note():
    assert found(UnmarkedCorrection(), markdown(date="2024-05-03", lastmod="2024-05-20"), "a.md") == ["2024-05-20"]
    noted = markdown(date="2024-05-03", lastmod="2024-05-20") + "\nUpdate: The sum was added.\n"
    assert found(UnmarkedCorrection(), noted, "a.md") == []


def test_moments():
    assert moment("1714730400").year == 2024
    assert moment("2024-05-03").tzinfo is None
    assert aware(moment("2024-05-03")).utcoffset().total_seconds() == 0
    assert moment("Friday, 3 May 2024").day == 3
    assert moment("") is moment("tomorrow") is None
    assert is_iso("2024-05-03T10:00:00Z")
    assert not is_iso("3 May 2024")

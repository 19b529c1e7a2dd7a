import pytest
from hypothesis import given

from srclint.checks.hygiene_loss import (
    _ALL_GAP_SIGNS,
    _GAP,
    CutParagraph,
    MarkupInText,
    StrippedLink,
    TruncatedFile,
    _gaps,
)

from .texts import findings, fixed, found, spaced

LEAD = "The council met on Monday to talk about the harbour and the old pier."


@pytest.mark.parametrize("end", ["a yacht,", "a yacht and", "the", "a house because"])
def test_a_paragraph_that_breaks_off(end):
    text = f"{LEAD}\n\nThe chairman of the council owns seventeen houses, {end}\n\nHe bought a plane."
    assert found(CutParagraph(), text) == [end.split()[-1]]


@pytest.mark.parametrize("end", ["a yacht.", "a yacht, they ask for", "what she fell in love with", "a yacht:"])
def test_a_paragraph_that_ends(end):
    assert found(CutParagraph(), f"{LEAD}\n\nThe chairman of the council owns seventeen houses, {end}\n\nOk.") == []


def test_a_line_broken_by_hand_goes_on_in_the_next():
    text = f"{LEAD}\n\nThe chairman is by all accounts a rampant boaster,\nfibber and sailor."
    assert found(CutParagraph(), text) == []


def test_verse_does_not_break_off():
    verse = "\n".join(f"The boats went out in the early morning light of day {n}," for n in range(12))
    assert found(CutParagraph(), f"{LEAD}\n\n{verse}") == []


def test_german_words_are_asked_of_german_text():
    text = "Der Rat hat am Montag nicht über den Hafen und die alte Brücke gesprochen, weil die\n\nMehr war nicht."
    assert found(CutParagraph(), text) == ["die"]
    text = "Der Rat hat den Hafen nicht genannt und räumte am Montag Fehler bei der Brücke ein\n\nMehr war nicht."
    assert found(CutParagraph(), text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Follow our social media accounts here on and @harbournews",
        "Tickets are available at .",
        "Contact us via or call the desk.",
        "Follow our accounts\u00a0here on\u00a0and HarbourNews",
        "Read the story () before you go.",
    ],
)
def test_a_link_that_is_gone(text):
    assert len(found(StrippedLink(), f"{LEAD}\n\n{text}")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Follow us here on and off the boat.",
        "Read on and on and you will see.",
        "He called on . . . and left.",
        "She looked on , bored.",
        "We look forward to his visit and hers.",
    ],
)
def test_words_that_only_look_left_over(text):
    assert found(StrippedLink(), f"{LEAD}\n\n{text}") == []


def test_the_sentence_round_the_gap_goes():
    text = f"{LEAD}\n\nIt rains. Tickets are available at . The doors open at seven."
    assert fixed(StrippedLink(), text) == f"{LEAD}\n\nIt rains. The doors open at seven."


@pytest.mark.parametrize(
    "end", ["a long deb… [+1683 chars]", "a long debate about…", "a long debate about...", "it […]"]
)
def test_a_text_that_is_cut_off(end):
    assert len(found(TruncatedFile(), f"{LEAD}\n\nThe members voted for the bridge in the end after {end}")) == 1


@pytest.mark.parametrize("end", ["a long debate.", "“We will see…”", "they wait... and left."])
def test_a_text_that_is_whole(end):
    assert found(TruncatedFile(), f"{LEAD}\n\nThe members voted for the bridge in the end after {end}") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Smith &amp; Sons &#8211; a bakery &#8211; won.", "Smith & Sons – a bakery – won."),
        ('It won.<br/> [caption id="a"]Hall[/caption] He left.', "It won. Hall He left."),
        ("It {{< youtube abc >}}won.", "It won."),
    ],
)
def test_markup_is_decoded_or_deleted(before, after):
    assert fixed(MarkupInText(), before) == after


@pytest.mark.parametrize(
    "text",
    ["Phillips <P> and Sun <SUN> rose.", "3 < 5 > 2", "AT&T & Co; won", "He dances [VIDEO]"],
)
def test_what_only_looks_like_markup(text):
    assert found(MarkupInText(), text) == []


def test_programs_are_reported_without_a_fix():
    (finding,) = findings(MarkupInText(), f"{LEAD}\n\nwindow._ads = window._ads || [];")
    assert finding.fix is None


def test_markup_of_the_format_itself_is_not_in_the_text():
    assert (
        found(
            MarkupInText(),
            "<html><body><article><p>A <b>bold</b> man &amp; a dog.</p></article></body></html>",
            "a.html",
        )
        == []
    )
    assert found(MarkupInText(), "# Title\n\nA man &amp; a dog met on the pier.\n", "a.md") == []


GAPS = "here|us|page|website|at|on|by|via|or|and|@|.|,|;|(|)|()|off|visit|clicking|the|Account".split("|")


@given(spaced(GAPS, 14))
def test_gaps_are_those_of_the_pattern(text):
    assert [m.span() for m in _gaps(text, _ALL_GAP_SIGNS)] == [m.span() for m in _GAP.finditer(text)]

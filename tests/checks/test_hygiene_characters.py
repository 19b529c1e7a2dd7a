import pytest

from srclint.checks.hygiene_characters import MissingSpace, OddWhitespace, WrongEncoding
from srclint.rule import Safety

from .texts import findings, fixed, found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The White House\u00a0has warned.", "The White House has warned."),
        ("The White House \u00a0 has warned.", "The White House  has warned."),
        ("It is bullet\u00adproof and light\u200b.", "It is bulletproof and light."),
        ("They have 5,889\u00a0nuclear warheads.", "They have 5,889 nuclear warheads."),
        ("He\x07 left\u2060.", "He left."),
    ],
)
def test_odd_characters_go(before, after):
    assert fixed(OddWhitespace(), before) == after


@pytest.mark.parametrize(
    "text",
    [
        "It cost 5\u00a0million.",
        "Dr.\u00a0Wren wrote §\u00a05.",
        "They ran 12\u00a0km – 3\u00a0% more – on 5\u00a0May.",
        "C’est fini\u00a0! Il dit\u00a0: «\u00a0non\u00a0».",
        "می‌خواهم گفت",
        "👨\u200d👩\u200d👧 in the park",
        "*\u00a0 The first of three",
    ],
)
def test_characters_that_typography_or_a_script_needs_stay(text):
    assert found(OddWhitespace(), text) == []


def test_one_finding_a_paragraph_mends_all_of_it():
    text = "The\u00a0train is\u00a0green.\n\nIt\u00a0stops."
    assert len(found(OddWhitespace(), text)) == 2
    assert fixed(OddWhitespace(), text) == "The train is green.\n\nIt stops."


def test_an_entity_of_html_is_replaced_whole():
    page = "<html><body><article><p>The White House&nbsp;has warned both sides.</p></article></body></html>"
    assert fixed(OddWhitespace(), page, "a.html") == page.replace("&nbsp;", " ")


def test_a_garbled_no_break_space_is_left_to_the_encoding_rule():
    text = "The cafÂ\u00a0was full."
    assert found(OddWhitespace(), text) == []
    assert fixed(WrongEncoding(), text) == "The caf\u00a0was full."


@pytest.mark.parametrize(
    ("garbled", "right"),
    [("cafÃ©", "café"), ("itâ€™s", "it’s"), ("â€œyesâ€\x9d", "“yes”"), ("PÐ¾Ñ\x81ÑÐ¸Ñ\x8f", None), ("ðŸ˜€", "😀")],
)
def test_garbled_letters_are_decoded_back(garbled, right):
    text = f"The word {garbled} stood there."
    assert found(WrongEncoding(), text)
    if right:
        assert fixed(WrongEncoding(), text) == f"The word {right} stood there."


def test_garbled_twice_is_decoded_twice():
    twice = "café".encode().decode("cp1252").encode().decode("cp1252")
    assert fixed(WrongEncoding(), f"The {twice} was full.") == "The café was full."


@pytest.mark.parametrize("text", ["Das macht „Spaß“ und „Ö“.", "SÃO PAULO", "À “É…” Ü–Ä", "Ð is a letter, Ñ another."])
def test_right_letters_are_not_garbled(text):
    assert found(WrongEncoding(), text) == []


def test_another_encoding_is_a_safe_fix_without_edits():
    (finding,) = findings(WrongEncoding(), "The café was “full” — all day.".encode("cp1252"))
    assert finding.fix is not None
    assert (finding.fix.safety, finding.fix.edits, finding.fix.encoding) == (Safety.SAFE, (), "utf-8")


def test_a_lost_character_has_no_fix():
    (finding,) = findings(WrongEncoding(), "The Z\ufffdrich office declined to comment.")
    assert finding.fix is None


def test_a_blank_is_put_between_sentences():
    assert fixed(MissingSpace(), "It ended.The union met!Then “no.”Nobody spoke.") == (
        "It ended. The union met! Then “no.” Nobody spoke."
    )


@pytest.mark.parametrize(
    "text",
    [
        "See www.example.Com now.",
        "Use Node.Js today.",
        "U.S.Army men",
        "mail bob@news.Harbour.org",
    ],
)
def test_addresses_and_initials_are_no_sentences(text):
    assert found(MissingSpace(), text) == []


def test_markup_between_two_sentences_may_part_them():
    page = (
        "<html><body><article><p>Forgot it?<a href='/x'>Privacy is here</a> for all of us.</p></article></body></html>"
    )
    assert found(MissingSpace(), page, "a.html") == []


def test_code_in_markdown_is_nobodys_sentence():
    assert found(MissingSpace(), "Call `ended.The` or `the.Strike`. It ended.The union won.", "a.md") == ["ended.The"]

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.language import quotes as quotes_module
from srclint.language.quotes import _completed, _paragraph, pair_marks


def pair(*paragraphs):
    return pair_marks(enumerate(paragraphs))


def shown(*paragraphs):
    return [
        (quote.level, quote.closed, [paragraphs[p][s:e] for p, s, e in quote.pieces]) for quote in pair(*paragraphs)
    ]


def test_straight_and_curly_double_marks():
    assert shown('She said "no" and “yes”.') == [(0, True, ['"no"']), (0, True, ["“yes”"])]


def test_an_apostrophe_is_no_quotation():
    assert shown("It's the boys' school, the girls’ school and rock 'n' roll of the '90s.") == []


def test_british_single_marks_with_apostrophes_inside():
    text = "He said: ‘We can’t and we won’t,’ then left."
    assert shown(text) == [(0, True, ["‘We can’t and we won’t,’"])]
    assert shown("They call it 'the workers' day' here.") == [(0, True, ["'the workers' day'"])]


def test_a_quotation_reopened_in_the_next_paragraph_is_one():
    (quote,) = pair("He said: “One.", "“Two.", "“Three.”")
    assert (len(quote.pieces), quote.closed, quote.reopened) == (3, True, True)


def test_a_quotation_that_goes_on_without_reopening():
    (quote,) = pair("He said: “One.", "Two.” Then he left.")
    assert (len(quote.pieces), quote.closed, quote.reopened) == (2, True, False)


def test_an_unclosed_quotation():
    (quote,) = pair("He said: “One.", "A heading", "And on.")
    assert not quote.closed
    assert quote.pieces == ((0, 9, 14),)


def test_mismatched_marks():
    (quote,) = pair("She was ‘begging him' to go.")
    assert quote.mismatched
    (quote,) = pair('She was “begging him" to go.')
    assert quote.mismatched


def test_nested_marks():
    levels = shown("“He said ‘go’ and I went,” she said.")
    assert levels == [(0, True, ["“He said ‘go’ and I went,”"]), (1, True, ["‘go’"])]


def test_guillemets_and_german_marks():
    assert shown("Il a dit : « Oui. »")[0][2] == ["« Oui. »"]
    assert shown("« Oui », a-t-il dit.")[0][2] == ["« Oui »"]
    assert shown("Er sagte: „Ja“, dann ging er.")[0][2] == ["„Ja“"]
    assert shown("Er sagte: »Ja«, dann ging er.")[0][2] == ["»Ja«"]


def test_two_single_marks_are_a_double_one():
    assert shown("He said, ''It's on,'' and ``went''.") == [(0, True, ["''It's on,''"]), (0, True, ["``went''"])]


def test_inches_open_nothing():
    assert shown('The 12" record and the 5\'10" man.') == []


@given(st.lists(st.text(alphabet="ab s.,\"'“”‘’„«»-", max_size=40), max_size=5))
def test_pieces_lie_on_their_paragraphs(paragraphs):
    for quote in pair(*paragraphs):
        for index, start, end in quote.pieces:
            assert 0 <= start <= end <= len(paragraphs[index])
        first = quote.pieces[0]
        assert paragraphs[first[0]].startswith(quote.open_mark, first[1])


@pytest.mark.parametrize("unit", ['‘"a ', '“‘„«"a ', "'a ", "'a s' ", "‘a “b ", "s' ", "“a ‘bs’ c "])
def test_pairing_takes_steps_in_proportion_to_the_length(unit, steps):
    short, long = (steps(lambda n=n: pair_marks([(0, unit * (n // len(unit)))])) for n in (1_000, 8_000))
    assert long < 12 * short, "eight times the text: linear is 8, quadratic 64"


def pair_by_the_stack(*paragraphs):
    found, pending = [], None
    for index, text in enumerate(paragraphs):
        pending = _paragraph(index, text, pending, found)
    return _completed([], pending, found)


MARKED = st.lists(
    st.one_of(
        st.sampled_from(
            [
                '"So"',
                "“so”",
                "“so,” he",
                "so’s",
                "so' ",
                "'90s",
                "‘so’",
                '(")',
                '"(',
                ' 3" ',
                "''",
                "''So,'' he",
                "“",
                "”",
            ]
        ),
        st.text(alphabet="as 3.,\n(-\"'`“”‘’‚‛„‟«»‹›", max_size=6),
    ),
    max_size=8,
).map("".join)


@given(st.lists(MARKED, max_size=6))
@settings(max_examples=300)
def test_the_fast_way_pairs_as_the_stack_does(paragraphs):
    assert pair(*paragraphs) == pair_by_the_stack(*paragraphs)


def test_the_fast_way_is_taken():
    text = "“So,” she said, “the players’ union won’t.” Then: \"No.\" (''Yes.'')"
    with mock.patch.object(quotes_module, "_paragraph", side_effect=AssertionError):
        assert len(pair(text, "No marks.", text)) == 8

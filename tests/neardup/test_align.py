"""Alignment: what passages two texts share, and how figures and names tell templates from copies."""

from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.neardup.align import align, places
from srclint.neardup.facts import compare_facts
from srclint.neardup.normalise import words

from .stories import FERRY, MARKET, reworded


def aligned(a, b):
    one, other = words(a), words(b)
    return one, other, align(places(one.normal), other.normal)


def test_a_passage_survives_changed_words():
    one, _, matches = aligned(FERRY, reworded(FERRY))
    assert len(matches) == 1
    assert matches[0].size > 0.9 * len(one.normal)


def test_moved_paragraphs_are_passages_of_their_own():
    first, second = FERRY.split("\n\n")[:2]
    _, _, matches = aligned(f"{first}\n\n{second}", f"{second}\n\n{MARKET}\n\n{first}")
    assert {match.size for match in matches} == {len(words(first).normal), len(words(second).normal)}


def test_chance_repeats_of_a_few_words_are_no_passage():
    assert aligned(FERRY, MARKET)[2] == []


def test_a_repeated_phrase_does_not_take_quadratic_time():
    _, _, matches = aligned("the same old song " * 5000, "the same old song " * 5000)
    assert matches == []


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("abcdefgh"), max_size=120), st.lists(st.sampled_from("abcdefgh"), max_size=120))
def test_shared_words_are_the_same_on_both_sides(a, b):
    for match in align(places(a), b):
        assert all(a[x : x + 3] == b[y : y + 3] for x, y in match.seeds)
        steps = zip(match.seeds, match.seeds[1:], strict=False)
        assert all(x < next_x and y < next_y for (x, y), (next_x, next_y) in steps)
        assert match.ranges[0] == (match.words[0][0], match.words[0][-1] + 1)
        assert match.ranges[1] == (match.words[1][0], match.words[1][-1] + 1)
        assert match.size >= 8


def test_two_forms_filled_in_differently_are_a_template():
    form = (
        "Shares of {} closed higher on {} after it said that sales rose by {} percent to a total of {} million "
        "in the quarter that ended in June. Its chief executive, {}, said that the outlook was good."
    )
    one, other, matches = aligned(
        form.format("Aldwin Paper", "Monday", 7, 31.5, "Ruth Sayer"),
        form.format("Tarrant Glass", "Friday", 19, 4.2, "Omar Lind"),
    )
    assert compare_facts(one, other, matches).template


def test_a_rewrite_that_keeps_figures_and_names_is_no_template():
    one, other, matches = aligned(FERRY, reworded(FERRY))
    facts = compare_facts(one, other, matches)
    assert facts.changed == 0
    assert facts.same > 10
    assert not facts.template


def test_one_corrected_figure_makes_no_template():
    one, other, matches = aligned(FERRY, FERRY.replace("1.4", "1.6").replace("Tora Aune", "Tora Anne"))
    assert not compare_facts(one, other, matches).template


def test_names_that_a_scanner_misread_have_not_changed():
    scan = FERRY.replace("Brennick", "Brenmck").replace("Tora Aune", "Tera Auue").replace("Vessel", "Vesse1")
    scan = scan.replace("Sula", "Su1a").replace("September", "Septembcr")
    one, other, matches = aligned(FERRY, scan)
    assert compare_facts(one, other, matches).changed == 0
    assert compare_facts(*aligned(FERRY, FERRY.replace("Brennick", "Hamble"))).changed == 1


def test_quoted_words_are_known():
    found = words('He said: "We go." They went.\n“Unclosed to the end of the line\nNot quoted „doch” here')
    assert [found.normal[n] for n in found.quoted] == [
        "we", "go", "unclosed", "to", "the", "end", "of", "the", "line", "doch"
    ]  # fmt: skip

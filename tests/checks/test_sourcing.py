"""The SRC rules: their cases, and how they share a sentence among themselves."""

import pytest
from hypothesis import given

from srclint.article import Hints
from srclint.boilerplate import story
from srclint.cases import check_cases
from srclint.checks.sourcing_figures import _FIGURE, _with_figure
from srclint.checks.sourcing_reports import _credits, _second_hand, _with_credit
from srclint.checks.sourcing_studies import _STUDY, _studies, _with_study
from srclint.match import folded
from srclint.readers import read_bytes
from srclint.readers.markdown import read_markdown
from srclint.readers.text import read_text
from srclint.registry import rules

from .texts import spaced

SRC = {code: rule for code, rule in rules().items() if code.startswith("SRC")}


def found(text, *codes):
    article = read_text("story.txt", text).with_hints(Hints(language="en"))
    return [
        (code, f.span and text[f.span.start : f.span.end])
        for code in codes or sorted(SRC)
        for f in SRC[code].check(article)
    ]


def codes(text):
    return [code for code, _ in found(text)]


def test_the_family_is_complete():
    assert set(SRC) == {f"SRC{n}" for n in range(301, 317)}


@pytest.mark.parametrize("code", sorted(SRC))
def test_cases(code):
    assert list(check_cases([SRC[code]])) == []


@pytest.mark.parametrize("code", sorted(SRC))
def test_every_rule_cites_an_authority_and_says_what_to_do(code):
    assert SRC[code].authority
    assert SRC[code].__doc__


ASIDES = (
    "The ferry will stop, said an aide, who asked not to be named as the talks are private. It rained. Another aide "
    "said it will sail in May.\n\nThe prosecutors said so too. It is late."
)


def test_rules_read_what_a_reader_sees_not_the_markup():
    """The reason for an aide's silence is far off in the markup; a script's words are none of the story's."""
    script = "<script>var a = 'The Prosecution', b = 'an official not authorized to speak';</script>"
    link = '<a href="https://example.org/a-very-long-address-of-a-page-that-says-nothing">not to be named</a>'
    told = ASIDES.replace("asked not to be named", f"<i>asked</i> {link}").replace("\n\n", "</p><p>")
    (page,) = read_bytes(f"<html><head>{script}</head><p>{told}</p></html>".encode(), "story.html")
    page = page.with_hints(Hints(language="en"))
    for code in ("SRC302", "SRC304"):
        seen = [page.source[f.span.start : f.span.end] for f in SRC[code].check(page)]
        assert [(code, text) for text in seen] == found(ASIDES, code)


def test_stacked_hedges_stand_for_those_of_their_sentence():
    text = "The train he is reportedly taking is allegedly packed with wine. It is thought to be late."
    assert found(text, "SRC308", "SRC309") == [
        ("SRC308", "is thought to be"),
        ("SRC309", "The train he is reportedly taking is allegedly packed with wine."),
    ]


def test_an_estimate_beside_a_figure_is_a_figure():
    assert found("The valley has an estimated 4,000 sheep.") == [("SRC315", "an estimated 4,000")]


def test_bare_sources_are_not_experts_or_officials():
    text = "The date is open, although sources told the Leeds Herald that it is near. The board meets on Monday."
    assert codes(text) == ["SRC303", "SRC304", "SRC307"]


def test_many_have_speculated_is_a_claim():
    assert found("Many have speculated about a new bridge.") == [("SRC301", "Many have speculated")]


def test_unnamed_intelligence_is_a_claim_on_officials():
    assert "SRC302" in codes("Declassified American intelligence last year revealed that the depot was empty.")


def test_a_late_attribution_is_not_without_speaker():
    text = "“We cannot stay silent. We will not.\n\n“We will work with all. That is a promise,” the statement read."
    assert codes(text) == ["SRC314"]


def test_a_page_of_quotations_none_of_which_could_be_given_to_anybody_is_left_alone():
    two = "The river rose.\n\n“It rose all day and all night.”\n\nIt fell.\n\n“It fell at noon and nobody saw it.”\n\n"
    assert len(found(f"{two}The mill burned on Sunday.", "SRC313")) == 2
    more = (
        "The boats came.\n\n“It rose by night when all were asleep.”\n\nIt fell.\n\n“It was over by the time we came.”"
    )
    assert found(two + more, "SRC313") == []


def test_a_speaker_named_in_the_paragraph_above_is_known_though_it_is_long():
    bridge = "It was built of oak from the hills and of iron from the coast. " * 4
    said = "\n\n“We were never asked by anybody. Nobody came to the house. It was decided in town,” Roe said."
    assert found(f"Ann Roe has lived by the bridge since she was a child. {bridge}{said}", "SRC314") == []
    assert len(found(f"They have lived by the bridge for many years. {bridge}{said}", "SRC314")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Officials warn of a late harvest\n\nAnn Roe, the mayor, said on Monday that the harvest will be late.",
        "Lee Ward said that officials believe the bridge is safe.",
        "Lee Ward and his aides said that the bridge is safe.",
        "Lee Ward of the Highways Agency said that the bridge is safe. The official said it will be shut in May.",
        "Cats sleep longer in winter, according to analysts Cat Trust.",
        "Critics who feared the worst were wrong about the bridge.",
    ],
)
def test_who_is_known_from_the_story_or_only_told_of_is_no_unnamed_source(text):
    assert found(text, "SRC301", "SRC302") == []


def test_an_alleged_deed_in_a_case_and_a_hedge_that_a_name_closes_are_signed():
    assert found("He was charged in May after he allegedly took the keys of the mayor.", "SRC308") == []
    assert found("The men reportedly took the keys of the mayor in May, Ann Roe said.", "SRC308") == []
    assert found("He allegedly took the keys of the mayor in May.", "SRC308") == [("SRC308", "allegedly")]


def test_a_figure_has_its_source_in_the_sentence_before_though_it_closes_another_paragraph():
    figure = "The valley sold more than 4,000 sheep, and the fair was full."
    assert found(f"The Sheep Board counts each of them, its figures show.\n\n{figure}", "SRC315") == []
    assert found(f"The sea lay grey and flat under the rain.\n\n{figure}", "SRC315") == [("SRC315", "more than 4,000")]


@pytest.mark.parametrize("figure", ["7.5m euro (£5.1m)", "$339m (£182.5m; 90bn yen)"])
def test_a_figure_in_brackets_is_that_before_it_in_another_currency(figure):
    assert "£" not in "".join(
        span for _, span in found(f"The harbour is worth {figure} and is for the town.", "SRC315")
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A new study found that cats sleep [longer in winter](https://cats.example/study).", 0),
        ("A new study found that cats sleep longer. [Read more on cats](https://cats.example/all).", 1),
    ],
)
def test_a_study_is_known_by_a_link_in_its_sentence(text, count):
    article = read_markdown("story.md", text).with_hints(Hints(language="en"))
    assert len(list(SRC["SRC316"].check(article))) == count


def test_a_run_of_quotations_is_asked_for_once():
    run = "“There was water in every room of the house by noon.”\n\n“We were never asked about any of this.”"
    assert len(found(f"The bridge closed in May.\n\n{run}", "SRC313")) == 1


def test_quoted_words_are_not_the_writers():
    text = "“Experts say all sorts of things, and it is reportedly true,” the mayor, Jo Bell, told the council."
    assert codes(text) == []


def test_a_named_source_signs_the_hedge():
    assert codes("Lee Ward said that the mayor allegedly took the keys home.") == []


def test_who_is_missing_is_counted_in_english_only():
    filler = "Die Arbeiten begannen im Frühjahr und dauerten bis in den Winter hinein. " * 20
    article = read_text("story.txt", filler + "Experten sagten, das Rohr werde halten.")
    german = article.with_hints(Hints(language="de"))
    assert [f for code in ("SRC310", "SRC311") for f in SRC[code].check(german)] == []


def test_the_own_outlet_is_not_second_hand():
    from srclint.record import replace

    article = read_text("story.txt", "The Leeds Herald reported that the bridge is shut.")
    assert len(list(SRC["SRC307"].check(article))) == 1
    own = replace(article, metadata=replace(article.metadata, outlet="Leeds Herald"))
    assert list(SRC["SRC307"].check(own)) == []


def test_a_claim_in_one_paragraph_does_not_depend_on_another():
    claim = "Experts say the bridge is reportedly shut."
    other = "The sea lay grey and flat under the rain."
    assert found(claim) == found(f"{other}\n\n{claim}") == found(f"{claim}\n\n{other}")


REPORTS = (
    "According to|as reported by|citing|told|in an interview with|the|The|Leeds|Herald|HERALD|Herald’s|Times|CNN|times"
    "|has|reported|reports|said|a|new|a number of|scientific|study|survey|found|shows|according to|nearly|more than"
    "|over|up to|estimated|is estimated to|cost|£5|£ 5|$2.5|million|3 million|bn|40,000|1,5|12|about|at least|.|, |“|”"
).split("|")


@given(spaced(REPORTS, 14))
def test_no_paragraph_in_which_a_slow_pattern_matches_is_passed_over(text):
    read = read_text("a.txt", f"{text}\n\n{text[::2]}\n\n{text.upper()}")
    kept = read.derived(story).paragraphs
    texts = read.derived(folded)
    told = {p.index: [match.span() for match in _credits(p.text, places)] for p, places in _with_credit(read)}
    studies = {p.index: [match.span() for match in _studies(texts[p.index], at)] for p, at in _with_study(read)}
    figures = {p.index: places for p, places in _with_figure(read)}
    for p in kept:
        assert told.get(p.index, []) == [match.span() for match in _second_hand().finditer(p.text)]
        assert studies.get(p.index, []) == [match.span() for match in _STUDY.finditer(texts[p.index])]
        for match in _FIGURE.finditer(p.text):
            assert any(match.start() <= at < match.end() for at in figures.get(p.index, []))

"""Who says what, on stories of our own."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.article import Hints
from srclint.readers import read_bytes
from srclint.readers.text import read_text
from srclint.sourcing import sourcing
from srclint.sourcing.report import sources_entry


def article(text):
    return read_text("story.txt", text).with_hints(Hints(language="en"))


def said(text):
    """The attributions as (source, cue, content, type, form) in words."""
    found = article(text)

    def words(spans):
        return " | ".join(found.source[s.start : s.end] for s in spans)

    return [
        (words(a.source), words(a.cue), words(a.content), a.type, a.form) for a in found.derived(sourcing).attributions
    ]


@pytest.mark.parametrize(
    ("text", "source", "content", "kind", "form"),
    [
        ("“The bridge will close,” Ann Roe said.", "Ann Roe", "“The bridge will close,”", "person", "direct"),
        ("“The bridge will close,” said Ann Roe.", "Ann Roe", "“The bridge will close,”", "person", "direct"),
        ("‘The bridge will close,’ said Ann Roe.", "Ann Roe", "‘The bridge will close,’", "person", "direct"),
        ('Ann Roe said: "The bridge will close."', "Ann Roe", '"The bridge will close."', "person", "direct"),
        ("Ann Roe said that the bridge will close.", "Ann Roe", "that the bridge will close", "person", "indirect"),
        ("The bridge will close, Ann Roe said.", "Ann Roe", "The bridge will close", "person", "indirect"),
        (
            "The bridge will close, the mayor said on Monday.",
            "the mayor",
            "The bridge will close",
            "unnamed",
            "indirect",
        ),
        ("The bridge will close, Ann Roe told reporters.", "Ann Roe", "The bridge will close", "person", "indirect"),
        (
            "The bridge will close, Ann Roe, a spokeswoman for the Harbour Board, said on Tuesday.",
            "Ann Roe, a spokeswoman for the Harbour Board",
            "The bridge will close",
            "person",
            "indirect",
        ),
        (
            "“We will close the bridge in May,” said the bureau's director, Ann Roe.",
            "the bureau's director, Ann Roe",
            "“We will close the bridge in May,”",
            "person",
            "direct",
        ),
        ("A super PAC said the bridge will close.", "A super PAC", "the bridge will close", "unnamed", "indirect"),
        (
            "An email from Ann Roe showed that the bridge will close.",
            "An email from Ann Roe",
            "that the bridge will close",
            "organisation",
            "indirect",
        ),
        (
            "According to the Transport Ministry, the bridge will close in May.",
            "the Transport Ministry",
            "the bridge will close in May",
            "organisation",
            "indirect",
        ),
        (
            "The bridge will close in May, according to the Transport Ministry.",
            "the Transport Ministry",
            "The bridge will close in May",
            "organisation",
            "indirect",
        ),
        ("Officials said the bridge will close.", "Officials", "the bridge will close", "unnamed", "indirect"),
        (
            "The Leeds Herald reported in January that the bridge would close.",
            "The Leeds Herald",
            "that the bridge would close",
            "organisation",
            "indirect",
        ),
        (
            "The paper reported last week that the bridge would close.",
            "The paper",
            "that the bridge would close",
            "organisation",
            "indirect",
        ),
        ("She said the bridge will close.", "She", "the bridge will close", "pronoun", "indirect"),
        ("A report found that the bridge is unsafe.", "A report", "that the bridge is unsafe", "unnamed", "indirect"),
        (
            "The report found that the bridge is unsafe.",
            "The report",
            "that the bridge is unsafe",
            "organisation",
            "indirect",
        ),
    ],
)
def test_one_attribution(text, source, content, kind, form):
    ((got_source, _, got_content, got_kind, got_form),) = said(text)
    assert (got_source, got_content, got_kind, got_form) == (source, content, kind, form)


def test_words_before_the_cue_are_content_whether_or_not_the_quotation_after_it_goes_on():
    found = said(
        "The ferry to Skell will stop in May, said Ann Roe, a spokeswoman for the Harbour Board. "
        "“We have no boat and no crew,” Roe said."
    )
    assert [(cue, content) for _, cue, content, _, _ in found] == [
        ("said", "The ferry to Skell will stop in May"),
        ("said", "“We have no boat and no crew,”"),
    ]


def test_a_quotation_on_both_sides_of_its_cue():
    ((source, cue, content, _, form),) = said("“The bridge will close,” said Ann Roe. “It has to be repaired.”")
    assert (source, cue, form) == ("Ann Roe", "said", "direct")
    assert content == "“The bridge will close,” | “It has to be repaired.”"


STORY = """Ann Roe, a professor of engineering at Leeds University, told the council that the bridge is unsafe.

She said: “The piles are gone. Nobody looked at them.

“It was only a matter of time.”

“We shall have to close it before the winter.”

Mr. Lee Ward, the mayor, said the council would meet on Monday. Ward added that ferries would run.

The professor said the works would take a year."""


def test_people_are_led_back_to_one_entry():
    found = article(STORY).derived(sourcing)
    roe, ward = found.people
    assert (roe.name, roe.role, roe.affiliation) == ("Ann Roe", "professor of engineering", "Leeds University")
    assert (ward.name, ward.role) == ("Lee Ward", "mayor")
    assert roe.statements == 4
    assert ward.statements == 2
    assert roe.words_quoted == 24
    assert [a.speaker for a in found.attributions] == ["p1", "p1", "p1", "p2", "p2", "p1"]
    assert next(a for a in found.attributions if a.phrase == "The professor").type == "unnamed"


def test_a_running_quotation_belongs_to_one_attribution():
    found = article(STORY).derived(sourcing)
    assert len(found.attributions[1].content) == 2


def test_a_role_before_the_name():
    (person,) = article("Leeds Council spokesman Lee Ward said the bridge will close.").derived(sourcing).people
    assert (person.name, person.role, person.affiliation) == ("Lee Ward", "Leeds Council spokesman", "Leeds Council")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("They are led by chairman Ann Roe. Roe said it was late.", "chairman"),
        ("He recently did an interview with podcaster Ann Roe. Roe said it was late.", "podcaster"),
        ("Retired general Ann Roe said it was late.", "Retired general"),
        ("Two-time Olympic champion and swimmer Ann Roe said it was late.", "Two-time Olympic champion and swimmer"),
    ],
)
def test_a_role_before_the_name_holds_nothing_else(text, role):
    (person,) = article(text).derived(sourcing).people
    assert (person.name, person.role) == ("Ann Roe", role)


def test_a_document_is_one_whoever_wrote_it():
    text = "The survey by the Herald Trust found that it was late. Rosenberg Research said it was not."
    found = article(text).derived(sourcing)
    assert [o.kind for o in found.organisations] == ["document", "organisation"]


def test_an_outlet_with_a_name_like_a_document():
    found = article("The Leeds Post said it was late. The post said so twice.").derived(sourcing)
    assert [(o.name, o.kind) for o in found.organisations] == [("Leeds Post", "outlet"), ("The post", "document")]


def test_an_east_asian_name_and_its_short_form():
    found = article("Park Min-ji, a lawyer, said the case was lost. Park said she would appeal.").derived(sourcing)
    assert [(p.name, p.statements) for p in found.people] == [("Park Min-ji", 2)]


def test_organisations_have_kinds():
    text = (
        "The Transport Ministry said the bridge is safe. The Leeds Herald reported that it is not. "
        "The survey found that most drivers agree. The Bridge Trust said it would sue."
    )
    found = article(text).derived(sourcing)
    assert [(o.kind, o.statements) for o in found.organisations] == [
        ("government", 1), ("outlet", 1), ("document", 1), ("organisation", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "source", "kind"),
    [
        ("Ann Roe, for her part, denied that the bridge is unsafe.", "Ann Roe", "person"),
        ("The council, in a letter, warned that the bridge is unsafe.", "The council", "organisation"),
        ("The bridge will close, with officials saying it is unsafe.", "officials", "unnamed"),
        ("Ann Roe said Wednesday that the bridge will close.", "Ann Roe", "person"),
        ("“The bridge will close,” said Wednesday’s report.", "Wednesday’s report", "organisation"),
    ],
)
def test_the_source_is_no_adverbial_and_has_a_head(text, source, kind):
    assert [(got, type_) for got, _, _, type_, _ in said(text)] == [(source, kind)]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Nissan", "organisation"),
        ("Unicef", "organisation"),
        ("Amnesty International", "organisation"),
        ("The Danish String Quartet", "organisation"),
        ("Poland", "organisation"),
        ("New Zealand", "organisation"),
        ("Nurses", "unnamed"),
        ("Villagers", "unnamed"),
        ("Jodie Baker", "person"),
        ("Ann Roe and her campaign", "person"),
        ("The Prime Minister", "unnamed"),
        ("The Chancellor", "unnamed"),
        ("Chancellor Ann Roe", "person"),
        ("Herald editor-in-chief Ann Roe", "person"),
        ("Stephen King", "person"),
        ("The family", "unnamed"),
        ("A letter from the family", "unnamed"),
        ("The 54-year-old", "unnamed"),
        ("Sources close to the player", "unnamed"),
        ("Ann Roe and her friends", "unnamed"),
        ("The petition", "organisation"),
    ],
)
def test_what_a_source_is(source, kind):
    assert [(got, type_) for got, _, _, type_, _ in said(f"{source} said the bridge would close.")] == [(source, kind)]


def test_a_surname_that_is_an_occupation():
    found = article("Adam Driver said the film was done. Driver added that he liked it.").derived(sourcing)
    assert [(p.name, p.statements) for p in found.people] == [("Adam Driver", 2)]


def test_a_body_is_no_government_for_where_it_stands():
    text = "A grading company in Florida said the note was false. New Zealand said it would look into it."
    found = article(text).derived(sourcing)
    assert [(o.name, o.kind) for o in found.organisations] == [
        ("A grading company in Florida", "organisation"),
        ("New Zealand", "government"),
    ]


def test_unnamed_claims_have_groups():
    found = article("Experts say it will hold. Officials said it would not. Sources told the paper it might.").derived(
        sourcing
    )
    assert [(u.group, u.described) for u in found.unnamed] == [
        ("experts", False), ("officials", False), ("sources", False),
    ]  # fmt: skip


def test_a_language_without_a_lexicon_says_so():
    found = read_text("x.txt", "Det regner.").with_hints(Hints(language="da")).derived(sourcing)
    assert (found.supported, found.language, found.attributions) == (False, "da", ())


def test_the_entry_of_a_record_counts_from_its_file():
    from srclint.record import replace

    text = "“The bridge will close,” Ann Roe said."
    plain = sources_entry(article(text))["attributions"][0]
    moved = sources_entry(replace(article(text), base=100))["attributions"][0]
    assert [[s + 100, e + 100] for s, e in plain["content"]] == moved["content"]


PIECES = st.sampled_from(
    ["Ann Roe said", "“We know,”", "the bridge will close", ",", ".", "Officials", "told", "it was revealed", "who",
     "’s", '"', "reportedly", "Lee Ward", "and", "that", "(R-Tex.)", ":", "\n\n", "―", "Mr.", "a source said", "1,000",
     "“", "‘go’"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=40))
@settings(max_examples=120, deadline=None)
def test_spans_lie_on_the_text(pieces):
    found = article(" ".join(pieces))
    result = found.derived(sourcing)
    for a in result.attributions:
        for span in (*a.source, *a.cue, *a.content):
            assert 0 <= span.start < span.end <= len(found.source)
            assert found.source[span.start : span.end].strip()
        for span in a.source:
            assert found.source[span.start : span.end] == a.phrase
    for item in (*result.hedges, *result.unnamed):
        assert found.source[item.span.start : item.span.end] == item.phrase
        assert item.sentence.covers(item.span)
    for entry in (*result.people, *result.organisations):
        assert all(found.source[s.start : s.end] in entry.name for s in entry.mentions)


def test_quotations_that_nobody_is_given_in_words_go_to_who_spoke_before():
    found = article("“We will close the bridge in May,” Ann Roe said. “It is too old to be mended again.”")
    last = found.derived(sourcing).attributions[-1]
    assert [found.source[s.start : s.end] for s in last.content][-1] == "“It is too old to be mended again.”"
    assert last.speaker == "p1"


def test_a_role_stands_beside_its_name():
    people = (
        article("A reporter then met Ann Roe. “We will close the bridge in May,” Roe said.").derived(sourcing).people
    )
    assert [(p.name, p.role) for p in people] == [("Ann Roe", None)]


def test_an_adjective_is_no_cue():
    assert article("The plan has an estimated cost of four million pounds.").derived(sourcing).attributions == ()


def test_a_pronoun_does_not_take_its_name_from_the_paragraph_before_its_last_speaker():
    text = "Harbour Board expert Ann Roe told The Beacon that the bridge is old.\n\nShe said: “It will close in May.”"
    people = article(text).derived(sourcing).people
    assert [(p.name, p.statements) for p in people] == [("Ann Roe", 2)]


@given(st.lists(PIECES, max_size=25), st.booleans())
@settings(max_examples=60, deadline=None)
def test_an_unrelated_paragraph_changes_nothing_in_another(pieces, ahead):
    text = " ".join(pieces).replace("\n\n", " ").replace("“", "").strip()
    text += " and nobody in the valley had been told why it should be so, or for how long."
    other = "The sea lay grey and flat under the rain."
    alone = article(text)
    joined = article(f"{other}\n\n{text}" if ahead else f"{text}\n\n{other}")

    def shown(found):
        return [
            [found.source[s.start : s.end] for s in (*a.source, *a.cue, *a.content)]
            for a in found.derived(sourcing).attributions
        ]

    assert shown(alone) == shown(joined)


def test_steps_are_in_proportion_to_the_length(steps):
    sentence = "Ann Roe said that the bridge will close, and Lee Ward told her it was “safe”, officials say. "
    few, many = (article(sentence * times) for times in (10, 80))
    few.derived(sourcing)
    few = article(sentence * 10)
    assert steps(lambda: many.derived(sourcing)) < 12 * steps(lambda: few.derived(sourcing))


@pytest.mark.parametrize(
    "text",
    [
        f"Ann Roe said that the ferry {'sails ' * 1200}, but the harbour is shut, and so on.",
        f"Police said: {'noon ' * 1200}, he added, and it sank.",
        f"On Monday, the ferry {'sails ' * 1200}, Ann Roe said.",
    ],
)
def test_a_sentence_may_run_on_for_thousands_of_words(text):
    assert article(text).derived(sourcing).attributions


def test_no_break_spaces_are_read_as_blanks():
    """Content systems scatter them; "reports.\u00a0Footage" is still the end of a sentence and the start of another."""
    plain = (
        "The game was loud, the Quay Gazette reports. Footage from the game shows fans in the aisles. In a 2013 video "
        "found by Harbour News, a veteran diplomat said the cables were lost. “It was Dr. Ann Roe,” Ben Gray said. "
        "He added that John Wren, the mayor, knew."
    )
    assert said(plain)
    for blank in "\u00a0\u202f":
        written = plain.replace(" ", blank)
        assert [tuple(part.replace(blank, " ") for part in row) for row in said(written)] == said(plain)
        assert [p.name for p in article(written).derived(sourcing).people] == [
            p.name for p in article(plain).derived(sourcing).people
        ]


def test_words_quoted_are_those_a_reader_sees():
    said = "“The bridge is ‘shut’ for good,” said Ann Roe. Ann Roe called it “a very old thing” on Monday."
    (record,) = read_bytes(json.dumps({"text": said}).encode(), "wire.jsonl")
    linked = said.replace("bridge", '<a href="https://example.org" title="a word or two">bridge</a>')
    (page,) = read_bytes(f"<p>{linked}</p>".encode(), "page.html")
    for found in (article(said), record, page):
        (roe,) = found.with_hints(Hints(language="en")).derived(sourcing).people
        assert roe.words_quoted == 10

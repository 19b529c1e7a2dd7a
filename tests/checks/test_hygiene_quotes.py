import pytest

from srclint.checks.hygiene_quotes import MismatchedQuote, MixedApostrophes, UnclosedQuote

from .texts import fixed, found


def test_a_quotation_that_reopens_in_each_paragraph_is_closed():
    assert found(UnclosedQuote(), "He said: “One.\n\n“Two.\n\n“Three.”\n\nThe council did not reply.") == []


def test_a_quotation_that_nobody_takes_up_is_open_where_it_began():
    text = "Nobody slept.\n\nHe said: “One thing is sure. It rains.\n\nOther business\n\nThe council did not reply."
    assert found(UnclosedQuote(), text) == ["“One thing is sure."]


@pytest.mark.parametrize(
    "text",
    [
        'She tweeted: "Reporting that he shouted "help us" as he ran" on Monday.',
        "He called it “a role in the campaign.’’ Nobody answered.",
        "They got a ‘D- rating for the ‘80s school.",
        'The pole is 6\'2" tall and the board 3" wide.',
        "« February 2021",
    ],
    ids=["marks inside marks", "two single marks close", "apostrophes", "inches", "an arrow"],
)
def test_marks_that_add_up_are_no_open_quotation(text):
    assert found(UnclosedQuote(), f"{text}\n\nThe council did not reply to any of this.") == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('He called it “a mistake" today.', "He called it “a mistake” today."),
        ('He called it "a mistake” today.', "He called it “a mistake” today."),
        ("‘Furious' voters came.", "‘Furious’ voters came."),
        ('Er nannte es „einen Fehler" im Plan.', "Er nannte es „einen Fehler“ im Plan."),
    ],
)
def test_the_straight_mark_of_a_pair_becomes_curly(before, after):
    assert fixed(MismatchedQuote(), before) == after


def test_a_mismatch_is_mended_in_boilerplate_too():
    text = "The council met on Monday to close the bridge.\n\nRead more: ‘Furious' voters storm council"
    assert found(MismatchedQuote(), text) == ["'"]


def test_an_entity_is_replaced_whole_in_html():
    page = "<html><body><article><p>He called it “a mistake&quot; on Monday.</p></article></body></html>"
    assert "“a mistake” on" in fixed(MismatchedQuote(), page, "a.html")


def test_the_rarer_apostrophe_gives_way_and_curly_wins_a_draw():
    assert fixed(MixedApostrophes(), "It's one. It's two. It’s three.") == "It's one. It's two. It's three."
    assert fixed(MixedApostrophes(), "It's one. It’s two.") == "It’s one. It’s two."


def test_quotation_marks_are_no_apostrophes():
    assert found(MixedApostrophes(), "‘Now,’ he said. It's late.") == []

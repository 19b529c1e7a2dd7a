"""Who or what a source is by its words alone."""

import pytest

from srclint.article import Hints
from srclint.readers.text import read_text
from srclint.sourcing import Sourcing, sourcing


def analysed(text: str) -> Sourcing:
    return read_text("story.txt", text).with_hints(Hints(language="en")).derived(sourcing)


def people(text: str) -> list[str]:
    return [person.name for person in analysed(text).people]


def bodies(text: str) -> list[str]:
    return [body.name for body in analysed(text).organisations]


@pytest.mark.parametrize(
    "text",
    [
        "Secretary of State Ann Roe said the talks had been useful.",
        "Archbishop of Canterbury Ann Roe said the talks had been useful.",
        "Mayor of New York Ann Roe said the talks had been useful.",
        "Swede Ann Roe said the race had been hard.",
        "South African Ann Roe said the race had been hard.",
        "Labour MP Ann Roe said the minister should resign.",
        "Det Insp Ann Roe said two men had been held.",
        "UN Secretary-General Ann Roe said the talks had been useful.",
        "Browns DL Ann Roe said the game had been hard.",
        "Mother-of-two Ann Roe said the water had risen fast.",
        "U.S. envoy to Ukraine Ann Roe said the talks had failed.",
        "Another guest at the fair, former council adviser Ann Roe, said the stalls had sold out.",
        "Former Secretary of State and party hopeful Ann Roe said the talks had failed.",
        "Chile's Ann Roe won the race.\n\nRoe said it had been hard.",
        "The envoy to Chile Ann Roe left.\n\nRoe said it had been hard.",
        "Tearful Roe leaves for home\n\nRoe said it had been hard. It was over for Ann Roe by noon.",
    ],
)
def test_a_name_holds_neither_office_nor_origin(text):
    assert people(text) == ["Ann Roe"]


@pytest.mark.parametrize("name", ["Carstedt Pipe <CRSD.L>", "<Ambler Water B.V.>"])
def test_a_name_in_brackets_or_with_the_code_of_a_share_is_that_of_a_body(name):
    assert (bodies(f"{name} said the pipe would last."), people(f"{name} said the pipe would last.")) == ([name], [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Labour reporter Alex Press said the strike would last.", "Alex Press"),
        ("Olena Radio, a chemist in Leeds, said the strike would last.", "Olena Radio"),
        ("Mr Press said the strike would last.", "Press"),
        ("The Prince of Wales said the charity had changed lives.", "Prince of Wales"),
    ],
)
def test_a_person_may_be_called_like_a_body(text, name):
    assert people(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Institute for Fiscal Studies said the sums were wrong.", "Institute for Fiscal Studies"),
        ("The Council on Foreign Relations said the treaty was dead.", "Council on Foreign Relations"),
        ("The Committee to Protect Journalists said two men were held.", "Committee to Protect Journalists"),
        ("The Department for Work and Pensions said the sums were wrong.", "Department for Work and Pensions"),
        ("The Royal Society for the Protection of Birds said the fields were bare.", "Royal Society"),
        ("Human Rights Watch said the fields were bare.", "Human Rights Watch"),
        ("Save the Children said the fields were bare.", "Save the Children"),
        ("Morgan Stanley said growth would slow.", "Morgan Stanley"),
        ("Leeds United said the player would stay.", "Leeds United"),
        ("Ward Mining Co said the pit would close.", "Ward Mining Co"),
        ("The study, led by a team in Leeds, suggests that the pit would close.", "The study"),
        ("Figures from the Harbour Office show that trade fell.", "Figures from the Harbour Office"),
        ("The Ward campaign said the pit would close.", "The Ward campaign"),
    ],
)
def test_bodies_with_names_like_those_of_people(text, name):
    assert (people(text), bodies(text)) == ([], [name])


@pytest.mark.parametrize(
    "text",
    [
        "Proceeds from the fair show that people care about the bridge.",
        "Banks said they would close. Most banks did so in May.",
        "Gulf states said they would cut output.",
        "The president of Chile said the talks had failed.",
        "A senior U.S. Official said the talks had failed.",
        "CHILE TO ASK BANKS FOR MORE TIME\n\nThe talks go on.",
        "S and P said the bonds were safe.",
    ],
)
def test_a_capital_alone_makes_nobody(text):
    assert people(text) == []


def test_a_surname_that_is_a_word_too():
    assert people("Hunt said the plan would fail. They hunt for votes, Jeremy Hunt and his friends.") == ["Jeremy Hunt"]


def test_a_name_with_a_chairman_or_shares_is_a_firm():
    text = "Wembley said the sale would go on. Wembley chairman Ann Roe left in May.\n\nWard said so too."
    assert (people(text), bodies(text)) == (["Ward"], ["Wembley"])


def test_a_pair_of_names_is_a_firm_where_the_second_never_stands_alone():
    firm = "Duff and Carr said the bonds were safe. The rate was cut by Duff and Carr in May."
    assert (people(firm), bodies(firm)) == ([], ["Duff and Carr"])


def test_what_two_people_say_together_counts_for_both():
    found = analysed("Ann Roe and Lee Ward said in a joint statement that the bridge would close.")
    assert [(person.name, person.statements) for person in found.people] == [("Ann Roe", 1), ("Lee Ward", 1)]
    assert len(found.attributions) == 1
    (first, _) = analysed("City surveyor Ann Roe left. Both Roe and Lee Ward said that the bridge would close.").people
    assert (first.name, first.role) == ("Ann Roe", "City surveyor")


def test_a_body_is_one_whether_in_full_or_in_short():
    found = analysed(
        "The Institute for Harbour Studies (IHS) said the sums were wrong.\n\nThe IHS said the port would close.\n\n"
        "The Institute said more was known in May.\n\n"
        "Ward Motors Ltd said it would stay. Ward Motors said the port was safe."
    )
    assert [(body.name, body.statements) for body in found.organisations] == [
        ("Institute for Harbour Studies", 3),
        ("Ward Motors Ltd", 2),
    ]


def test_a_source_ends_before_the_day():
    (a,) = analysed("Ward on Monday accused the council of delay.").attributions
    assert a.phrase == "Ward"


def test_a_name_takes_no_words_of_a_headline_or_another_clause():
    assert people("Harbour Shocks Ward\n\nWard said the plan would fail. “We must stay,” he said.") == ["Ward"]
    assert people("In a post on X, Ward wrote: “I am stepping down.”") == ["Ward"]


def test_where_an_expert_works_stands_after_the_name_too():
    (person,) = analysed("“The port will close,” said retail analyst Ann Roe of Evans & Ward Securities.").people
    assert (person.role, person.affiliation) == ("retail analyst", "Evans & Ward Securities")


@pytest.mark.parametrize(
    ("text", "role", "affiliation"),
    [
        ("Secretary of State Ann Roe said the talks had failed.", "Secretary of State", None),
        ("Ann Roe, a University of Leeds law professor, said it was late.", None, "University of Leeds"),
        ("Industry Secretary Ann Roe said it was late.", "Industry Secretary", None),
        ("“It is late,” said lead author Dr Ann Roe.", "lead author", None),
        ("Council leader Cllr Ann Roe said it was late.", "Council leader", None),
        ("The win impressed manager Ann Roe. Roe said it was late.", "manager", None),
        ("Retired general Ann Roe said it was late.", "Retired general", None),
    ],
)
def test_a_role_is_a_post_and_no_more(text, role, affiliation):
    (person,) = analysed(text).people
    assert (person.role, person.affiliation) == (role or "University of Leeds law professor", affiliation)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Ann Roe said by email that the bridge would close.", "Ann Roe"),
        ("The report, by a team in Leeds, says the bridge would close.", "The report, by a team in Leeds"),
        ("Dr Roe and colleagues found that the bridge would close.", "Dr Roe and colleagues"),
        ("Ward, flanked by his lawyers, said the bridge would close.", "Ward, flanked by his lawyers"),
    ],
)
def test_the_whole_of_a_source_and_no_other(text, source):
    (a,) = analysed(text).attributions
    assert a.phrase == source

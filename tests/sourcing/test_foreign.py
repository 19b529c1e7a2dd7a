"""German, French and Spanish: direct quotations, cues, unnamed sources, on sentences of our own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Hints
from srclint.readers.text import read_text
from srclint.sourcing import sourcing
from srclint.sourcing.foreign.story import foreign_sourcing
from srclint.sourcing.streams import quoted_ranges


def found(language, text):
    return read_text("x.txt", text).with_hints(Hints(language=language)).derived(sourcing)


@pytest.mark.parametrize(
    ("language", "text", "cue", "kind", "name"),
    [
        ("de", "„Die Brücke wird gesperrt“, sagte Anna Roth.", "sagte", "person", "Anna Roth"),
        ("de", "Anna Roth sagte: „Die Brücke wird gesperrt.“", "sagte", "person", "Anna Roth"),
        ("de", "»Die Brücke wird gesperrt«, erklärte Bürgermeisterin Anna Roth.", "erklärte", "person", "Anna Roth"),
        ("de", "„Die Brücke wird gesperrt“, betonte er.", "betonte", "pronoun", None),
        ("de", "„Die Brücke wird gesperrt“, meinte ein Sprecher.", "meinte", "unnamed", None),
        ("fr", "« Le pont sera fermé », a déclaré Anne Roche.", "a déclaré", "person", "Anne Roche"),
        ("fr", "« Le pont sera fermé », dit-il.", "dit", "pronoun", None),
        ("fr", "« Le pont sera fermé », a-t-elle ajouté.", "ajouté", "pronoun", None),
        ("fr", "La maire Anne Roche a expliqué : « Le pont sera fermé. »", "a expliqué", "person", "Anne Roche"),
        ("es", "«El puente se cerrará», dijo Ana Roca.", "dijo", "person", "Ana Roca"),
        ("es", "Ana Roca afirmó: «El puente se cerrará».", "afirmó", "person", "Ana Roca"),
        ("es", "“El puente se cerrará”, añadió ella.", "añadió", "pronoun", None),
    ],
)
def test_direct_quotations(language, text, cue, kind, name):
    (a,) = found(language, text).attributions
    assert (text[a.cue[0].start : a.cue[0].end], a.type, a.name) == (cue, kind, name)
    assert a.form == "direct"


@pytest.mark.parametrize(
    ("language", "text", "group"),
    [
        ("de", "Experten warnen vor dem Winter.", "experts"),
        ("de", "Behörden sagten, die Lage sei ernst.", "officials"),
        ("de", "Laut Quellen ist das Haus verkauft.", "sources"),
        ("fr", "Des experts estiment que le pont tiendra.", "experts"),
        ("fr", "Les autorités ont affirmé que le pont tiendra.", "officials"),
        ("fr", "Selon des sources, la maison est vendue.", "sources"),
        ("es", "Los expertos advierten de un invierno duro.", "experts"),
        ("es", "Las autoridades aseguraron que el puente resistirá.", "officials"),
        ("es", "Según fuentes, la casa está vendida.", "sources"),
    ],
)
def test_unnamed_sources(language, text, group):
    assert [claim.group for claim in found(language, text).unnamed] == [group]


DESCRIBED = [
    ("de", "Experten warnen vor dem Winter.", "experts", False),
    ("de", "Nach Einschätzung von Experten hält der Damm.", "experts", False),
    ("de", "Die Bank ist verkauft, wie aus Regierungskreisen verlautete.", "officials", True),
    ("de", "Aus Kreisen der Bank hieß es, der Verkauf sei fertig.", "sources", True),
    ("de", "Experten der Universität Kiel sagten, der Damm sei sicher.", "experts", True),
    ("de", "Insider berichten von einem Streit.", "sources", False),
    ("de", "Die Bank ist verkauft, wie das Blatt aus Quellen erfuhr.", "sources", False),
    ("de", "Die Bank sei verkauft, hiess es aus Quellen.", "sources", False),
    ("fr", "Des sources proches du dossier affirment que la banque est vendue.", "sources", True),
    ("fr", "De nombreux observateurs craignent un hiver rude.", "experts", False),
    ("fr", "Une source a indiqué que la banque était vendue.", "sources", False),
    ("fr", "Des responsables du ministère ont déclaré que le pont fermerait.", "officials", True),
    ("es", "Fuentes cercanas al caso confirmaron que la banca está vendida.", "sources", True),
    ("es", "Varios analistas temen un invierno duro.", "experts", False),
    ("es", "Según fuentes de la investigación, el arma apareció.", "sources", True),
    ("es", "Una fuente aseguró que la banca está vendida.", "sources", False),
]


@pytest.mark.parametrize(("language", "text", "group", "described"), DESCRIBED)
def test_what_is_told_of_unnamed_sources(language, text, group, described):
    [claim] = found(language, text).unnamed
    assert (claim.group, claim.described) == (group, described)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Gesundheitsbehörden sagten, der Fluss sei sauber."),
        ("de", "Die Quellen des Flusses liegen hoch."),
        ("de", "Viele Experten wohnen in Kiel."),
        ("de", "Sie zog weite Kreise."),
        ("de", "Sie verknüpft Daten aus unterschiedlichen Quellen."),
        ("de", "Man kann sich aus vielen Quellen frei informieren."),
        ("fr", "Les sources de la rivière sont loin."),
        ("fr", "Les experts habitent à Lorval."),
        ("fr", "Des proches ont porté le cercueil."),
        ("es", "Las fuentes de la plaza están secas."),
        ("es", "Los expertos viven en Valmar."),
        ("es", "La policía busca a dos testigos."),
    ],
)
def test_who_says_nothing_claims_nothing(language, text):
    assert found(language, text).unnamed == ()


@pytest.mark.parametrize(
    ("language", "text", "phrases"),
    [
        ("es", "Según fuentes del banco, está vendido. La fuente dijo que no.", ["fuentes del banco"]),
        ("es", "Según una fuente, está vendido. La fuente dijo que no.", ["una fuente", "La fuente"]),
        (
            "de",
            "Forscher der Universität Kiel sagten, er halte. Den Forschern zufolge hält er.",
            ["Forscher der Universität Kiel"],
        ),
        ("de", "Der Forscher sagte, der Damm halte. Die Forscher sagten, er sei neu.", []),
        ("de", "Aus informierten Kreisen heißt es, er halte.", ["informierten Kreisen"]),
        (
            "fr",
            "Selon une source proche du dossier, oui. Cette source affirme que non.",
            ["une source proche du dossier"],
        ),
    ],
)
def test_who_was_described_before_is_not_asked_for_again(language, text, phrases):
    assert [claim.phrase for claim in found(language, text).unnamed] == phrases


@pytest.mark.parametrize(
    ("language", "text", "phrases"),
    [
        ("de", "Der Zug ist angeblich voller Wein.", ["angeblich"]),
        ("de", "Gerüchten zufolge ist der Zug voller Wein.", ["Gerüchten zufolge"]),
        ("de", "Der Mann soll das Geld gestohlen haben.", ["soll … gestohlen haben"]),
        ("de", "Zwei Frauen sollen dabei verletzt worden sein.", ["sollen … worden sein"]),
        ("de", "Der mutmaßlich von Hand gelegte Brand ist gelöscht.", []),
        ("de", "Bis Freitag soll jeder seine Steuern bezahlt haben.", []),
        ("de", "Die Brücke soll im Mai gesperrt werden.", []),
        ("de", "Jeder soll ein Haus haben.", []),
        ("fr", "Le train est prétendument plein de vin.", ["prétendument"]),
        ("fr", "L’homme aurait volé l’argent.", ["aurait volé"]),
        ("fr", "Trois hommes auraient été arrêtés.", ["auraient été arrêtés"]),
        ("fr", "S’il avait su, il aurait volé l’argent.", []),
        ("fr", "Il aurait pu voler l’argent.", []),
        ("fr", "Le train aurait du retard.", []),
        ("fr", "Aurait-il volé l’argent ?", []),
        ("es", "El tren va supuestamente lleno de vino.", ["supuestamente"]),
        ("es", "Al parecer el tren va lleno de vino.", ["Al parecer"]),
        ("es", "El hombre habría robado el dinero.", ["habría robado"]),
        ("es", "Si lo supiera, habría robado el dinero.", []),
        ("es", "Habría que robar el dinero.", []),
        ("es", "El presunto autor huyó.", []),
    ],
)
def test_hedges(language, text, phrases):
    assert [hedge.phrase for hedge in found(language, text).hedges] == phrases


@pytest.mark.parametrize(
    ("language", "text", "attributed"),
    [
        ("de", "Der Mann soll laut Polizei das Geld gestohlen haben.", True),
        ("de", "Der Mann soll laut Insidern das Geld gestohlen haben.", False),
        ("fr", "Selon la police, l’homme aurait volé l’argent.", True),
        ("es", "Según la policía, el tren iba supuestamente lleno.", True),
    ],
)
def test_a_hedge_that_a_named_source_signs(language, text, attributed):
    [hedge] = found(language, text).hedges
    assert hedge.attributed is attributed


def test_a_surname_and_a_pronoun_lead_back_to_the_full_name():
    story = "„Die Brücke wird gesperrt“, sagte Anna Roth.\n\n„Es muss sein“, sagte Roth.\n\n"
    story += "„Im Mai ist sie offen“, sagte sie."
    result = found("de", story)
    assert [(p.name, p.statements) for p in result.people] == [("Anna Roth", 3)]


def test_quoted_words_are_nobodys_hedge():
    assert found("de", "„Der Zug ist angeblich voller Wein“, sagte Anna Roth.").hedges == ()


def test_a_role_leads_back_to_whoever_has_it():
    story = (
        "„Die Brücke wird gesperrt“, sagte Bürgermeisterin Anna Roth.\n\n„Es muss sein“, sagte die Bürgermeisterin.\n\n"
    )
    story += "„Nein“, rief ein Fischer aus Kiel dazwischen. Der Präsident sagte, er wisse nichts."
    result = found("de", story)
    assert [(p.name, p.statements, p.words_quoted) for p in result.people] == [("Anna Roth", 2, 7)]
    assert result.attributions[-1].speaker is None


@pytest.mark.parametrize(
    ("language", "text", "speakers"),
    [
        ("de", "Anna Roth, Leiterin des Amts, sagte, sie gehe. Er sagte, er bleibe.", ["Anna Roth", None]),
        ("de", "Die Polizei teilte mit, dass er lebt. Sie sagten, sie seien froh.", ["Polizei", None]),
        ("fr", "La maire Anne Roche a dit que non. Elle a ajouté que oui. Il a nié.", ["Anne Roche", "Anne Roche"]),
        ("es", "La alcaldesa Ana Roca dijo que no. Añadió que vuelve.", ["Ana Roca", "Ana Roca"]),
    ],
)
def test_pronouns_lead_back_where_gender_and_number_agree(language, text, speakers):
    result = found(language, text)
    names = {source.id: source.name for source in (*result.people, *result.organisations)}
    assert [names.get(a.speaker) for a in result.attributions] == speakers


def speakers(language, text):
    result = found(language, text)
    names = {source.id: source.name for source in (*result.people, *result.organisations)}
    return [names.get(a.speaker) for a in result.attributions]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # A verb and a name or a role that is of no list: never whoever spoke before.
        ("es", "«Sí», dijo Ana Roca. «No», lamentó Julio Mora.", ["Ana Roca", "Julio Mora"]),
        ("es", "«Sí», dijo Ana Roca. «No», lamentó el guardabosques Julio Mora.", ["Ana Roca", "Julio Mora"]),
        ("es", "«Sí», dijo Ana Roca. «No», lamentó el más viejo del lugar.", ["Ana Roca", None]),
        ("es", "«Sí», dijo Ana Roca. «No», añadió.", ["Ana Roca", "Ana Roca"]),
        ("es", "«Sí», dijo Ana Roca. «No», añadió en una rueda de prensa.", ["Ana Roca", "Ana Roca"]),
        ("fr", "« Oui », dit Luc Bec. « Non », lance l’un des grévistes.", ["Luc Bec", None]),
        ("de", "„Ja“, sagte Anna Roth. „Nein“, sagte die Anglerin.", ["Anna Roth", None]),
        # Somebody else who may be meant came up since.
        ("fr", "« Oui », dit Luc Bec. Paul Morel arrive tard. « Non », dit-il.", ["Luc Bec", "Paul Morel"]),
        ("fr", "« Oui », dit Luc Bec. Le pont de Paul Morel tremble. « Non », dit-il.", ["Luc Bec", "Luc Bec"]),
        ("fr", "« Oui », dit Luc Bec. Un avocat a protesté. « Non », dit-il.", ["Luc Bec", None]),
        ("es", "«Sí», dijo Ana Roca. El fiscal calló. «No», añadió.", ["Ana Roca", None]),
        (
            "es",
            "Ana Roca dijo que sí. El Gobierno dijo que no. Añadió que vuelve.",
            ["Ana Roca", "Gobierno", "Gobierno"],
        ),
        ("de", "„Ja“, sagte Jan Wolf. Der Sprecher schwieg. „Nein“, sagte er.", ["Jan Wolf", None]),
        ("de", "„Ja“, sagte Jan Wolf. Die Sprecherin schwieg. „Nein“, sagte er.", ["Jan Wolf", "Jan Wolf"]),
        (
            "de",
            "Anna Roth sagte, sie gehe. Die Polizei sagte, sie komme. „Nein“, sagte sie.",
            ["Anna Roth", "Polizei", None],
        ),
        (
            "de",
            "„Ja“, sagte Jan Wolf. Uwe Tamm fand den Wind „sehr schön, weil er kühlt“, sagte er.",
            ["Jan Wolf", None],
        ),
        ("fr", "« Pars », a dit Luc Bec à Paul Morel. « Non », a-t-il répondu.", ["Luc Bec", None]),
        ("de", "„Geh“, sagte Anna Roth zu Jan Wolf. „Nein“, sagte sie.", ["Anna Roth", "Anna Roth"]),
        ("de", "„Geh“, sagte Anna Roth zu Jan Wolf. „Nein“, antwortete er.", ["Anna Roth", None]),
        # Words that stand for whoever was named last.
        ("de", "„Ja“, sagte Jan Wolf. „Nein“, sagte der 48-Jährige.", ["Jan Wolf", "Jan Wolf"]),
        ("fr", "« Oui », dit Luc Bec. « Non », dit ce dernier.", ["Luc Bec", "Luc Bec"]),
        ("es", "«Sí», dijo Luis Mora. «No», dijo el tenista de 23 años.", ["Luis Mora", "Luis Mora"]),
    ],
)
def test_no_quotation_goes_to_whoever_only_spoke_before(language, text, expected):
    assert speakers(language, text) == expected


@pytest.mark.parametrize(
    ("text", "carried"),
    [
        ("Anna Roth sagte, der Damm halte. Er sei neu. Niemand müsse gehen.", True),
        ("Anna Roth sagte, der Damm halte. Er ist neu.", False),
        ("Anna Roth sagte, der Damm halte. Ob er neu sei, ist unklar.", True),
        ("Anna Roth sagte, der Damm halte. Offen ist, ob er neu sei.", False),
        ("Der Damm ist neu. Er sei dicht.", None),
    ],
)
def test_the_subjunctive_goes_on_with_what_somebody_said(text, carried):
    contents = [len(a.content) > 1 for a in found("de", text).attributions]
    assert contents == ([] if carried is None else [carried])


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("de", "Der Damm hält. Das teilte die Polizei am Montag mit.", "Der Damm hält"),
        ("de", "Der Damm hält. Das hat die Polizei bestätigt.", "Der Damm hält"),
        ("fr", "La digue tient. C’est ce qu’a indiqué la mairie.", "La digue tient"),
        ("es", "El dique aguanta. Así lo confirmó la policía.", "El dique aguanta"),
        ("de", "Das teilte die Polizei mit.", "Das"),
    ],
)
def test_a_word_that_takes_up_the_sentence_before(language, text, content):
    [a] = found(language, text).attributions
    assert [text[span.start : span.end] for span in a.content] == [content]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die Bilder zeigt das Museum ab Sonntag."),
        ("de", "Anna Roth zeigt, wie man schwimmt."),
        ("de", "Erste Bilder zeigen, wie der Damm aussehen soll."),
        ("de", "Jan Wolf ging, um die Brücke zu sehen."),
        ("de", "Er lachte, weil der Damm hielt."),
        ("fr", "Luc Bec montre qu’il sait nager."),
        ("fr", "Il sourit que le pont tienne."),
        ("es", "El alcalde sonríe que da gusto."),
    ],
)
def test_verbs_that_say_nothing_here(language, text):
    assert found(language, text).attributions == ()


def test_people_and_bodies_are_found_wherever_they_stand():
    text = "Anna Roth kam spät. „Ich gehe“, sagte Roth. Die Polizei teilte mit, dass Roth ging. Die Polizei wartet."
    result = found("de", text)
    [person], [body] = result.people, result.organisations
    assert [text[s.start : s.end] for s in person.mentions] == ["Anna Roth", "Roth", "Roth"]
    assert [text[s.start : s.end] for s in body.mentions] == ["Polizei", "Polizei"]
    text = "Le ministère de l’Intérieur a dit que non."
    [body] = found("fr", text).organisations
    assert [text[s.start : s.end] for s in body.mentions] == ["ministère de l’Intérieur"]


def test_quotations_without_a_cue_of_their_own_go_on():
    text = "« Le pont est fermé », a dit Anne Roche. « Il ouvrira en mai. »"
    [a] = found("fr", text).attributions
    assert [text[span.start : span.end] for span in a.content] == ["« Le pont est fermé »", "« Il ouvrira en mai. »"]


def test_a_quotation_over_several_paragraphs_is_one():
    text = "„Die Brücke ist sehr alt.\n\n„Sie muss weg“, sagte Anna Roth.\n\nDie Fähre fährt."
    result = found("de", text)
    [a] = result.attributions
    assert [text[span.start : span.end] for span in a.content] == ["„Die Brücke ist sehr alt.", "„Sie muss weg“"]
    assert result.people[0].words_quoted == 8


WORDS = st.sampled_from(
    "Anna Roth sagte , dass die Brücke sei . „ “ » « : laut Polizei zufolge hat gesagt der Sprecher des Ministeriums "
    "que a déclaré selon le maire Jean Morel - t-il según dijo el alcalde Ana Roca \n\n soll gestohlen haben so wie "
    "mitteilte".split(" ")
)


@given(st.lists(WORDS, max_size=60), st.sampled_from(["de", "fr", "es"]))
def test_spans_lie_on_the_words_they_name(words, language):
    text = " ".join(words) + " x"
    result = found(language, text)
    for a in result.attributions:
        for span in (*a.source, *a.cue, *a.content):
            assert 0 <= span.start < span.end <= len(text)
        assert [text[span.start : span.end] for span in a.source] == ([a.phrase] if a.source else [])
        assert all(not c.overlap(x) for c in a.cue for x in (*a.content, *a.source))
    for hedge in result.hedges:
        assert text[hedge.span.start : hedge.span.end].split()[0] == hedge.phrase.split()[0]


@given(st.text("aAé’'-.,:;„“«»\"( )1Ññ\n\u0301漢", max_size=80), st.sampled_from(["de", "fr", "es"]))
def test_any_text_is_read(text, language):
    assert found(language, text + " sagte dijo a dit „«").supported


@pytest.mark.parametrize("language", ["de", "fr", "es"])
@pytest.mark.parametrize(
    "unit",
    [
        *(
            "Anna Roth sagte, dass ",
            "laut Polizei ",
            "« Oui, c’est bien ça », a dit ",
            "El alcalde, Ana Roca, dijo que ",
        ),
        *("soll ", "der Sprecher des Ministeriums für ", "Anna ", "von der ", ", sagte ", "aurait été "),
        "angeblich „ja, ja, ja, so“ ",
    ],
)
def test_no_text_takes_longer_than_its_length(language, unit, steps):
    def cost(times):
        article = read_text("x.txt", unit * times + ".").with_hints(Hints(language=language))
        article.derived(quoted_ranges)
        return steps(lambda: foreign_sourcing(article.paragraphs, article, language))

    assert cost(800) <= 5 * cost(200)

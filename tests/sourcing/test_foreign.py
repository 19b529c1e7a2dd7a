"""German, French and Spanish: direct quotations, cues, unnamed sources, on sentences of our own."""

import pytest

from srclint.article import Hints
from srclint.readers.text import read_text
from srclint.sourcing import sourcing


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
        ("de", "Laut Insidern und laut Quellen ist das Haus verkauft.", "sources"),
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


@pytest.mark.parametrize(
    ("language", "text", "phrase"),
    [
        ("de", "Der Zug ist angeblich voller Wein.", "angeblich"),
        ("fr", "Le train est prétendument plein de vin.", "prétendument"),
        ("es", "El tren va supuestamente lleno de vino.", "supuestamente"),
    ],
)
def test_hedges(language, text, phrase):
    assert [hedge.phrase for hedge in found(language, text).hedges] == [phrase]


def test_a_surname_and_a_pronoun_lead_back_to_the_full_name():
    story = "„Die Brücke wird gesperrt“, sagte Anna Roth.\n\n„Es muss sein“, sagte Roth.\n\n"
    story += "„Im Mai ist sie offen“, sagte sie."
    result = found("de", story)
    assert [(p.name, p.statements) for p in result.people] == [("Anna Roth", 3)]


def test_quoted_words_are_nobodys_hedge():
    assert found("de", "„Der Zug ist angeblich voller Wein“, sagte Anna Roth.").hedges == ()

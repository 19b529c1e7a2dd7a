"""How well it is known who stands behind the statements of a story."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from srclint.article import Cover, Span
from srclint.record import NamedTuple
from srclint.sourcing.result import Attribution, Sourcing

STANDINGS = ("named", "institution", "described", "nobody")
"""From best to worst: a named person or a document, an organisation, a source with a role or body only, nobody."""
COUNTS = ("stories", "analysed", "statements", "people", "organisations")
"""What `sources_summary` counts beside the standings."""


def standings(found: Sourcing) -> tuple[tuple[Attribution, str], ...]:
    """Every statement of a story with its standing, one of `STANDINGS`.

    A pronoun has the standing of whom it leads back to; one that leads to nobody is a described source.
    """
    bodies = {body.id: body.kind for body in found.organisations}
    return tuple((a, _standing(a, bodies)) for a in found.attributions if a.statement)


def named_sources(found: Sourcing) -> int:
    """How many named people are quoted or reported and documents cited."""
    people = sum(person.statements > 0 for person in found.people)
    return people + sum(body.statements > 0 and body.kind == "document" for body in found.organisations)


def sources_summary(answers: Iterable[Sourcing]) -> dict[str, Any]:
    """The "summary" of the JSON of `sources`: counts over all stories, statements by standing."""
    total: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for found in answers:
        said = Counter(standing for _, standing in standings(found))
        count.update(said)
        total.update(
            stories=1,
            analysed=int(found.supported),
            statements=said.total(),
            people=sum(person.statements > 0 for person in found.people),
            organisations=sum(body.statements > 0 for body in found.organisations),
        )
    return {
        **{name: total[name] for name in COUNTS},
        "by_standing": {standing: count[standing] for standing in STANDINGS},
    }


class Faceless(NamedTuple):
    """Statements, claims or both that one phrase without a name stands for; no phrase where nobody is said at all.

    `standing` is "described" or "nobody", `places` are where the phrase or the statement starts in the source.
    """

    phrase: str
    standing: str
    statements: int
    places: tuple[int, ...]


def faceless(found: Sourcing) -> tuple[Faceless, ...]:
    """What a story rests on without a name, by phrase and in the order of the text.

    A claim on "officials" is listed with the statement whose source it is, and alone where nothing is reported.
    """
    places: dict[tuple[str, str], list[int]] = {}
    spelling: dict[tuple[str, str], str] = {}
    said: Counter[tuple[str, str]] = Counter()

    def note(phrase: str, standing: str, place: int, statements: int) -> None:
        key = (" ".join(phrase.lower().split()), standing)
        places.setdefault(key, []).append(place)
        spelling.setdefault(key, " ".join(phrase.split()))
        said[key] += statements

    sources: list[Span] = []
    for a, standing in standings(found):
        if standing in ("described", "nobody"):
            sources += a.source or a.cue
            first = next(iter((*a.source, *a.content, *a.cue)), Span(0, 0))
            note(a.phrase if a.source else "", standing, first.start, 1)
    told = Cover(sources)
    for claim in found.unnamed:
        if not told.overlaps(*claim.span):
            note(claim.phrase, "described" if claim.described else "nobody", claim.span.start, 0)
    order = sorted(places, key=lambda key: min(places[key]))
    return tuple(Faceless(spelling[key], key[1], said[key], tuple(sorted(places[key]))) for key in order)


def _standing(attribution: Attribution, bodies: dict[str, str]) -> str:
    kind = bodies.get(attribution.speaker) if attribution.speaker is not None else None
    if kind is not None:
        return "named" if kind == "document" else "institution"
    if attribution.type == "person" or attribution.speaker is not None:
        return "named"
    if attribution.type == "organisation":
        return "institution"
    return "described" if attribution.described or attribution.type == "pronoun" else "nobody"

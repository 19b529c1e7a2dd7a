"""How well it is known who stands behind the statements of a story."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from srclint.sourcing.result import Attribution, Sourcing

STANDINGS = ("named", "institution", "described", "nobody")
"""From best to worst: a named person or a document, an organisation, a source with a role or body only, nobody."""


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
    stories = supported = people = organisations = 0
    count: Counter[str] = Counter()
    for found in answers:
        stories += 1
        supported += found.supported
        people += sum(person.statements > 0 for person in found.people)
        organisations += sum(body.statements > 0 for body in found.organisations)
        count.update(standing for _, standing in standings(found))
    return {
        "stories": stories,
        "analysed": supported,
        "statements": count.total(),
        "people": people,
        "organisations": organisations,
        "by_standing": {standing: count[standing] for standing in STANDINGS},
    }


def _standing(attribution: Attribution, bodies: dict[str, str]) -> str:
    kind = bodies.get(attribution.speaker) if attribution.speaker is not None else None
    if kind is not None:
        return "named" if kind == "document" else "institution"
    if attribution.type == "person" or attribution.speaker is not None:
        return "named"
    if attribution.type == "organisation":
        return "institution"
    return "described" if attribution.described or attribution.type == "pronoun" else "nobody"

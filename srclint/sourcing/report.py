"""The sourcing of one article as the JSON of `srclint sources` has it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from srclint.article import Article, Span
from srclint.sourcing.result import Sourcing
from srclint.sourcing.sourcing import sourcing


def sources_entry(article: Article) -> dict[str, Any]:
    """The file's entry, without its path and error; offsets are those of the file."""
    result = article.derived(sourcing)
    base = article.base

    def spans(of: Iterable[Span]) -> list[list[int]]:
        return [[span.start + base, span.end + base] for span in of]

    return {
        "attributions": [
            {
                "source": spans(a.source),
                "cue": spans(a.cue),
                "content": spans(a.content),
                "type": a.type,
                "form": a.form,
                "name": a.name,
                "speaker": a.speaker,
                "described": a.described,
                "statement": a.statement,
            }
            for a in result.attributions
        ],
        "people": [
            {
                "id": p.id,
                "name": p.name,
                "role": p.role,
                "affiliation": p.affiliation,
                "mentions": spans(p.mentions),
                "statements": p.statements,
                "words_quoted": p.words_quoted,
            }
            for p in result.people
        ],
        "organisations": [
            {
                "id": o.id,
                "name": o.name,
                "kind": o.kind,
                "mentions": spans(o.mentions),
                "statements": o.statements,
            }
            for o in result.organisations
        ],
        "summary": summary(result),
    }


def summary(result: Sourcing) -> dict[str, Any]:
    """Counts and shares over one story: statements by how well their source is known, hedges, unnamed claims."""
    statements = [a for a in result.attributions if a.statement]
    kinds = Counter(_standing(result, a.speaker, a.type) for a in statements)
    total = len(statements)
    return {
        "language": result.language,
        "supported": result.supported,
        "statements": total,
        "shares": {
            kind: round(kinds[kind] / total, 3) if total else 0.0
            for kind in ("person", "organisation", "unnamed", "unresolved", "none")
        },
        "named_people": sum(p.statements > 0 for p in result.people),
        "hedges": [h.phrase for h in result.hedges],
        "unnamed": [u.phrase for u in result.unnamed],
    }


def _standing(result: Sourcing, speaker: str | None, kind: str) -> str:
    """Where a statement counts: by its resolved speaker, else by its source as written."""
    del result
    if speaker is not None:
        return "person" if speaker.startswith("p") else "organisation"
    return "unresolved" if kind == "pronoun" else kind

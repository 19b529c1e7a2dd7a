"""The sourcing of one article as the JSON of `srclint sources` has it."""

from collections.abc import Iterable
from typing import Any

from srclint.article import Article, Span
from srclint.sourcing.shares import sources_summary
from srclint.sourcing.sourcing import sourcing


def sources_entry(article: Article) -> dict[str, Any]:
    """The file's entry in the answer of `sources`; offsets are those of the file."""
    result = article.derived(sourcing)
    base = article.base

    def spans(of: Iterable[Span]) -> list[list[int]]:
        return [[span.start + base, span.end + base] for span in of]

    return {
        "path": article.path,
        "error": None,
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
        "summary": {
            **sources_summary([result]),
            "language": result.language,
            "hedges": [h.phrase for h in result.hedges],
            "unnamed": [u.phrase for u in result.unnamed],
        },
    }

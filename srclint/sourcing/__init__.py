"""Sourcing: quotes, cues, sources, contents, people; who says what, and how well it is known who."""

from srclint.sourcing.report import sources_entry
from srclint.sourcing.result import Attribution, Hedge, Organisation, Person, Sourcing, Unnamed
from srclint.sourcing.sourcing import sourcing

__all__ = [
    "Attribution",
    "Hedge",
    "Organisation",
    "Person",
    "Sourcing",
    "Unnamed",
    "sources_entry",
    "sourcing",
]

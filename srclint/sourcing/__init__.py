"""Sourcing: quotes, cues, sources, contents, people; who says what, and how well it is known who."""

from srclint.sourcing.result import Attribution, Hedge, Organisation, Person, Sourcing, Unnamed
from srclint.sourcing.shares import STANDINGS, named_sources, sources_summary, standings
from srclint.sourcing.sourcing import sourcing

__all__ = [
    "STANDINGS",
    "Attribution",
    "Hedge",
    "Organisation",
    "Person",
    "Sourcing",
    "Unnamed",
    "named_sources",
    "sources_summary",
    "sourcing",
    "standings",
]

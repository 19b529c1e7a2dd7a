"""Words by which lines of page furniture give themselves away, and words by which sentences of a story do."""

from collections.abc import Mapping
from functools import cache

from srclint.data import parsed


@cache
def cues() -> Mapping[str, frozenset[str]]:
    """The cue words by kind: service, imperative, address, reporting, calendar, place."""
    table = parsed("boilerplate-cues.toml")
    return {kind: frozenset(words.split()) for kind, words in table.items() if isinstance(words, str)}

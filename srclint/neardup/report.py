"""The answer of `srclint dups` as other programs read it."""

from collections.abc import Iterable
from typing import Any

from srclint.neardup.comparison import Comparison
from srclint.neardup.relations import Pair


def dups_report(comparison: Comparison, files: Iterable[tuple[str, str | None]]) -> dict[str, Any]:
    """The JSON of `dups`, version 1; "sketched" are likely copies that no text was there to verify.

    Args:
        comparison: the outcome.
        files: every file that was read or could not be: its path, and its error or None.
    """
    paths = [story.path for story in comparison.prints]
    return {
        "schema_version": 1,
        "files": [{"path": path, "error": error} for path, error in files],
        "pairs": [_pair(pair, comparison) for pair in comparison.pairs],
        "sketched": [
            {"path": story.path, "other": path, "containment": round(share, 4)}
            for story in comparison.prints
            for path, share in story.sketched
        ],
        "clusters": [
            {"representative": paths[cluster.representative], "members": [paths[m] for m in cluster.members]}
            for cluster in comparison.clusters
        ],
    }


def _pair(pair: Pair, comparison: Comparison) -> dict[str, Any]:
    """Offsets count from the start of the file, also for a record of a JSONL file."""
    a, b = comparison.prints[pair.a], comparison.prints[pair.b]
    return {
        "a": a.path,
        "b": b.path,
        "relation": pair.relation.value,
        "wire": pair.wire,
        "original": pair.original,
        "jaccard": round(pair.jaccard, 4),
        "containment": [round(share, 4) for share in pair.containment],
        "score": round(pair.score, 4),
        "passages": [
            {"a": list(passage.a.shift(a.lines.base)), "b": list(passage.b.shift(b.lines.base))}
            for passage in pair.passages
        ],
    }

"""Near-duplicate stories: copies, trimmed and rewritten versions, and stories that stand inside others.

An analysis of its own: `story_print` sums up one article, `compare` finds the pairs and clusters among many. Stories
are compared without their boilerplate, as the words they consist of. Stories that share rare runs of five words, or
that datasketch's MinHash LSH finds alike as a whole, are candidates; every candidate is aligned word by word and
passes one test (`verify.is_pair`) that weighs the shared words by their rarity and tells copies from stories made
from one template by the figures and names that differ.
"""

from srclint.neardup.comparison import Cluster, Comparison, compare, greatest_earlier_containment
from srclint.neardup.prints import StoryPrint, shelved, story_print
from srclint.neardup.relations import Pair, Passage, Relation, earlier
from srclint.neardup.report import dups_report

__all__ = [
    "Cluster",
    "Comparison",
    "Pair",
    "Passage",
    "Relation",
    "StoryPrint",
    "compare",
    "dups_report",
    "earlier",
    "greatest_earlier_containment",
    "shelved",
    "story_print",
]

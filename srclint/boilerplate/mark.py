"""What a mark on a paragraph is."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """One paragraph that is not the story: the code of the rule, why in words, and whether deleting it is certain.

    Neighbouring marks of one code and one `group` belong together (a label and its teasers; the runs of other codes).
    `share` is how sure the source of the mark was, 0–1; 1 for what is certain by rule.
    """

    index: int
    code: str
    reason: str
    safe: bool
    group: int = 0
    share: float = 1.0


@dataclass(frozen=True)
class Marks:
    """All marks of an article, at most one a paragraph, in the order of the paragraphs."""

    items: tuple[Mark, ...] = ()
    by_index: Mapping[int, Mark] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_index", {mark.index: mark for mark in self.items})

    def __len__(self) -> int:
        return len(self.items)

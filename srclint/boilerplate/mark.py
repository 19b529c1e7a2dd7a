"""What a mark on a paragraph is."""

from collections.abc import Callable, Mapping
from functools import cached_property

from srclint.record import NamedTuple, record


class Mark(NamedTuple):
    """One paragraph that is not the story: the code of the rule, why in words, and whether deleting it is certain.

    What is `said` why may be a function: a finding tells the reason of one mark of a run, and no other is asked for.

    Neighbouring marks of one code and one `group` belong together (a label and its teasers; the runs of other codes).
    `share` is how sure the source of the mark was, 0–1; 1 for what is certain by rule.
    """

    index: int  # type: ignore[assignment]  # no part of a mark is looked for by `tuple.index`
    code: str
    said: str | Callable[[], str]
    safe: bool
    group: int = 0
    share: float = 1.0

    @property
    def reason(self) -> str:
        """Why, in words."""
        return self.said if isinstance(self.said, str) else self.said()


@record
class Marks:
    """All marks of an article, at most one a paragraph, in the order of the paragraphs."""

    items: tuple[Mark, ...] = ()

    @cached_property
    def by_index(self) -> Mapping[int, Mark]:
        """The marks by the index of their paragraph."""
        return {mark.index: mark for mark in self.items}

    def __len__(self) -> int:
        return len(self.items)

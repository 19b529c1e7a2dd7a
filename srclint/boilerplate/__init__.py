"""Which paragraphs are not the story: an analysis that answers whatever rules are selected."""

from srclint.boilerplate.credits import CREDIT
from srclint.boilerplate.mark import Mark, Marks
from srclint.boilerplate.marks import marks
from srclint.boilerplate.story import Story, story
from srclint.boilerplate.title import Headline, headline

__all__ = ["CREDIT", "Headline", "Mark", "Marks", "Story", "headline", "marks", "story"]

"""A story to put boilerplate into, and the marks that come of it."""

from srclint.article import Article, Hints
from srclint.boilerplate import marks
from srclint.readers.text import read_text

OPENING = "The dam above the town broke at noon on Friday and flooded two villages before night fell on the Elm valley."
MIDDLE = (
    "Engineers of the Ministry of Water had warned of cracks since the spring of 2019, the ministry said on Saturday, "
    "and nobody had looked at them since."
)
CLOSE = (
    "Mayor Anna Berg asked the government for tents, water and pumps for the three hundred families of the old town, "
    "who had spent the night in a school."
)
STORY = (OPENING, MIDDLE, CLOSE)


def article(*paragraphs: str, language: str | None = None) -> Article:
    return read_text("story.txt", "\n\n".join(paragraphs) + "\n").with_hints(Hints(language=language))


def marked(*paragraphs: str) -> list[str]:
    """The texts of the paragraphs marked, in order."""
    read = article(*paragraphs)
    return [read.paragraphs[mark.index].text for mark in read.derived(marks).items]


def codes(*paragraphs: str) -> dict[str, str]:
    """Code by text of the paragraphs marked."""
    read = article(*paragraphs)
    return {read.paragraphs[mark.index].text: mark.code for mark in read.derived(marks).items}

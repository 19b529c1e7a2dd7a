"""The story alone: what is left when title, boilerplate and repeats are taken out."""

from srclint.article import Article, Paragraph
from srclint.boilerplate.marks import marks
from srclint.boilerplate.title import headline
from srclint.record import NamedTuple


class Story(NamedTuple):
    """The title and the paragraphs of the story, in order; the title is not among the paragraphs."""

    title: str | None
    paragraphs: tuple[Paragraph, ...]

    @property
    def text(self) -> str:
        """The paragraphs, parted by blank lines."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs)


def story(article: Article) -> Story:
    """The article without its boilerplate, its repeats and its title."""
    title = article.derived(headline)
    marked = article.derived(marks).by_index
    at = title.index if title else None
    kept = tuple(p for p in article.paragraphs if p.index not in marked and p.index != at)
    return Story(title.text if title else None, kept)

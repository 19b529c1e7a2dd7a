"""What the sourcing analysis answers: attributions, people, bodies, hedges and claims that nobody signs."""

from srclint.article import Span
from srclint.language.detect import UNKNOWN
from srclint.record import NamedTuple, field, record


class Attribution(NamedTuple):
    """One thing that somebody is made to have said: spans are offsets into the article's source.

    `type` is that of the source as written; `speaker` is the id of the person or body it leads back to. `described`
    tells that an unnamed source has a role or body. `statement` is false for what is only believed or wanted.
    `paragraph` is the index of the cue's paragraph, `lemma` the cue's lemma, `phrase` the source as written, and
    `beside` the id of a second person who says the same: "Roe and Ward said".
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    type: str
    form: str
    name: str | None = None
    speaker: str | None = None
    described: bool = False
    statement: bool = True
    paragraph: int = 0
    lemma: str = ""
    phrase: str = ""
    beside: str | None = None

    @property
    def named(self) -> bool:
        """Whether the source as written, or the one it leads back to, has a name."""
        return self.speaker is not None or self.type in ("person", "organisation")


class Person(NamedTuple):
    """Somebody quoted or reported in the story; `statements` counts what is said, not what is believed."""

    id: str
    name: str
    role: str | None = None
    affiliation: str | None = None
    mentions: tuple[Span, ...] = ()
    statements: int = 0
    words_quoted: int = 0


class Organisation(NamedTuple):
    """A body, outlet, document or government that speaks; `kind` is one of these four words."""

    id: str
    name: str
    kind: str
    mentions: tuple[Span, ...] = ()
    statements: int = 0


class Hedge(NamedTuple):
    """A claim that is passed on by nobody: the words that hedge it, and their kind.

    `kind` is adverb ("reportedly"), passive ("is thought to"), impersonal ("it was revealed"), told ("has been
    told") or estimate ("an estimated"). `attributed` tells that a named source stands behind the hedged words.
    """

    span: Span
    phrase: str
    kind: str
    paragraph: int
    sentence: Span
    attributed: bool = False


class Unnamed(NamedTuple):
    """A claim on people without names: `group` is experts, officials, sources or many."""

    span: Span
    phrase: str
    group: str
    paragraph: int
    sentence: Span
    described: bool = False


@record
class Sourcing:
    """The answer for one article; `supported` is false where there is no lexicon for its language."""

    language: str | None
    supported: bool
    attributions: tuple[Attribution, ...] = ()
    people: tuple[Person, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    unnamed: tuple[Unnamed, ...] = ()
    words: int = field(default=0)

    @property
    def unread(self) -> str | None:
        """Why the story was not analysed, if it was not."""
        if self.supported:
            return None
        if self.language == UNKNOWN:
            return "its language is not known"
        return f"no lexicon for the language {self.language!r}"

"""Claims on people without names: SRC301–SRC304 and SRC306."""

from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from srclint.article import Article, Paragraph, Span
from srclint.boilerplate.shape import headline_like
from srclint.checks._places import following
from srclint.language import fold, sentences
from srclint.language.whole import whole
from srclint.lazy import lazy
from srclint.match import vocabulary
from srclint.rule import Finding, Rule, Severity
from srclint.sourcing import Attribution, Unnamed, sourcing
from srclint.sourcing.lexicon import opinion_words
from srclint.sourcing.wordlists import is_post

_REASON = lazy(
    r"\b(?:anonym\w+|not (?:be )?(?:authori[sz]ed|permitted|allowed|cleared)|unauthori[sz]ed|"
    r"(?:asked|requested|insisted|"
    r"wished|wanted|preferred|declined|refused) (?:not )?(?:to be |on )?(?:named|identified|anonymity|remain)|"
    r"not (?:be|to be|being) (?:named|identified)|without being (?:named|identified)|for fear|feared? (?:reprisals?|"
    r"retaliation|retribution|losing)|spoke freely|speak (?:freely|candidly|openly)|off the record|on background|"
    r"because (?:they|he|she|of|the)|discuss (?:internal|private|sensitive|confidential))\b"
)
_ANONYMITY = lazy(
    r"\banonymity|\bnot (?:be )?authori[sz]ed to|\b(?:asked|requested|insisted|declined|refused) (?:not )?to be "
    r"(?:named|identified)|\bon condition they not be"
)
_ANONYMOUS = frozenset(("anonymity", "authorized", "authorised", "named", "identified", "condition"))
_NEAR = 120
_NOUN = lazy(r"\b(?:official|aide|diplomat|source|insider)")
_WORD = lazy(r"[a-z'-]+")
# Who is not even pointed to: "an aide", "one of the traders", "several officials".
_ANYBODY = lazy(
    r"(?:an?|one|another|some|several|many|most|two|three|four|five|other|others|senior|top|former|unnamed|anonymous|"
    r"officials|sources|insiders|aides|critics|experts|analysts|diplomats|observers)\b(?!$|"
    r" (?:spokes\w+|statement|report|ad|spot|post|tweet|sign|letter|note|memo|editorial)\b)|"
    r"(?:officials|sources|insiders|aides|critics|experts|analysts|diplomats|observers|others|many|some)$"
)
_NO_SPEECH = ("echoed", "shared", "voiced", "backed")
_INSTITUTION = lazy(r"\b(?:authorities|intelligence|prosecutors|lawmakers|police|investigators)\b")
_PROSECUTION = lazy(
    r"\b(?:Attorneys?|Prosecutor|Prosecution|Crown|D\.A\.|Justice Department|District (?:Judge|Court)|Superior Court)\b"
    r"|prosecutor[’']s office"
)
_WITH_NAME = lazy(r"\band (?:his|her|their) (?:\w+ )?aides\b")
_CLOSELY = 12
_THE_ONE = lazy(
    r"(?:and |but )?the (?:[\w-]+ )?(?:official|aide|diplomat|analyst|expert|economist|specialist|observer)\b"
)


def _claims(article: Article, *groups: str) -> Iterator[Unnamed]:
    for claim in _in_story(article):
        if claim.group in groups and not claim.described and not _known(article, claim):
            yield claim


def _in_story(article: Article) -> Iterator[Unnamed]:
    """The claims of running text that no named source makes; a headline has no room for who it is."""
    for claim in article.derived(sourcing).unnamed:
        if claim.paragraph in article.derived(headline_like) or _in_title_case(article, claim):
            continue
        starts, ends = article.derived(_said_by_people)
        before = bisect_left(starts, claim.span.start)
        if not before or ends[before - 1] < claim.span.end:
            yield claim


def _in_title_case(article: Article, claim: Unnamed) -> bool:
    """Whether a claim is part of a headline that is too long to be taken for one: "Experts Say It Will Last"."""
    end = claim.span.end
    return claim.phrase.istitle() and " " in claim.phrase and article.source[end + 1 : end + 2].isupper()


def _said_by_people(article: Article) -> tuple[list[int], list[int]]:
    """Where what people with names say starts, in order, and the furthest end of all that started so far."""
    said = sorted(
        span
        for a in article.derived(sourcing).attributions
        if a.statement and (a.type == "person" or (a.type == "pronoun" and a.speaker is not None))
        for span in a.content
    )
    return [span.start for span in said], list(accumulate([span.end for span in said], max))


def _known(article: Article, claim: Unnamed) -> bool:
    """Whether those who claim are known from the story.

    They are "the official" after a name, prosecutors beside their office, "Ward and his aides".
    """
    folded = fold(claim.phrase)
    if _WITH_NAME.search(fold(article.source[max(0, claim.span.start - _CLOSELY) : claim.span.start]) + folded):
        return True
    if "prosecutors" in folded:
        return article.derived(_tells_of_prosecution)
    return _THE_ONE.match(folded) is not None and article.derived(_first_person) < claim.span.start


def _tells_of_prosecution(article: Article) -> bool:
    return _PROSECUTION.search(article.derived(whole).text) is not None


def _first_person(article: Article) -> int:
    """Where the first source with a name stands; behind everything where there is none."""
    people = (a.source[0].start for a in article.derived(sourcing).attributions if a.type == "person" and a.source)
    return min(people, default=len(article.source))


class UnnamedExperts(Rule):
    """A claim rests on "experts", "analysts", "observers" or "many", without a name or an institution.

    A reader can weigh an expert only when told who it is and where. A plural without names often stands for one person,
    or for nobody.
    """

    code = "SRC301"
    name = "unnamed-experts"
    authority = "Reuters ranks an unnamed source the weakest; SPJ: identify sources clearly"
    bad = (
        "The bridge is likely to close for a year, experts have said.",
        "Many have speculated about a second plant in the valley.",
        "Analysts say the harbour will lose trade to its neighbours.",
    )
    good = (
        "The bridge will close for a year, said Ann Roe, a structural engineer at Leeds University.",
        "Economists at the Bank of England say the harbour will lose trade.",
        "Ann Roe of the Bank of England said that experts expect a dry summer.",
        "Sales were well below analyst forecasts.",
        "“Experts say all sorts of things,” the mayor, Jo Bell, told reporters.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a claim."""
        for claim in _claims(article, "experts", "many"):
            yield self.finding(
                article,
                claim.span,
                f"'{claim.phrase}' names nobody: who are they, and at which institution?",
            )


class UnnamedOfficials(Rule):
    """A claim rests on "officials", "authorities" or "intelligence", without a name, an office or a document.

    A nationality is no office. Say which ministry or force, and what the person does there; cite the document
    where there is one.
    """

    code = "SRC302"
    name = "unnamed-officials"
    authority = "AP: describe an unnamed source as closely as possible; BBC: tell the audience what can be told"
    bad = (
        "US authorities have revealed that the ship changed course.",
        "The plan was shelved in May, officials said.",
        "Ministry officials asked for a new plan in May, and Western diplomats said that it would be late.",
        "Declassified intelligence revealed that the depot was empty.",
    )
    good = (
        "State Department officials said the ship changed course.",
        "The plan was shelved in May, said Lee Ward, the deputy minister of transport.",
        "Officials at the Ministry of Transport said the plan was shelved.",
        "OECD officials said the plan was shelved.",
        "Finance ministry officials said the plan was shelved, and an Acme Rail official said it had been dear.",
        "Officials have agreed on a new plan, and lawmakers urged them to publish it. Some lawmakers called for more.",
        "The director of national intelligence said so, and the House Committee on Intelligence concluded the same.",
        "“It was late,” Jo Bell said. She had gone by car, and aides said she would go by train.",
        "Ferries that serve officials, said to be late, run again. The tired, 71-year-old diplomat said it was over.",
        "Prosecutors said he set the fire. District Judge Lee Ward heard the case.",
        "The plan was shelved, according to the official record.",
        "An aide to Lee Ward said the plan was shelved, and Ward's aides said it would not come back.",
        "Prosecutors said he set the fire. Jo Bell, a county prosecutor, works in the District Attorney's office.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a claim."""
        for claim in _claims(article, "officials"):
            if "aide" in fold(claim.phrase) and _of_somebody(article, claim):
                continue
            yield self.finding(
                article,
                claim.span,
                f"'{claim.phrase}' gives no name and no office: which ministry, agency or force, and who there?",
            )


def _of_somebody(article: Article, claim: Unnamed) -> bool:
    """Whether somebody whom the story quotes stands just before aides, who are then that person's."""
    before = article.source[max(0, claim.span.start - _JUST_BEFORE) : claim.span.start]
    return not article.derived(_last_names).isdisjoint(_NAME.findall(before))


def _last_names(article: Article) -> frozenset[str]:
    return frozenset(person.name.split()[-1] for person in article.derived(sourcing).people)


_JUST_BEFORE = 200
_NAME = lazy(r"\b[A-Z][\w-]+")


class BareSources(Rule):
    """A claim rests on "sources" or "a source" without any description.

    The barest of all attributions: it does not even say that the source could know. Say how the source knows, and why
    no name can be given.
    """

    code = "SRC303"
    name = "bare-sources"
    severity = Severity.ERROR
    authority = "AP bars an undescribed 'source'; the Wall Street Journal's style asks for the most telling description"
    bad = (
        "The deal is far from certain, although sources told the paper that talks go on.",
        "A source said the minister will step down on Friday.",
    )
    good = (
        "A senior aide to the minister, who was in the room, said she will step down on Friday.",
        "Two people familiar with the talks said that the deal is far from certain.",
        "Sources in the finance ministry said the budget is late.",
        "Three sources in the finance ministry said the budget is late. The sources said it would be out in May.",
        "WATCH: Mayor Lee Ward Closes the Bridge After Sources Tell Him of Cracks. “It Had to Be.”",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a claim."""
        for claim in _claims(article, "sources"):
            yield self.finding(
                article,
                claim.span,
                f"'{claim.phrase}' says nothing about the source: how does it know, and why is it not named?",
            )


class AnonymityUnexplained(Rule):
    """An unnamed official or source gives information, and the story does not say why there is no name.

    The reason is looked for in the same sentence and the next; given once, it holds for those called the same later on.
    """

    code = "SRC304"
    name = "anonymity-unexplained"
    authority = "AP: say why a source is not named; SPJ: explain why anonymity was granted"
    bad = (
        "A source said the minister will step down on Friday. The party meets next week.",
        "Officials said that the bridge will stay closed. Ferries run every hour.",
    )
    good = (
        "A source said the minister will step down, asking not to be named because the talks are private.",
        "An aide who asked not to be named said he is ill. It rained. The party met. Another aide said he is well.",
        "Lee Ward, a planner, said the bridge is shut. The official said it may open in May.",
        "Officials said that the bridge will stay closed. They asked not to be named, as the report is not out.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a claim without a reason beside it."""
        for claim in _in_story(article):
            folded = fold(claim.phrase)
            if claim.group not in ("officials", "sources") or folded.startswith(_NO_SPEECH):
                continue
            if _INSTITUTION.search(folded) or _known(article, claim) or _explained_before(article, claim):
                continue
            if _REASON.search(fold(_with_next(article, claim))):
                continue
            yield self.finding(
                article, claim.span, f"'{claim.phrase}': the story does not say why the source is not named"
            )


def _explained_before(article: Article, claim: Unnamed) -> bool:
    """Whether the story has said why others called the same are not named."""
    noun = _NOUN.search(fold(claim.phrase))
    return noun is not None and article.derived(_explained).get(noun[0], len(article.source)) <= claim.span.start


def _explained(article: Article) -> dict[str, int]:
    """From where on it is told why those who are called so are not named."""
    found: dict[str, int] = {}
    if _ANONYMOUS.isdisjoint(article.derived(vocabulary)):
        return found
    text, starts = every = article.derived(whole)
    for reason in _ANONYMITY.finditer(text):
        start = max(0, reason.start() - _NEAR)
        for noun in _NOUN.finditer(fold(text[start : reason.end() + _NEAR])):
            end = max(reason.end(), start + noun.end())
            row = every.row(end - 1)
            told = article.paragraphs[row].to_source(0, end - starts[row]).end
            found[noun[0]] = min(told, found.get(noun[0], told))
    return found


def _with_next(article: Article, claim: Unnamed) -> str:
    """The sentence of a claim and the one after it, which may open the next paragraph of the story."""
    paragraph = article.paragraphs[claim.paragraph]
    text = paragraph.text
    spans = sentences(text)
    own = bisect_left(spans, claim.span.end, key=lambda span: paragraph.to_source(*span).end)
    if own + 1 < len(spans):
        return text[spans[own].start : spans[own + 1].end]
    if own == len(spans):
        return text
    return f"{text[spans[own].start : spans[own].end]} {_first_sentence(following(article, claim.paragraph))}"


def _first_sentence(paragraph: Paragraph | None) -> str:
    text = paragraph.text if paragraph is not None else ""
    spans = sentences(text)
    return text[: spans[0].end] if spans else ""


class AnonymousOpinion(Rule):
    """An unnamed source is quoted with an opinion or an attack instead of information.

    Anonymity is granted for facts that cannot be had otherwise. A judgement on somebody needs a name beside it.
    """

    code = "SRC306"
    name = "anonymous-opinion"
    authority = "AP: unnamed sources give information, not opinion; Reuters bars anonymous attacks"
    bad = (
        "“He is a weak man and a coward,” one aide said of the governor.",
        "An official called the plan “a disgraceful mess”.",
    )
    good = (
        "“He is a weak man and a coward,” said Ann Roe, his deputy until last year.",
        "“The plan was signed on Monday,” one aide said.",
        "The president called the plan “a disgraceful mess”.",
        "“It should be dearer, but because of this disaster it is falling,” said one trader.",
        "“If it got really crazy it might go for 90,” said one trader.",
        "An expert told the trial that the film was “an absolute disaster”.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a quotation."""
        for a in article.derived(sourcing).attributions:
            if a.type != "unnamed" or a.form == "indirect" or a.speaker is not None or is_post(a.phrase):
                continue
            if not _ANYBODY.match(fold(a.phrase)):
                continue
            word = _opinion(article, a.content)
            if word is not None and not _testifies(article, a):
                yield self.finding(
                    article,
                    a.content[0],
                    f"'{a.phrase}' has no name and passes judgement ('{word}'): name the source or leave it out",
                )


def _testifies(article: Article, a: Attribution) -> bool:
    """Whether the words are those of a witness, who is known to the court: "an expert told the trial that"."""
    return _COURT.search(article.source, a.cue[0].start, a.cue[0].start + _CLOSE_BY) is not None


_COURT = lazy(r"\b(?:trial|court|tribunal|jury|inquest|inquiry)\b")
_CLOSE_BY = 60


def _opinion(article: Article, content: tuple[Span, ...]) -> str | None:
    """The first word of judgement in the quoted words."""
    judging = opinion_words()
    for span in content:
        said = fold(article.shown(span))
        for word in _WORD.finditer(said):
            if word[0] in judging and not _EVENT.search(said[max(0, word.start() - _CLOSE_BY) : word.end()]):
                return str(word[0])
    return None


# What happened, or might, is not judged: "because of this disaster", "if it got really crazy".
_EVENT = lazy(r"\b(?:this|that|the) (?:disaster|catastrophe|failure)$|\bif [^.!?;]*$")

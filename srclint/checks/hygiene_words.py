"""Words that came apart, lost a mark or stand twice: HYG404, HYG405, HYG406, HYG410."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from operator import eq

from srclint.article import Article, Paragraph, Span
from srclint.boilerplate import marks
from srclint.checks.capitals import capitals
from srclint.checks.prose import fix, is_english, prose, words
from srclint.data import parsed
from srclint.language import fold
from srclint.language.whole import whole
from srclint.lazy import lazy
from srclint.match import having, tokens, vocabulary
from srclint.match import whole as folded_whole
from srclint.rule import Finding, Rule, Safety, Severity

_SPLIT = lazy(r"([A-Z](?<![\w.&'’\-/].)) ([a-z]{3,30})(?![\w'’\-])")
_WORDS_OF_A_LETTER = frozenset("AIO")
_BEFORE_A_WORD = {letter: lazy(f"{letter} (?=[a-z]{{3}})") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_BEFORE = lazy(r"([\w.'’]{1,30})\W{0,2}$")
_LABELS = lazy(
    r"plan|vitamin|group|type|model|gen(?:eration)?|hep(?:atitis)?|grade|category|class|section|schedule|team|m(?:r|s|rs)"
    r"|dr|company|series|part|block|formula|malcolm|terminal|hall|gate|appendix|exhibit|figure|page|room|unit|division"
    r"|building|tier|level|factor|letter|phase|zone|route|line|exit|pool|area|point|side|title|the|[a-z]\.?",
    re.IGNORECASE,
)

_NAME_S = lazy(
    r"(?<![\w'’\-])(?=((?:[A-ZÀ-Þ][\w.\-]{0,30} )?)"
    r"([A-ZÀ-Þ][\w\-]{2,40}[^\W\d_sS])s (\w{1,30}(?:-[a-z]{1,30})?)(?![\w'’]))"
)
_NAME = lazy(r"(?<![\w'’\-])(?=((?:[A-ZÀ-Þ][\w.\-]{0,30} )?)([A-ZÀ-Þ][\w\-]{2,40}[^\W\d_])(?![\w\-]))")
_HYPHENED = lazy(r"[A-ZÀ-Þ][a-zß-ÿ]+-[a-z]")
_GLUED_S = lazy(r"\.(?=[A-ZÀ-Þ][\w\-]{2,40}[^\W\d_sS]s )")
_FIRST = lazy(r"[A-ZÀ-Þ][\w.\-]{0,30}$")
_FEW = 24
_NO_FIRST_NAME = words("The A An United House Senate Supreme Prime White First New")
_NOT_OWNED = words(
    "a an the and or but nor of in on at by for from to with who which that whose when where while as than are is was "
    "were be been have has had do does did will would can could may might must shall should say said says not also "
    "all both more into over after before against under up out off about between through since until if because so "
    "each made met went came stay stood took gave got began split later today yesterday"
)
_MEASURE = lazy(r"\d{1,7}(?:st|nd|rd|th|-[a-z]{1,30})")
_PEOPLES = lazy(r"(?:an|ese|ish|er|or|ist|ite|ian|crat|man|ek|eh|ot|eg|i)$")

# Verbs with the things that whoever does so has: "did its job", "took its toll", "found its feet".
_PHRASES = (
    ("do|does|did|doing|done", "job|work|best|worst|bit|part|thing|duty|homework|utmost|share|damage"),
    ("takes?|took|taken|taking", "toll|place|time|turn|course|cue|seat|lead|share|name|shape|revenge|chance|chances"),
    ("runs?|ran|running", "course"),
    ("makes?|made|making", "way|mark|debut|point|case|move|name|choice|home|presence|decision|return"),
    ("loses?|lost|losing", "way|grip|footing|appeal|nerve|temper|balance|voice|lustre|shine"),
    ("ha[sd]|have|having", "roots|origins|limits|limitations|critics|merits|drawbacks|headquarters|sights|hands|day"),
    ("finds?|found|finding", "way|feet|voice|place|footing"),
    ("keeps?|kept|keeping", "promise|promises|word|pledge|shape|cool|nerve|distance|doors|head"),
    ("plays?|played|playing", "part|role|cards"),
    ("changes?|changed|changing", "mind|name|tune|course|stance|ways|rules"),
    ("opens?|opened|opening|closes?|closed|closing|shuts?|shutting", "doors|gates|borders|eyes"),
    ("serves?|served|serving", "purpose|purposes"),
    ("marks?|marked|marking", "anniversary|centenary|birthday|end|territory"),
)
_SET = "|".join(rf"(?:{verbs}) (it['’]s)(?= (?:{things})\b)" for verbs, things in _PHRASES)

_ITS = lazy(
    rf"\b(?:{_SET}|"
    r"(?P<own>it['’]s)(?= own\b)"
    r"|(?:of|in|for|with|on|from|to|by|at|into|over|under|through|during|against|despite|within|across|upon)"
    r" (?P<after>it['’]s)(?= [a-z]{3,30}\b)"
    r"|(?:help|helps|helped|boost|expand|launch|launched|launches|lose|lost|loses|use|used|uses|open|opened|close|closed"
    r"|celebrate|celebrated|celebrates|increase|increased|improve|improved|reduce|reduced|announce|announced|announces"
    r"|develop|developed|defend|defended|build|built|update|updated|publish|published|release|released|protect"
    r"|protected|change|changed|extend|extended|lift|raised|raise|cut|cuts|fund|funds|made|make|makes|reach|reached)"
    r" (?P<object>it['’]s)(?= [a-z\-]{3,30} [a-z])"
    r"|(?P<bare>its)(?= (?:a|an|the|not|been|never|going|also|just|because|why|clear that|time to|hard to|easy to)\b))",
    re.IGNORECASE,
)
_WORD_BEFORE = lazy(r"\w+(?= $)")
_LONGEST_VERB = 16
_CLAUSE = words(
    "a an the not been being going got been all about also just only never always no now so too very still really "
    "that there this those these what why how because like where when time hard easy clear possible impossible "
    "important likely unlikely true false fair safe difficult necessary good bad better best great worth more most "
    "probably certainly obviously actually simply quite rather one two three my your his her our their up down on in "
    "at for to of over done gone"
)
# What `_ITS` finds and `_fits` does not excuse, in folded text: wider, and quick to search for.
_EXCUSED = "|".join(sorted(_CLAUSE - words("own " + " ".join(things for _, things in _PHRASES).replace("|", " "))))
_ODD_ITS = (
    lazy(rf"it's (?!(?:{_EXCUSED})\b)[a-z\-]{{3}}"),
    lazy(r"its (?:an?|the|not|been|never|going|also|just|because|why|clear|time|hard|easy)\b"),
)

_DOUBLED = lazy(r"(?<![\w\-'’.])([^\W\d_]{1,30})([ \u00a0]+)\1(?![\w\-'’])", re.IGNORECASE)
_ALWAYS_ONCE = words(
    "the a an and of to for with from was were are this these those his her their our your at by or be as it they "
    "we he she its has have und ein eine einen einem der die das"
)
_TWICE = words(
    "had that is in on so no very really long many much far more again never now blah bye ha ho hear there tut knock "
    "who what do did can will sie die das der den dem nous vous bora pom cha yo boo aye win she he was"
)


class SplitWord(Rule):
    """A stray blank stands inside a word, after its first letter: "P resident".

    Found where a single capital is followed by a word, the two make a word of the file or of a list of words that
    news copy writes with a capital, and the capital is no label ("vitamin C", "Plan B").
    """

    code = "HYG404"
    name = "split-word"
    severity = Severity.ERROR
    authority = "Measured on news copy: letters torn off by conversion from print or by markup inside a word"
    fixable = "unsafe"
    bad = (
        "It is the P resident first trip abroad in four years.",
        "The M inister spoke on T uesday about the country’s H arvest; the harvest failed.",
    )
    good = (
        "A member of the Group C lass waited; I think vitamin C helped.",
        "A bout of flu kept him home, and I ran past the U turn.",
        "The film lists Mr T hough he is not in it. Plan B lack of money ended it.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a word."""
        if not is_english(article):
            return
        for paragraph in _with_torn_letter(article):
            for match in _SPLIT.finditer(paragraph.text):
                letter, rest = match.groups()
                word = (letter + rest).lower()
                known = word in _capitalised()
                if not known and (letter in "AIO" or len(word) < 5 or word not in article.derived(vocabulary)):
                    continue
                before = _BEFORE.search(paragraph.text, max(0, match.start() - 33), match.start())
                if before and _LABELS.fullmatch(before[1]) and not (known and before[1].lower() == "the"):
                    continue
                yield self.finding(
                    article,
                    paragraph.to_source(match.start(), match.end()),
                    f"A blank stands inside a word: {match[0]!r} for {letter + rest!r}.",
                    fix=fix(article, paragraph, Span(*match.span()), letter + rest, Safety.UNSAFE),
                )


class LostApostrophe(Rule):
    """A possessive has lost its apostrophe: "Jong-uns journey", where the file has "Jong-un" or "Jong-un’s" elsewhere.

    Looked for at names that stand elsewhere in the file with the same first name, or that have a hyphened part, and
    only before a word that can be owned. A plural of a name ("the Smiths", "Democrats") is none.
    """

    code = "HYG405"
    name = "lost-apostrophe"
    authority = "House styles and grammars: the possessive of a name takes an apostrophe"
    fixable = "unsafe"
    bad = (
        "Inside Min-juns secret journey\n\nThe singer Min-jun left Seoul by train on Monday, his manager said.",
        "Critics of Anna Marlows plans met on Monday, and Anna Marlow answered them.",
        "Anna Marlow ran for office again. It was Anna Marlows 30-day race.",
    )
    good = (
        "Inside Min-jun’s secret journey\n\nThe singer Min-jun left Seoul by train on Monday, his manager said.",
        "The Marlows plans are known. Anna Marlow’s budget was late. Two Anna Marlows met there.",
        "The Harbour Rangers officers’ club is shut; a Harbour Ranger said so. Thirty Harbour Rangers 30 years ago.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a word."""
        if not is_english(article):
            return
        for paragraph in _with_plural_of_name(article):
            for match in _NAME_S.finditer(paragraph.text):
                first, name, following = match.groups()
                if not _is_owned(following) or _PEOPLES.search(name) or (first and _HYPHENED.match(name)):
                    continue
                names, key = article.derived(_names), f"{first}{name}"
                singular, plural = names[key], names[f"{key}s"]
                if not 0 < singular >= plural:
                    continue
                mark = "’" if "’" in article.source else "'"
                start, end = match.start(2), match.end(2) + 1
                yield self.finding(
                    article,
                    paragraph.to_source(start, end),
                    f"A possessive without its apostrophe: {name}s {following}.",
                    fix=fix(article, paragraph, Span(start, end), f"{name}{mark}s", Safety.UNSAFE),
                )


class ItsConfusion(Rule):
    """“It’s” where “its” is meant, or the other way round.

    “It’s” is “it is” or “it has”. Before a thing that belongs to something it is wrong: after a preposition, after a
    verb that wants an object, before “own”. “Its” before an article or “been” is wrong the other way.
    """

    code = "HYG406"
    name = "its-confusion"
    authority = "Agency style guides: its is the possessive, it’s is it is"
    fixable = "unsafe"
    bad = (
        "The aid will help it’s banned missile programme, analysts say.",
        "The club sold it's own ground at the end of it's season.",
        "Its a long way to the coast, the driver said.",
        "The rain took it’s toll while the dam did it's job, and the river found it’s way.",
    )
    good = (
        "The aid will help its banned missile programme, and it's a big one.",
        "It’s clear that the club has its own ground. The reason for it's not known, and I think of it’s being late.",
        "The club and its not-for-profit arm share its ground.",
        "If it does it’s fine, and when he took it it’s said that it's work that he found. They do it's true.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a word."""
        if not is_english(article):
            return
        for paragraph, match in _odd_its(article):
            kind, group = match.lastgroup or "set", match.lastindex or 0
            word, end = match[group], match.end(group)
            following = re.match(r"\s?([a-zA-Z]{0,30})(-?)", paragraph.text[end : end + 32])
            if following and _fits(kind, following[1].lower(), following[2]):
                continue
            right = word[:2] + word[-1] if kind != "bare" else f"{word[:2]}’{word[-1]}"
            span = Span(*match.span(group))
            yield self.finding(
                article,
                paragraph.to_source(*span),
                f"{word!r} where {right!r} is meant.",
                fix=fix(article, paragraph, span, right, Safety.UNSAFE),
            )


class DoubledWord(Rule):
    """The same word stands twice: "the the".

    Words that may rightly stand twice ("had had", "that that", "very very"), names ("Bora Bora") and the repetitions of
    other languages are left alone. Deleting the second is safe for articles and prepositions, unsafe for the rest.
    """

    code = "HYG410"
    name = "doubled-word"
    authority = "A check as old as Unix's style tools, and one of proselint's"
    fixable = "safe"
    bad = (
        "The council met in the the town hall on Monday.",
        "Nobody expected a a vote before winter, the clerk said.",
    )
    good = (
        "He had had enough, and said that that was that. It was very very late.",
        "They flew to Bora Bora and saw Duran Duran. What it is is a mistake.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding a pair, in English copy."""
        if not is_english(article):
            return
        told = article.derived(tokens)
        for paragraph in article.derived(prose):
            own = told[paragraph.index]
            if not any(map(eq, own, islice(own, 1, None))):
                continue
            for match in _DOUBLED.finditer(paragraph.text):
                first, second = match[1], match[0][-len(match[1]) :]
                word = first.lower()
                if word in _TWICE or second[0].isupper() or (len(word) < 4 and word not in _ALWAYS_ONCE):
                    continue
                safety = Safety.SAFE if word in _ALWAYS_ONCE else Safety.UNSAFE
                yield self.finding(
                    article,
                    paragraph.to_source(*match.span()),
                    f"The word {second!r} stands twice.",
                    fix=fix(article, paragraph, Span(*match.span()), first, safety),
                )


@cache
def _capitalised() -> frozenset[str]:
    lists = parsed("lexicon/split-words.toml")
    return frozenset(word for listed in lists.values() for word in listed.split())


@cache
def _rest_of_capitalised() -> frozenset[str]:
    """What is left of the words that are capitalised in news copy without a first letter that is a word itself."""
    return frozenset(word[1:] for word in _capitalised() if word[0] in "aio")


def _with_torn_letter(article: Article) -> list[Paragraph]:
    """The paragraphs that are not boilerplate with a single capital that may belong to the word after it."""
    written = article.derived(whole)
    single = article.derived(capitals).words & _BEFORE_A_WORD.keys()
    if _rest_of_capitalised().isdisjoint(article.derived(vocabulary)):
        single -= _WORDS_OF_A_LETTER
    rows = {written.row(m.start()) for letter in single for m in _BEFORE_A_WORD[letter].finditer(written.text)}
    marked = article.derived(marks).by_index if rows else {}
    return [article.paragraphs[row] for row in sorted(rows) if row not in marked]


def _with_plural_of_name(article: Article) -> Sequence[Paragraph]:
    """The paragraphs with a capitalised word that stands in the file without its final "s" too.

    Of a word with a hyphen the last part may stand so anywhere, in small letters too.
    """
    text, known = article.derived(whole).text, article.derived(vocabulary)
    if _GLUED_S.search(text):
        return article.derived(prose)
    capitalised = article.derived(capitals).words
    plurals = [word for word in capitalised if word[-1] == "s" and len(word) > 4]
    found = [word for word in plurals if word[:-1] in capitalised or ("-" in word and _ending(word)[:-1] in known)]
    if len(found) <= _FEW:
        found = [word for word in found if "-" in word or _is_name(word[:-1], text)]
    return having(article, map(_ending, found), article.derived(prose)) if found else ()


def _ending(word: str) -> str:
    """The last of the hyphened parts of a word, folded."""
    return fold(word).rpartition("-")[2]


def _is_name(word: str, text: str) -> bool:
    """Whether a capitalised word stands with an "s" and a blank after one that it stands after without an "s" too."""
    firsts: set[str] = set()
    at = text.find(f" {word}s ")
    while at >= 0 and len(firsts) <= _FEW:
        first = _FIRST.search(text, max(0, at - 32), at)
        if first and first[0] not in _NO_FIRST_NAME:
            firsts.add(first[0])
        at = text.find(f" {word}s ", at + 1)
    return len(firsts) > _FEW or any(
        "." in first[:-1] or text.count(f"{first} {word}") > text.count(f"{first} {word}s") for first in firsts
    )


def _names(article: Article) -> Counter[str]:
    """How often names of which a plural is unlikely stand in the file: two capitalised words, or "Jong-un"."""
    found: Counter[str] = Counter()
    for paragraph in article.paragraphs:
        for first, name in _NAME.findall(paragraph.text):
            if first and first.strip() not in _NO_FIRST_NAME:
                found[f"{first}{name}"] += 1
            elif not first and _HYPHENED.match(name):
                found[name] += 1
    return found


def _odd_its(article: Article) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """The matches of `_ITS` that may not fit: it is tried only where "its" or "it's" stands before a telling word."""
    written, text = article.derived(whole), article.derived(folded_whole)
    places = sorted(found.start() for pattern in _ODD_ITS for found in pattern.finditer(text))
    marked = article.derived(marks).by_index if places else {}
    for place in places:
        row = written.row(place)
        paragraph = article.paragraphs[row]
        at = place - written.starts[row]
        before = _WORD_BEFORE.search(paragraph.text, max(0, at - _LONGEST_VERB), at)
        match = (before and _ITS.match(paragraph.text, before.start())) or _ITS.match(paragraph.text, at)
        if match and row not in marked:
            yield paragraph, match


def _is_owned(following: str) -> bool:
    """Whether the word after a name can be what the name owns."""
    if _MEASURE.match(following):
        return True
    return following.islower() and following not in _NOT_OWNED and not following.endswith(("ed", "ly"))


def _fits(kind: str, following: str, hyphen: str) -> bool:
    """Whether the word after its or it's shows that the writer was right."""
    if kind in ("set", "own"):
        return False
    if kind == "bare":
        return bool(hyphen)
    return following in _CLAUSE or (kind == "after" and following.endswith(("ing", "ly")))

"""Names and acronyms that disagree with themselves: HYG414, HYG415."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from srclint.article import Article, Paragraph, Span
from srclint.checks.capitals import capitals
from srclint.checks.prose import is_english, prose, with_match, words
from srclint.language.detect import language
from srclint.language.whole import find_all, whole
from srclint.lazy import lazy
from srclint.record import NamedTuple
from srclint.rule import Finding, Related, Rule

_DEFINED = lazy(r"\(([A-Z]{3,6})s?\)")
_ACRONYM = lazy(r"([A-Z](?<![\w\-].)[A-Z]{3,5})(?![\w\-])")
_LEAST, _MOST = 4, 6  # letters of an acronym
# Where an acronym may stand that `capitals` passes over.
_AFTER_MARK = (lazy(r"\.(?=[A-Z]{4})"), lazy(r"'(?=[A-Z]{4})"), lazy(r"’(?=[A-Z]{4})"))
_LETTERS = lazy(r"[^\W\d_]+")

_REST = r"[^\W\d_]*(?:['’][A-ZÀ-Þ]?[^\W\d_]+)?"
_CAPITALISED = rf"[A-ZÀ-Þ]{_REST}"
# What must not stand before a match is looked for behind its first letter: `re` skips fast to a letter, not to a look.
_FULL_NAME = lazy(
    rf"([A-ZÀ-Þ](?<![\w\-'’.].){_REST}(?:[ \-]{_CAPITALISED}|-[a-zß-ÿ]{{2,12}}){{1,3}})(?![\w\-])(?!['’]\w{{2}})"
)
_MOST_PARTS = 4
_SHOUTED = lazy(r"[A-Z]{4}")
_KEPT = 4096
_OWNING = ("'s", "’s")
_SMALL = words("and of for the in on at to")
_PEOPLE = lazy(r"americans?$|africans?$|canadians?$|australians?$")
_TITLES = words(
    "President Minister Prime Vice General Attorney Secretary Deputy Senator Sen Governor Mayor Chief Major Lieutenant "
    "Sir Lord Lady Dame King Queen Prince Princess Pope Dr Mr Mrs Ms Miss Judge Justice Professor Coach The A An In On "
    "At And But For Of With From By After Before When While As If It Its His Her Their This That These Those What "
    "Who How Why Then Now Also Both Since Though Although Meanwhile "
    "North South East West Northern Southern Eastern Western New Old Co Anti Pro Non Ex Self Mid Post Pre "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August "
    "September October November December"
)


class _Place(NamedTuple):
    """Where something is written, and how."""

    paragraph: Paragraph
    span: Span
    text: str


class AcronymMismatch(Rule):
    """An acronym does not fit the words that it stands for, or stands in the file with two of its letters swapped.

    "Multiple launch rocket systems (MRLS)" should be MLRS. Only swapped letters are looked for, in English copy:
    acronyms made of another language's words, or of some of the words, are right.
    """

    code = "HYG414"
    name = "acronym-mismatch"
    authority = "Agency style guides: an acronym follows the name that it stands for"
    bad = (
        "The army has multiple launch rocket systems (MRLS) near the border.",
        "The agency NBHC opened a shelter. On Friday the NHBC closed it.",
    )
    good = (
        "The army has multiple launch rocket systems (MLRS) near the border. More MLRS follow.",
        "The International Organization for Standardization (ISO) and the World Health Organisation (OMS) met.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for each wrong form, with the place of the right one."""
        if not is_english(article):
            return
        misfits = [*_misfits(article)] if _has_misfits(article) else []
        if not misfits and not _has_swapped(article):
            return
        wrong = {place.text for place, _ in misfits}
        places: dict[str, list[_Place]] = defaultdict(list)
        for paragraph in article.derived(prose):
            for match in _ACRONYM.finditer(paragraph.text):
                places[match[1]].append(_Place(paragraph, Span(*match.span(1)), match[1]))
        for place, expansion in misfits:
            other = next((p for form in _swaps(place.text) for p in places.get(form, ())), None)
            yield self._found(article, place, f"{place.text} does not fit {expansion!r}.", other)
        for form, here in places.items():
            for other_form in _swaps(form):
                if other_form in wrong or form in wrong or not _is_rarer(form, other_form, places):
                    continue
                message = f"The acronym {form} stands as {other_form} elsewhere in the file."
                yield self._found(article, here[0], message, places[other_form][0])

    def _found(self, article: Article, place: _Place, message: str, other: _Place | None) -> Finding:
        where = place.paragraph.to_source(*place.span)
        return self.finding(article, where, message, related=_related(article, [other] if other else []))


class NameVariants(Rule):
    """One person's name is spelled in two ways in one file: "Jong Un" and "Jong-un", "Sergei" and "Sergey".

    Compared are names of two words and more: those that differ in hyphens, capitals or accents alone, and those of one
    family name whose long first names differ by one letter. Words in capitals are no other spelling: brands and
    captions have them.
    """

    code = "HYG415"
    name = "name-variants"
    authority = "Agency style guides: names are checked, and spelled one way in a story"
    bad = (
        "Kim Min Jun leads the choir.\n\nThe choir's tour begins in May, Kim Min-jun said.",
        "Sergei Orlov won the race. It was the first win for Sergey Orlov.",
    )
    good = (
        "Kim Min-jun leads the choir.\n\nThe choir's tour begins in May, Kim Min-jun said.",
        "FOX Business has the story. It was on Fox Business at nine.",
        "Maria Orlov and Mario Rossi met Eric Lund and Erik Berg in North Korea. North-Korea watchers saw it.",
    )

    def check(self, article: Article) -> Iterator[Finding]:
        """One finding for each pair of spellings, at the first place of the rarer one."""
        if not _has_variants(article.derived(capitals).runs):
            return
        places: dict[str, list[_Place]] = defaultdict(list)
        for paragraph in article.derived(prose):
            for name, span in _names(paragraph.text):
                places[name.replace("'", "’")].append(_Place(paragraph, span, name))
        for one, two in _variants(places):
            if _shouts(one, two) or (article.derived(language) == "de" and _german(one) == _german(two)):
                continue
            rarer, usual = sorted((one, two), key=lambda name: (len(places[name]), -places[name][0].span.start))
            first = places[rarer][0]
            yield self.finding(
                article,
                first.paragraph.to_source(*first.span),
                f"{rarer!r} is spelled {usual!r} elsewhere in the file.",
                related=_related(article, places[usual][:1]),
            )


def _has_misfits(article: Article) -> bool:
    """Whether there is an acronym in brackets that `_misfits` would look at."""
    text = article.derived(whole).text
    defined = (_DEFINED.match(text, at) for at in find_all("(", text))
    return any(match and len(match[1]) > 3 for match in defined)


def _has_swapped(article: Article) -> bool:
    """Whether an acronym stands in the file with two of its letters swapped, or one that is hard to find."""
    found = {word for word in filter(str.isupper, article.derived(capitals).words) if _LEAST <= len(word) <= _MOST}
    if len(found) > 1 and any(form in found for acronym in found for form in _swaps(acronym)):
        return True
    text = article.derived(whole).text
    return any(pattern.search(text) for pattern in _AFTER_MARK)


def _misfits(article: Article) -> Iterator[tuple[_Place, str]]:
    """Acronyms in brackets whose letters are those of the words before them, two neighbours swapped."""
    for paragraph in with_match(article, _DEFINED):
        for match in _DEFINED.finditer(paragraph.text):
            acronym = match[1]
            before = paragraph.text[max(0, match.start() - 120) : match.start()]
            full = _LETTERS.findall(before)
            expansion = full[-len(acronym) :]
            if len(acronym) < 4 or _initials([w for w in full if w not in _SMALL], acronym) == acronym:
                continue
            if _initials(full, acronym) in _swaps(acronym):
                yield _Place(paragraph, Span(*match.span(1)), acronym), " ".join(expansion)


def _initials(full: list[str], acronym: str) -> str:
    """The first letters of the last words, as many as the acronym has."""
    return "".join(word[0] for word in full[-len(acronym) :]).upper()


def _swaps(acronym: str) -> list[str]:
    """The acronym with each pair of neighbouring letters swapped, where that makes a difference."""
    swapped = (acronym[:i] + acronym[i + 1] + acronym[i] + acronym[i + 2 :] for i in range(len(acronym) - 1))
    return [form for form in swapped if form != acronym]


def _is_rarer(form: str, other: str, places: dict[str, list[_Place]]) -> bool:
    """Whether `form` is the one to report: written less often than `other`, or as often but later."""
    if other not in places or form not in places:
        return False
    count, others = len(places[form]), len(places[other])
    order = list(places)
    return count < others or (count == others and order.index(form) > order.index(other))


def _names(text: str) -> Iterator[tuple[str, Span]]:
    """Names of two to four parts without the titles before them and the possessive behind them."""
    for match in _FULL_NAME.finditer(text):
        written = _without_possessive(match[1])
        name = " ".join(_without_titles(written.split(" ")))
        if " " in name or "-" in name:
            end = match.start() + len(written)
            yield name, Span(end - len(name), end)


def _without_possessive(name: str) -> str:
    return name[:-2] if name.endswith(_OWNING) else name.rstrip("'’")


def _has_variants(runs: Iterable[str]) -> bool:
    """Whether two names in runs of capitalised words may be variants of one; wrong only in saying yes too often."""
    letters = _letters_of_names([run for run in runs if " " in run or "-" in run])
    if len(set(letters.values())) < len(letters):
        shared = [bare for bare, count in Counter(letters.values()).items() if count > 1]
        if not all(map(_PEOPLE.search, shared)):
            return True
    alike: dict[tuple[str, str, int], list[str]] = {}  # by family name, first letter and length of the first name
    for name in letters:
        first, _, family = name.partition(" ")
        if len(first) > 4:
            alike.setdefault((family, first[0], len(first)), []).append(name)
    return any(len(group) > 1 and any(True for _ in _near(group)) for group in alike.values())


def _letters_of_names(runs: Iterable[str]) -> dict[str, str]:
    """The names in runs of capitalised words, each with its bare letters."""
    found: dict[str, str] = {}
    everyday = set()
    for run in runs:
        name = _everyday_name(run)
        if name is None:
            found.update(_names_of(run))
        elif name:
            everyday.add(name)
    bare = "\n".join(everyday).replace(" ", "").replace("-", "").lower().split("\n")
    found.update(zip(everyday, bare, strict=False))
    return found


def _everyday_name(run: str) -> str | None:
    """The one name in a run that is easy to tell, "" if that has none; None for a run to look at more closely.

    A word with a hyphen counts as a name whatever its parts are.
    """
    run = run.removesuffix("’s")
    if not run.isascii() or "'" in run:
        return None
    if " " not in run:
        return "" if run.partition("-")[0] in _TITLES else run
    if not run.replace(" ", "").isalpha() or run.count(" ") >= _MOST_PARTS:
        return None
    if not run.istitle() and _SHOUTED.search(run):
        return None
    first, _, rest = run.partition(" ")
    while first in _TITLES:
        run = rest
        first, _, rest = run.partition(" ")
    return run if rest else ""


@lru_cache(maxsize=_KEPT)
def _names_of(written: str) -> tuple[tuple[str, str], ...]:
    """The names in a run of capitalised words, with their bare letters: as `_names`, quickly for words of letters."""
    run = _without_possessive(written)
    parts = run.split(" ")
    if not "".join(parts).isalpha():
        return tuple((name.replace("'", "’"), _bare(name)) for name, _ in _names(run))
    chunks = (parts[at : at + _MOST_PARTS] for at in range(0, len(parts), _MOST_PARTS))
    found = (" ".join(_without_titles(chunk)) for chunk in chunks)
    return tuple((name, _bare(name)) for name in found if " " in name)


def _without_titles(parts: list[str]) -> list[str]:
    """The parts of a name after its titles; none for a headline in capitals."""
    first = 0
    while first < len(parts) and parts[first].partition("-")[0] in _TITLES:
        first += 1
    rest = parts[first:]
    for part in rest:
        if part.isupper() and len(part) > 3:
            return []
    return rest


def _variants(places: Iterable[str]) -> Iterator[tuple[str, str]]:
    names = list(places)
    by_letters: dict[str, list[str]] = defaultdict(list)
    by_family: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_letters[_bare(name)].append(name)
        parts = name.split(" ")
        if len(parts) == 2:
            by_family[parts[1]].append(name)
    for letters, group in by_letters.items():
        if _PEOPLE.search(letters):
            continue  # "Cuban-American voters" and "Cuban Americans" are both right.
        for other in group[1:]:
            yield group[0], other
    for group in by_family.values():
        yield from _near(group)


def _bare(name: str) -> str:
    """The letters of a name: no hyphens, blanks, capitals, accents."""
    if not name.isascii():
        from unicodedata import normalize

        name = normalize("NFKD", name)
    return "".join(filter(str.isalpha, name)).lower()


def _shouts(one: str, two: str) -> bool:
    """Whether two names differ in words that one of them has in capitals, as brands and captions do."""
    pairs = list(zip(one.split(" "), two.split(" "), strict=False))
    return one.lower() == two.lower() and all(a == b or a.isupper() or b.isupper() for a, b in pairs)


def _german(name: str) -> tuple[str, str]:
    """A name without what the place in a German sentence changes: compounds' hyphens, and the ends of adjectives."""
    first, _, rest = name.replace("-", " ").lower().partition(" ")
    return first[:-1], rest


def _near(group: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of one family name whose first names, of five letters and more, differ by one letter inside the word."""
    seen: dict[str, str] = {}
    for name in group:
        first = name.split(" ")[0]
        if len(first) < 5:
            continue
        for key in {first[:i] + "." + first[i + 1 :] for i in range(1, len(first))}:
            other = seen.setdefault(key, name)
            if other != name and _bare(other) != _bare(name):
                yield other, name
                break


def _related(article: Article, places: Iterable[_Place]) -> tuple[Related, ...]:
    return tuple(
        Related(
            article.path,
            f"written {place.text!r} here",
            article.lines.position(place.paragraph.to_source(*place.span).start),
            article.lines.position(place.paragraph.to_source(*place.span).end),
        )
        for place in places
    )

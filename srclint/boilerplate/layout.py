"""Which paragraphs of an HTML page stand where its story stands.

The story's place is the container that holds most of the running text. What is counted of every paragraph is how its
own container relates to that place, what the names of elements, ids and classes say, how much of it is links, and how
far the running text is. A table of weights (rules/layout-weights.json, made by bench/train_layout.py) decides.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

from srclint.article import Article, Kind, Paragraph
from srclint.boilerplate.blocks import blocks
from srclint.boilerplate.cues import cues
from srclint.boilerplate.features import Features
from srclint.boilerplate.mark import Mark
from srclint.boilerplate.phrases import phrases
from srclint.boilerplate.shape import last_characters
from srclint.boilerplate.weights import Weights, shipped
from srclint.language.detect import function_words
from srclint.lazy import lazy
from srclint.match import folded, word_counts, words
from srclint.record import record

_PROSE_WORDS = 12
_MOST_LINKS = 0.35
_COUNTED_WORDS = 120
_NEAR = 4
_LONELY = 0.3
_ROOT_SHARE = 0.8
_BODY_SHARE = 0.15
_FAR = 20
_SHORT_WORDS = 6
_BESIDE = 2
_CONTENT_LETTERS = 4
_NUMBERED = lazy(r"#[^>.#]*\d[^>.#]*")
_TAG = lazy(r"[#.]")
_NOT_STORY = lazy(r"comment|footer|cookie|consent|disclaim")
_SIDEBAR = "sidebar"
_LEAST_BESIDE = 0.25
_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 figcaption blockquote td button div section figure".split())


@record
class Page:
    """A page's paragraphs seen by their places.

    `paths` are the containers without numbered ids, `parents` the paths above the innermost element. `body` says of
    each paragraph whether it is running text at the story's place, `main` is that place, `root` the innermost
    container that holds four fifths of the running text, `share` the part of the running text under each parent.
    `above` and `below` count the paragraphs to the nearest one of the body, at most 20.
    """

    paths: tuple[tuple[str, ...], ...]
    parents: tuple[tuple[str, ...], ...]
    counts: tuple[int, ...]
    links: tuple[float, ...]
    closed: tuple[bool, ...]
    prose: tuple[bool, ...]
    body: tuple[bool, ...]
    main: tuple[str, ...]
    root: tuple[str, ...]
    share: Mapping[tuple[str, ...], float]
    above: tuple[int, ...]
    below: tuple[int, ...]
    first: int
    last: int
    words: frozenset[str]


def outside(article: Article) -> Mapping[int, float]:
    """By index, the paragraphs of an HTML page that do not stand at its story's place, each with its probability.

    Nothing for other formats, and for pages without running text.
    """
    page = article.derived(_page)
    if article.format != "html" or not any(page.body):
        return {}
    table = page_weights()
    standing = {path: table.tally(values) for path, values in article.derived(_standings).items()}
    found = {
        index: table.probability(values, standing[page.paths[index]])
        for index, values in enumerate(article.derived(_own))
    }
    inside = [i for i, chance in found.items() if chance < table.threshold and page.counts[i] >= _PROSE_WORDS]
    first, last = (inside[0] - _BESIDE, inside[-1] + _BESIDE) if inside else (0, len(found))
    return {
        index: chance
        for index, chance in found.items()
        if chance >= table.threshold or (page.counts[index] < _SHORT_WORDS and not first <= index <= last)
    }


def furniture(article: Article) -> Mapping[int, Mark]:
    """By index, the marks of the navigation and the footer of a page, and of what stands above its story and apart.

    Whatever that says ("Log in", "Subscribe"), the page says it on top of every story.
    """
    page = article.derived(_page)
    return {
        index: mark
        for index, mark in article.derived(off_place).items()
        if _in_furniture(page.paths[index])
        or (index < page.first and page.parents[index][: len(page.root)] != page.root)
    }


def off_place(article: Article) -> Mapping[int, Mark]:
    """By index, the marks of the paragraphs that do not stand at the story's place; neighbours share a group.

    Those between paragraphs of the story are boxes in it (BP103), those before and after it the page around it (BP115).
    """
    page = article.derived(_page)
    found: dict[int, Mark] = {}
    group = 0
    for index, chance in article.derived(outside).items():
        group -= index - 1 not in found
        code = "BP103" if page.first < index < page.last else "BP115"
        said = "it stands apart from the story around it" if code == "BP103" else "it stands before or after the story"
        found[index] = Mark(index, code, said, safe=False, group=group, share=chance)
    return found


def places(article: Article) -> tuple[Features, ...]:
    """The features of every paragraph of a page."""
    page, standing = article.derived(_page), article.derived(_standings)
    own = article.derived(_own)
    return tuple([standing[path] | values for path, values in zip(page.paths, own, strict=True)])


def _own(article: Article) -> tuple[Features, ...]:
    """Of every paragraph the features that its container alone does not tell."""
    page = article.derived(_page)
    known, labelled = article.derived(phrases), article.derived(blocks)
    copies = Counter(article.derived(folded))
    same = Counter(page.paths)
    body_share = sum(n for n, b in zip(page.counts, page.body, strict=True) if b) / max(1, sum(page.counts))
    title = frozenset(re.findall(r"\w+", (article.metadata.title or "").lower())) - function_words()
    found: list[Features] = []
    heads = 0
    for paragraph, text, own in zip(article.paragraphs, article.derived(folded), article.derived(words), strict=True):
        index = paragraph.index
        heads += paragraph.kind is Kind.HEADING and paragraph.level == 1
        values = _place(paragraph, page)
        _add_wording(values, own, page)
        values["copies"] = copies[text] - 1
        values["same"] = same[page.paths[index]]
        values["body-share"] = body_share
        values["headlines"] = heads
        values["title-words"] = len(title & own) / max(1, len(title))
        if index in known or index in labelled:
            values["known"] = 1.0
        found.append(values)
    return tuple(found)


@cache
def page_weights() -> Weights:
    """The shipped table for pages."""
    return shipped("layout-weights.json")


def _page(article: Article) -> Page:
    paragraphs = article.paragraphs
    known = {*article.derived(phrases), *article.derived(blocks)}
    plain = [_NUMBERED.sub("", p.container) if "#" in p.container else p.container for p in paragraphs]
    paths = tuple(tuple(path.split(">")) for path in plain)
    parents = tuple(path[:-1] for path in paths)
    counts = article.derived(word_counts)
    links = tuple(min(1.0, sum(map(len, p.links)) / max(1, len(p.text))) for p in paragraphs)
    closed = tuple([end in ".!?…:" for end in article.derived(last_characters)])
    running = [
        i
        for i in range(len(paragraphs))
        if closed[i]
        and counts[i] >= _PROSE_WORDS
        and links[i] < _MOST_LINKS
        and i not in known
        and not _NOT_STORY.search(plain[i])
    ]
    of_story = _beside_sidebars(running, plain, counts)
    prose = tuple([i in of_story for i in range(len(paragraphs))])
    share, root = _shares(parents, paths, counts, prose)
    main = max(share, key=lambda parent: share[parent], default=())
    body = tuple(
        prose[i]
        and (parents[i] == main or (share.get(parents[i], 0) >= _BODY_SHARE and parents[i][: len(root)] == root))
        for i in range(len(paragraphs))
    )
    at = [i for i, is_body in enumerate(body) if is_body]
    vocabulary = article.derived(words)
    return Page(
        paths=paths,
        parents=parents,
        counts=counts,
        links=links,
        closed=closed,
        prose=prose,
        body=body,
        main=main,
        root=root,
        share=share,
        above=_distances(body),
        below=_distances(body[::-1])[::-1],
        first=at[0] if at else len(body),
        last=at[-1] if at else -1,
        words=frozenset().union(*(vocabulary[i] for i in at)),
    )


def _beside_sidebars(running: Sequence[int], containers: Sequence[str], counts: Sequence[int]) -> frozenset[int]:
    """The running text that stands in no sidebar; all of it where hardly any does.

    A class such as "has-sidebar" is often that of the whole page, or of the column beside the bar.
    """
    beside = [index for index in running if _SIDEBAR not in containers[index]]
    of_all, of_these = (sum(counts[index] for index in indexes) for indexes in (running, beside))
    return frozenset(beside if of_these >= _LEAST_BESIDE * of_all else running)


def _shares(
    parents: Sequence[tuple[str, ...]],
    paths: Sequence[tuple[str, ...]],
    counts: Sequence[int],
    prose: Sequence[bool],
) -> tuple[dict[tuple[str, ...], float], tuple[str, ...]]:
    """The share of the running text under each parent, and the innermost container of four fifths of it.

    Running text that stands alone among other things counts less: teasers of other stories do, paragraphs of one
    story have each other near.
    """
    weight: Counter[tuple[str, ...]] = Counter()
    under: Counter[tuple[str, ...]] = Counter()
    last_seen: dict[tuple[str, ...], int] = {}
    lonely: dict[tuple[str, ...], float] = {}
    for index, parent in enumerate(parents):
        if not prose[index]:
            continue
        points = float(min(counts[index], _COUNTED_WORDS))
        if index - last_seen.get(parent, -_FAR) <= _NEAR:
            points += lonely.pop(parent, 0.0)
        else:
            lonely[parent] = points * (1 - _LONELY)
            points *= _LONELY
        last_seen[parent] = index
        weight[parent] += points  # type: ignore[assignment]
        for depth in range(1, len(paths[index])):
            under[paths[index][:depth]] += points  # type: ignore[assignment]
    whole = sum(weight.values()) or 1.0
    main = max(weight, key=lambda parent: weight[parent], default=())
    inner = (main[:depth] for depth in range(len(main), 0, -1))
    root = next((path for path in inner if under[path] >= _ROOT_SHARE * whole), ())
    return {parent: points / whole for parent, points in weight.items()}, root


def _distances(body: Sequence[bool]) -> tuple[int, ...]:
    """How many paragraphs back the last one of the body is, at most 20."""
    found: list[int] = []
    far = _FAR
    for is_body in body:
        found.append(far)
        far = 1 if is_body else min(_FAR, far + 1)
    return tuple(found)


def _standings(article: Article) -> Mapping[tuple[str, ...], Features]:
    """How each container relates to the story's place."""
    page = article.derived(_page)
    return {path: _standing(path, page) for path in set(page.paths)}


def _standing(path: tuple[str, ...], page: Page) -> Features:
    parent, main = path[:-1], page.main
    common = next((n for n, (a, b) in enumerate(zip(path, main, strict=False)) if a != b), min(len(path), len(main)))
    named = _named(path[common:])
    values: Features = {
        "common": common / max(1, len(main)),
        "deeper": len(path) - 1 - common,
        "missing": len(main) - common,
        "share": page.share.get(parent, 0.0),
        f"block:{_block(path)}": 1.0,
    }
    values.update(dict.fromkeys(named, 1.0))
    if parent == main:
        values["parent"] = 1.0
    if page.root and path[: len(page.root)] == page.root:
        values["root"] = 1.0
    if not named:
        values["plain"] = 1.0
    return values


def _place(paragraph: Paragraph, page: Page) -> Features:
    """What a paragraph is, and where it stands between the others."""
    index = paragraph.index
    above, below = page.above[index], page.below[index]
    values: Features = {
        "words": page.counts[index],
        "links": page.links[index],
        "above": above,
        "below": below,
        "level": paragraph.level,
        f"kind:{paragraph.kind.value}": 1.0,
    }
    if index < page.first:
        values["head"] = 1.0
    if index > page.last:
        values["tail"] = 1.0
    if page.closed[index]:
        values["closed"] = 1.0
    if page.prose[index]:
        values["prose"] = 1.0
    if page.body[index]:
        values["body"] = 1.0
    if page.first < index < page.last:
        values["within"] = 1.0
    if above == 1:
        values["body-above"] = 1.0
    if below == 1:
        values["body-below"] = 1.0
    return values


@lru_cache(maxsize=4096)
def _in_furniture(path: tuple[str, ...]) -> bool:
    return any(_TAG.split(step, maxsplit=1)[0] in {"nav", "footer"} for step in path)


@lru_cache(maxsize=4096)
def _named(steps: tuple[str, ...]) -> tuple[str, ...]:
    """What the names of a stretch of containers say."""
    joined = ">".join(steps)
    return tuple(f"name:{cue}" for cue in sorted(cues()["place"]) if cue in joined)


@lru_cache(maxsize=4096)
def _block(path: tuple[str, ...]) -> str:
    tags = (_TAG.split(step, maxsplit=1)[0] for step in reversed(path))
    return next((tag for tag in tags if tag in _BLOCKS), "")


def _add_wording(values: Features, own: AbstractSet[str], page: Page) -> None:
    """Add what the words say: of pages, to the reader, of what the story speaks of."""
    known = cues()
    others = own - function_words()
    content = [word for word in others if len(word) >= _CONTENT_LETTERS]
    total = len(own) or 1
    values["service"] = len(own & known["service"]) / total
    values["function"] = (len(own) - len(others)) / total
    values["overlap"] = len(page.words.intersection(content)) / len(content) if content else 0.3
    if not known["address"].isdisjoint(own):
        values["address"] = 1.0

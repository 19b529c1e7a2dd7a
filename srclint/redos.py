"""A static check that a regular expression cannot backtrack catastrophically.

Three shapes make a backtracking engine slow, and each is looked for on Python's own parse of the pattern:

* exponential: a repeat whose body can match one text in two ways. Decided on the position automaton of the
  body (Glushkov 1961); the criterion, two different paths from a state to itself over one word, is that of
  Weber and Seidl 1991 and of Weideman et al. 2016;
* polynomial: repeats one after the other that can share one stretch of text, so that every way of dividing it
  is tried before a failure is known;
* an open repeat of a wide set at a pattern's start, which a search enters anew at every character.

Possessive repeats and atomic groups do not give back what they took; small bounds multiply to small numbers.
Both are accepted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from srclint.regex import ASCII, LONG, UNBOUNDED, WORD, Node, parse, walk

MOST_WAYS = 250_000
"""More ways than this to divide one text are too many."""
WIDE = 16
"""A set of more characters than this (of ASCII) is wide: words, anything but a full stop, anything."""
_MOST_POSITIONS = 400
_BEGINNINGS = frozenset({"AT_BEGINNING", "AT_BEGINNING_STRING", "AT_BEGINNING_LINE"})


def explain(pattern: str) -> str | None:
    """Why `pattern` could run for very long on some text, or None when it cannot.

    Raises:
        re.error: when the pattern does not compile.
    """
    nodes = parse(pattern)
    return _exponential(nodes) or _polynomial(nodes) or _leading(nodes)


@dataclass(slots=True)
class _Automaton:
    """Positions of a repeat's body.

    `follow` lists the next positions, once for every way to get there; `empty_twice` says that some part can
    be empty in two ways.
    """

    masks: list[int] = field(default_factory=list)
    follow: list[list[int]] = field(default_factory=list)
    empty_twice: bool = False

    def position(self, mask: int) -> int:
        self.masks.append(mask)
        self.follow.append([])
        return len(self.masks) - 1

    def build(self, node: Node) -> tuple[list[int], list[int], bool]:
        """First and last positions of a node, and whether it can be empty."""
        if len(self.masks) > _MOST_POSITIONS:
            return [], [], True
        if node.kind == "set":
            at = self.position(node.mask)
            return [at], [at], False
        if node.kind in ("look", "at"):
            return [], [], True
        if node.kind == "alt":
            built = [self.build(part) for part in node.parts]
            self.empty_twice |= sum(b[2] for b in built) > 1
            return (
                [f for b in built for f in b[0]],
                [e for b in built for e in b[1]],
                any(b[2] for b in built),
            )
        if node.kind == "repeat" and not node.is_loop and (node.least, node.most) != (0, 1):
            return self._sequence(list(node.rounds()))
        first, last, empty = self._sequence(node.parts)
        if node.kind == "repeat" and node.least == 0:
            self.empty_twice |= empty
        if node.is_loop:
            self._join(last, first)
        return first, last, empty or (node.kind == "repeat" and node.least == 0)

    def _sequence(self, parts: Sequence[Node]) -> tuple[list[int], list[int], bool]:
        first: list[int] = []
        last: list[int] = []
        empty = True
        for part in parts:
            part_first, part_last, part_empty = self.build(part)
            self._join(last, part_first)
            if empty:
                first = first + part_first
            last = last + part_last if part_empty else part_last
            empty = empty and part_empty
        return first, last, empty

    def _join(self, last: Sequence[int], first: Sequence[int]) -> None:
        for at in last:
            self.follow[at].extend(first)

    def ambiguous(self) -> bool:
        """Whether two different paths lead from some position to a common one over the same text."""
        if self.empty_twice:
            return True
        pairs: list[tuple[int, int]] = []
        for onward in self.follow:
            if len(set(onward)) < len(onward):
                return True
            pairs.extend((a, b) for n, a in enumerate(onward) for b in onward[n + 1 :] if self.masks[a] & self.masks[b])
        seen = set(pairs)
        while pairs:
            a, b = pairs.pop()
            for x in self.follow[a]:
                for y in self.follow[b]:
                    if not self.masks[x] & self.masks[y]:
                        continue
                    if x == y:
                        return True
                    pair = (x, y)
                    if pair not in seen:
                        seen.add(pair)
                        pairs.append(pair)
        return False


def _exponential(nodes: Sequence[Node]) -> str | None:
    for node in walk(nodes):
        if not node.is_loop or (len(node.parts) == 1 and node.parts[0].kind == "set"):
            continue
        automaton = _Automaton()
        automaton.build(node)
        if len(automaton.masks) > _MOST_POSITIONS:
            return "a repeat holds too much to be checked; write its alternatives outside of the repeat"
        if automaton.ambiguous():
            return (
                "nested repeats can match one text in many ways (exponential backtracking); "
                "part the rounds by a character that the inner repeat cannot match"
            )
    return None


@dataclass(frozen=True, slots=True)
class _Live:
    """A repeat met earlier: its characters, what lies between it and here, and the ways to divide so far."""

    mask: int
    between: tuple[Node, ...]
    ways: int


class _TooManyError(Exception):
    """Raised where repeats that share text multiply to more than `MOST_WAYS`."""


def _polynomial(nodes: Sequence[Node]) -> str | None:
    try:
        _divide(nodes, (), tail_fails=False)
    except _TooManyError:
        return (
            "repeats in a row can share one stretch of text (polynomial backtracking); "
            "bound them, or let them match different characters"
        )
    return None


def _divide(nodes: Sequence[Node], live: tuple[_Live, ...], *, tail_fails: bool) -> tuple[_Live, ...]:
    """The repeats that are still live after `nodes`."""
    for number, node in enumerate(nodes):
        fails = tail_fails or any(rest.can_fail for rest in nodes[number + 1 :])
        live = _step(node, live, fails)
    return live


def _step(node: Node, live: tuple[_Live, ...], fails: bool) -> tuple[_Live, ...]:
    if node.kind == "look":
        _divide(node.parts, (), tail_fails=True)
        return live
    if node.kind == "atomic":
        body = node.parts[0].parts if node.parts and node.parts[0].kind == "repeat" else node.parts
        _divide(body, (), tail_fails=False)
        return _passed(live, node)
    if node.kind == "seq":
        return _divide(node.parts, live, tail_fails=fails)
    if node.kind == "alt":
        return tuple(dict.fromkeys(entry for part in node.parts for entry in _step(part, live, fails)))
    if node.kind == "repeat":
        return _repeat(node, live, fails)
    return _passed(live, node)


def _repeat(node: Node, live: tuple[_Live, ...], fails: bool) -> tuple[_Live, ...]:
    if not node.is_loop:
        if node.most <= LONG and any(inner.kind == "repeat" for inner in walk(node.parts)):
            rounds = node.rounds() if (node.least, node.most) != (0, 1) else iter((Node("seq", parts=node.parts),))
            after = _divide(tuple(rounds), live, tail_fails=fails)
            return tuple(dict.fromkeys((*live, *after))) if node.least == 0 else after
        return _passed(live, node)
    mask = node.characters
    ways = node.most - node.least + 1
    for entry in live:
        shared = entry.mask & mask
        if shared and all(n.within(shared) for n in (*entry.between, *node.parts)):
            ways = max(ways, (node.most - node.least + 1) * entry.ways)
    if ways > MOST_WAYS and fails:
        raise _TooManyError
    inner: tuple[_Live, ...] = ()
    if any(part.kind != "set" for part in node.parts):
        inner = _divide((*node.parts, *node.parts), live, tail_fails=True)
    kept = _passed(live, node)
    between = () if len(node.parts) == 1 and node.parts[0].kind == "set" else node.parts
    return tuple(dict.fromkeys((*kept, *inner, _Live(mask, between, ways))))


def _passed(live: tuple[_Live, ...], node: Node) -> tuple[_Live, ...]:
    """The live repeats whose text can run on through `node`."""
    if node.kind == "at" or not live:
        return live
    return tuple(_Live(entry.mask, (*entry.between, node), entry.ways) for entry in live if node.within(entry.mask))


def _leading(nodes: Sequence[Node]) -> str | None:
    wide = next((n for n in _starts(_flat(nodes)) if n.most > UNBOUNDED // 4), None)
    if wide is None:
        return None
    return (
        "the pattern starts with an open repeat of a wide set, which a search enters anew at every "
        "character; anchor it, bound it, or start with a literal"
    )


def _flat(nodes: Sequence[Node]) -> tuple[Node, ...]:
    return tuple(inner for n in nodes for inner in (_flat(n.parts) if n.kind == "seq" else (n,)))


def _starts(nodes: Sequence[Node]) -> Iterator[Node]:
    """Wide repeats that can begin a match, where something after them can fail."""
    before: Node | None = None
    for node, rest in _with_rest(nodes):
        if node.kind == "at" and node.label in _BEGINNINGS:
            return
        if node.kind == "alt":
            for part in node.parts:
                yield from _starts((*((before,) if before else ()), *_flat(part.parts), *rest))
        if node.kind == "look" and node.label == "ASSERT ahead":
            yield from _starts(_flat(node.parts))
        open_wide = node.kind == "repeat" and _is_wide(node) and not _bounded_by(before, node)
        if open_wide and any(r.can_fail for r in rest):
            yield node
        if not node.nullable:
            return
        before = node if node.kind in ("at", "look") else None


def _with_rest(nodes: Sequence[Node]) -> Iterator[tuple[Node, Sequence[Node]]]:
    for number, node in enumerate(nodes):
        yield node, nodes[number + 1 :]


def _is_wide(node: Node) -> bool:
    return (node.characters & ASCII).bit_count() > WIDE


def _bounded_by(before: Node | None, node: Node) -> bool:
    """Whether a boundary before the repeat lets it start only where a run of its characters starts."""
    if before is None:
        return False
    if before.kind == "at":
        return before.label == "AT_BOUNDARY" and not node.characters & ASCII & ~WORD
    return before.label == "ASSERT_NOT behind" and not node.characters & ~before.parts[0].characters

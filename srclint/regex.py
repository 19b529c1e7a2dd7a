"""Python's own parse of a regular expression as a small tree, with sets of characters as bit masks.

A mask has a bit for each character of a sample: ASCII, some others, and whatever the pattern itself names.
"""

import importlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_constants: Any = importlib.import_module("re._constants")

LONG = 8
"""A repeat of more than this many rounds counts as a loop; shorter ones are written out."""
UNBOUNDED = 4_000
"""What an open end counts as, in rounds."""
ASCII = (1 << 128) - 1
WORD = sum(1 << n for n in range(128) if chr(n).isalnum() or chr(n) == "_")
_SAMPLE = "".join(map(chr, range(128))) + "éßñ日“”‘’–—…\u00a0\u200b"


def parse(pattern: str) -> "tuple[Node, ...]":
    """The pattern's nodes in order.

    Raises:
        re.error: when the pattern does not compile.
    """
    re.compile(pattern)
    return _Builder(pattern).sequence(_parser.parse(pattern))


@dataclass(frozen=True, slots=True)
class Node:
    """One piece of a pattern.

    `kind` is "set" (one character of `mask`), "seq", "alt", "repeat", "atomic" (also a possessive repeat),
    "look" (an assertion on text) or "at" (a boundary, named in `label`).
    """

    kind: str
    mask: int = 0
    parts: tuple["Node", ...] = ()
    least: int = 1
    most: int = 1
    label: str = ""

    @property
    def nullable(self) -> bool:
        """Whether the node can match the empty text."""
        if self.kind == "set":
            return False
        if self.kind == "alt":
            return any(part.nullable for part in self.parts)
        if self.kind == "repeat" and self.least == 0:
            return True
        return self.kind in ("look", "at") or all(part.nullable for part in self.parts)

    @property
    def can_fail(self) -> bool:
        """Whether there is a text at which the node does not match."""
        return self.kind in ("look", "at") or not self.nullable

    @property
    def characters(self) -> int:
        """Every character that the node can consume."""
        if self.kind in ("set", "look", "at"):
            return self.mask
        mask = 0
        for part in self.parts:
            mask |= part.characters
        return mask

    def within(self, mask: int) -> bool:
        """Whether the node can match some text that is made of characters of `mask` alone."""
        if self.kind == "set":
            return bool(self.mask & mask)
        if self.kind == "alt":
            return any(part.within(mask) for part in self.parts)
        if self.nullable:
            return True
        return all(part.within(mask) for part in self.parts)

    @property
    def is_loop(self) -> bool:
        """Whether the node can go round more than `LONG` times, and need not."""
        return self.kind == "repeat" and self.most > LONG and self.most > self.least

    def rounds(self) -> "Iterator[Node]":
        """A short repeat written out: what must come, then what may."""
        body = Node("seq", parts=self.parts)
        for number in range(min(self.most, LONG)):
            yield body if number < self.least else Node("repeat", parts=(body,), least=0, most=1)


class _Builder:
    """Turns Python's parse into nodes; case is ignored everywhere, which can only make sets larger."""

    def __init__(self, pattern: str) -> None:
        self.sample = "".join(dict.fromkeys(_SAMPLE + pattern))
        self.full = (1 << len(self.sample)) - 1
        self.at = {character: 1 << n for n, character in enumerate(self.sample)}

    def sequence(self, items: Iterable[tuple[Any, Any]]) -> tuple[Node, ...]:
        return tuple(self.node(str(op), av) for op, av in items)

    def node(self, op: str, av: Any) -> Node:  # noqa: ANN401, PLR0911 - the parser's own values, one return a kind
        match op:
            case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
                least, most, body = av
                most = UNBOUNDED if most == _constants.MAXREPEAT else int(most)
                repeat = Node("repeat", parts=self.sequence(body), least=int(least), most=most)
                return Node("atomic", parts=(repeat,)) if op == "POSSESSIVE_REPEAT" else repeat
            case "SUBPATTERN":
                return Node("seq", parts=self.sequence(av[3]))
            case "ATOMIC_GROUP":
                return Node("atomic", parts=self.sequence(av))
            case "BRANCH":
                return Node("alt", parts=tuple(Node("seq", parts=self.sequence(b)) for b in av[1]))
            case "GROUPREF_EXISTS":
                branches = [self.sequence(b) for b in av[1:] if b is not None]
                return Node("alt", parts=(*(Node("seq", parts=b) for b in branches), Node("seq")))
            case "ASSERT" | "ASSERT_NOT":
                label = f"{op} {'ahead' if av[0] > 0 else 'behind'}"
                return Node("look", parts=self.sequence(av[1]), label=label)
            case "AT":
                return Node("at", label=str(av))
            case "GROUPREF":
                return Node("repeat", parts=(Node("set", self.full),), least=0, most=LONG)
        return Node("set", self.mask(op, av))

    def mask(self, op: str, av: Any) -> int:  # noqa: ANN401 - the parser's own values
        match op:
            case "LITERAL":
                return self._letters((chr(av),))
            case "NOT_LITERAL":
                return self.full & ~self.at.get(chr(av), 0)
            case "RANGE":
                return self._letters(c for c in self.sample if av[0] <= ord(c) <= av[1])
            case "CATEGORY":
                return self._category(str(av))
            case "IN":
                negated = bool(av) and str(av[0][0]) == "NEGATE"
                mask = 0
                for inner, value in av[1:] if negated else av:
                    mask |= self.mask(str(inner), value)
                return self.full & ~mask if negated else mask
        return self.full

    def _letters(self, characters: Iterable[str]) -> int:
        mask = 0
        for character in characters:
            for variant in {character, character.lower(), character.upper()}:
                mask |= self.at.get(variant, 0)
        return mask

    def _category(self, name: str) -> int:
        letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[name.rsplit("_", 1)[1]]
        known = re.compile("\\" + (letter.upper() if "NOT" in name else letter))
        mask = 0
        for character, bit in self.at.items():
            mask |= bit if known.match(character) else 0
        return mask


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """Every node of a tree, parents first."""
    for node in nodes:
        yield node
        yield from walk(node.parts)

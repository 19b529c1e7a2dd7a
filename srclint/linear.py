"""Patterns that google-re2 runs in the place of Python's engine, in time that grows with the text alone.

RE2 knows words and boundaries in ASCII only. It is therefore given a text in ASCII: what stands beyond is replaced by
stand-ins, one for each character that the pattern names, and one each for all other letters, digits, blanks and
symbols. A folded text has no capitals, so these can stand for letters. A pattern with something that RE2 lacks, or that
tells other characters apart by ranges, cannot be run so.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import Any, cast

_parser: Any = import_module("re._parser")
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CONTROLS = "".join(map(chr, range(0x0E, 0x1C)))
_BLANKS = "\x1c\x1d\x1e\x1f"
_PLAIN = frozenset(map(chr, range(128))).difference(_CAPITALS, _CONTROLS, _BLANKS)
_OTHERS = {"\u0298": "Z", "\u0663": "Y", "\u2003": "\x1f", "\u2042": "\x1b"}
"""For all other letters, digits, blanks and symbols: one of each, and its stand-in."""
_LETTER, _DIGIT, _BLANK, _SYMBOL = _OTHERS
_SIMPLE_FLAGS = re.UNICODE | re.MULTILINE | re.DOTALL | re.VERBOSE
_NOTHING = r"[^\x00-\x7f]"
_ANCHORS = {"AT_BEGINNING_STRING": r"\A", "AT_END_STRING": r"\z", "AT_BOUNDARY": r"\b"}
_LINES = {"AT_BEGINNING": "(?m:^)", "AT_END": "(?m:$)"}


class NotLinearError(Exception):
    """Raised for a pattern that RE2 cannot run with the meaning that it has for Python."""


class Linear:
    """A pattern for folded texts that RE2 runs, with the methods that are used of `re.Pattern`.

    What is found has `start`, `end` and `span`, by group.
    """

    def __init__(self, pattern: str, re2: Any, flags: int = 0) -> None:  # noqa: ANN401 - the module
        """Translate and compile.

        Raises:
            NotLinearError: RE2 cannot run the pattern, or not with the same meaning.
        """
        translated, self._page = translate(pattern, flags)
        options = re2.Options()
        options.log_errors = False
        try:
            self._compiled = re2.compile(translated, options)
        except re2.error as error:
            raise NotLinearError(str(error)) from error

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in a folded text, one after the other."""
        return cast("Iterator[re.Match[str]]", self._compiled.finditer(text.translate(self._page)))

    def search(self, text: str, pos: int = 0) -> re.Match[str] | None:
        """The first match in a folded text, from an offset on."""
        return cast("re.Match[str] | None", self._compiled.search(text.translate(self._page), pos))


class Page(dict[int, str]):
    """The stand-in of every character, for `str.translate`; `named` are those that a pattern names."""

    def __init__(self, named: frozenset[str]) -> None:
        super().__init__({ord(character): character for character in sorted(_PLAIN)})
        self._letters = [c for c in _CAPITALS if c not in _OTHERS.values()]
        self._symbols = [c for c in _CONTROLS if c not in _OTHERS.values()]
        for character in sorted(named - _PLAIN):
            self[ord(character)] = self._own(character)
        self.kept = {stand_in: chr(at) for at, stand_in in self.items()} | {s: c for c, s in _OTHERS.items()}

    def _own(self, character: str) -> str:
        free = self._letters if character.isalnum() else self._symbols
        if character in _OTHERS or character.isspace() or not free:
            raise NotLinearError("it names more characters beyond ASCII than there are stand-ins")
        return free.pop()

    def __missing__(self, at: int) -> str:
        character = chr(at)
        if character.isdecimal():
            kind = _DIGIT
        elif character.isalnum():
            kind = _LETTER
        else:
            kind = _BLANK if character.isspace() else _SYMBOL
        stand_in = self[at] = _OTHERS[kind]
        return stand_in


@lru_cache(maxsize=256)
def translate(pattern: str, flags: int = 0) -> tuple[str, Page]:
    """The pattern in RE2's syntax, and the page by which it is to be read.

    Raises:
        NotLinearError: it has something that RE2 lacks, or that the stand-ins cannot tell.
        re.error: it does not compile.
    """
    parsed = _parser.parse(pattern, flags)
    if parsed.state.flags & ~int(_SIMPLE_FLAGS):
        raise NotLinearError("it has flags that change what letters are")
    if parsed.getwidth()[0] == 0:
        raise NotLinearError("it can match nothing at all, after which the two go on differently")
    page = Page(frozenset(_named(parsed)))
    return _Writer(page, re.RegexFlag(parsed.state.flags)).sequence(parsed), page


def _named(items: Any) -> Iterator[str]:  # noqa: ANN401 - the parser's own values
    """Every character that a parsed pattern names by itself."""
    for op, value in items:
        match str(op):
            case "LITERAL" | "NOT_LITERAL":
                yield chr(value)
            case "IN":
                yield from _named(value)
            case "BRANCH":
                for branch in value[1]:
                    yield from _named(branch)
            case "SUBPATTERN":
                yield from _named(value[3])
            case "MAX_REPEAT" | "MIN_REPEAT":
                yield from _named(value[2])


class _Writer:
    """Writes a parsed pattern in RE2's syntax."""

    def __init__(self, page: Page, flags: re.RegexFlag) -> None:
        self._page = page
        self._flags = flags

    def sequence(self, items: Any) -> str:  # noqa: ANN401 - the parser's own values, here and below
        return "".join(self._node(str(op), value) for op, value in items)

    def _node(self, op: str, value: Any) -> str:  # noqa: ANN401
        match op:
            case "LITERAL" | "NOT_LITERAL" | "IN" | "ANY":
                return self._set(op, value)
            case "BRANCH":
                return f"(?:{'|'.join(map(self.sequence, value[1]))})"
            case "SUBPATTERN":
                group, added, dropped, body = value
                if added or dropped:
                    raise NotLinearError("it changes flags halfway")
                return f"({'' if group is not None else '?:'}{self.sequence(body)})"
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, body = value
                bounds = f"{{{least},{'' if most == _parser.MAXREPEAT else most}}}"
                return f"(?:{self.sequence(body)}){bounds}{'?' if op == 'MIN_REPEAT' else ''}"
            case "AT":
                known = _ANCHORS | _LINES if self._flags & re.MULTILINE else _ANCHORS
                if str(value) in known:
                    return known[str(value)]
        raise NotLinearError(f"RE2 has nothing for {op.lower().replace('_', ' ')}")

    def _set(self, op: str, value: Any) -> str:  # noqa: ANN401
        items = value if op == "IN" else [(op, value)]
        codes = "".join(rf"\x{ord(code):02x}" for code, meant in self._page.kept.items() if self._has(items, meant))
        return f"[{codes}]" if codes else _NOTHING

    def _has(self, items: Any, character: str) -> bool:  # noqa: ANN401
        negated = str(items[0][0]) == "NEGATE"
        return negated != any(self._fits(str(op), value, character) for op, value in items[negated:])

    def _fits(self, op: str, value: Any, character: str) -> bool:  # noqa: ANN401
        match op:
            case "LITERAL":
                return chr(value) == character
            case "NOT_LITERAL":
                return chr(value) != character
            case "ANY":
                return character != "\n" or bool(self._flags & re.DOTALL)
            case "RANGE":
                if value[1] > 127:
                    raise NotLinearError("it has a range of characters beyond ASCII")
                return bool(value[0] <= ord(character) <= value[1])
        letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[str(value).rsplit("_", 1)[1]]
        return re.match(rf"\{letter.upper() if 'NOT' in str(value) else letter}", character) is not None

"""What is safe and good to look at on a terminal: colours, and characters that would not show or would do harm."""

import os
import re
from typing import TextIO

from srclint.lazy import lazy
from srclint.record import NamedTuple

_CODES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "blue": "34", "cyan": "36", "green": "32"}
_HIDDEN = lazy(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
_PLAIN = lazy(r"[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*+")

SEVERITY_COLOURS = {"error": "red", "warning": "yellow", "info": "blue"}


class Style(NamedTuple):
    """Paints text with ANSI codes, or leaves it alone."""

    enabled: bool

    def __call__(self, text: str, *names: str) -> str:
        """The text in these colours and weights."""
        if not self.enabled or not text:
            return text
        return f"\x1b[{';'.join(_CODES[name] for name in names)}m{text}\x1b[0m"


def style_for(out: TextIO) -> Style:
    """Colour on a terminal only; FORCE_COLOR asks for it anywhere, NO_COLOR refuses it, and refusal wins."""
    if os.environ.get("NO_COLOR"):
        return Style(enabled=False)
    forced = os.environ.get("FORCE_COLOR", "")
    terminal = out.isatty() and os.environ.get("TERM") != "dumb"
    return Style(enabled=terminal or forced not in ("", "0"))


def visible(text: str) -> str:
    """The text on one line, with control, format and direction characters written as <U+XXXX>."""
    if text.isprintable():
        return text
    return _HIDDEN.sub(_named, text.replace("\t", " ").replace("\r", "").replace("\n", " "))


def is_plain(text: str) -> bool:
    """Whether every character is shown as it is, in one column: so are those of most texts in Latin letters."""
    return _PLAIN.fullmatch(text) is not None


def cell(char: str) -> str:
    """How one character of an excerpt is shown: a tab as four blanks, what does not show by its number."""
    return "    " if char == "\t" else _HIDDEN.sub(_named, char)


def cells(text: str) -> int:
    """The columns that a text takes on a terminal: two for a wide character, none for a combining one."""
    if is_plain(text):
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _named(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"

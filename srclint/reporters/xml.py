"""Text for XML."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from srclint.lazy import lazy
from srclint.reporters.style import visible

_BARRED = lazy(r"[\ufffe\uffff]")
"""What no XML document may hold and `visible` leaves as it is."""

PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'


def opened(tag: str, /, **attributes: str | int) -> str:
    """The start of an element with its attributes in this order."""
    return f"<{_named_with(tag, attributes)}>"


def element(tag: str, inner: str = "", /, **attributes: str | int) -> str:
    """An element with its attributes in this order, and what stands in it, which is XML."""
    start = _named_with(tag, attributes)
    return f"<{start}>{inner}</{tag}>" if inner else f"<{start}/>"


def _named_with(tag: str, attributes: Mapping[str, str | int]) -> str:
    return " ".join([tag, *(f"{key}={quoteattr(_shown(str(value)))}" for key, value in attributes.items())])


def content(text: str) -> str:
    """Text between tags, on one line."""
    return escape(_shown(text))


def _shown(text: str) -> str:
    return _BARRED.sub(_numbered, visible(text))


def _numbered(match: re.Match[str]) -> str:
    return f"<U+{ord(match[0]):04X}>"

"""A line on a terminal's standard error that says how far a long run is; never where it is piped."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")
_PATIENCE = 1.0
_PACE = 0.1
_ERASE = "\r\x1b[K"


def watched(items: Iterable[T], noun: str = "files") -> Iterator[T]:
    """The same items; from the second second on, the terminal is told how many have passed.

    The line is taken away before an item is handed on, since its consumer may write to the same terminal.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    due = monotonic() + _PATIENCE
    standing = False
    for count, item in enumerate(items, 1):
        if standing:
            _write(_ERASE)
        yield item
        standing = monotonic() >= due
        if standing:
            due = monotonic() + _PACE
            _write(f"{count:,} {noun} checked …")
    if standing:
        _write(_ERASE)


def _write(text: str) -> None:
    sys.stderr.write(text)
    sys.stderr.flush()

"""What commands that read articles share: stdin, the articles of the paths, the exit code."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import click

from srclint.article import Article
from srclint.discover import article_names, discover
from srclint.errors import ConfigError
from srclint.load import load
from srclint.readers import Unreadable
from srclint.reporters.style import visible
from srclint.results import FileResult
from srclint.settings import Settings

T = TypeVar("T")


def stdin_of(paths: Sequence[str], stdin_filename: str | None) -> tuple[bytes, str] | None:
    """The bytes that `-` stands for, with the name to read and report them under; None where `-` is not named.

    Raises:
        ConfigError: when the bytes have no name to tell their format by, or a name has no bytes.
    """
    if "-" not in paths:
        if stdin_filename is not None:
            raise ConfigError("--stdin-filename names what `-` holds, but `-` is not among the paths")
        return None
    return sys.stdin.buffer.read(), stdin_filename or "stdin.txt"


def articles(paths: Sequence[str], settings: Settings, stdin_filename: str | None) -> Iterator[Article | Unreadable]:
    """The articles that the paths stand for (the working folder without any), in path order."""
    return load(list(paths) or ["."], settings, stdin=stdin_of(paths, stdin_filename))


class Readable:
    """The articles of a run, each as it comes; what cannot be read is told on standard error and counted (`failed`)."""

    def __init__(self, items: Iterable[Article | Unreadable]) -> None:
        self._items = items
        self.failed = 0

    def __iter__(self) -> Iterator[Article]:
        for item in self._items:
            if isinstance(item, Unreadable):
                self.failed += 1
                click.echo(f"{visible(item.path)}: error: {visible(item.message)}", err=True)
            else:
                yield item


def errors_told(results: Iterable[FileResult]) -> Iterator[FileResult]:
    """The same results, with those in error told on standard error: for outputs that have no place for them."""
    for result in results:
        if result.error is not None:
            click.echo(f"{visible(result.path)}: error: {visible(result.error)}", err=True)
        yield result


def told_of_none(items: Iterable[T], settings: Settings) -> Iterator[T]:
    """The same items; where there are none, a warning: a folder without articles is clean, but seldom what was meant.

    A hook names files that are left out as well: under `settings.force_exclude` nothing is said.
    """
    none = True
    for item in items:
        none = False
        yield item
    if none and not settings.force_exclude:
        names = " ".join(settings.include)
        click.echo(
            f"srclint: warning: no files found: a folder stands for its {names}, less what is excluded", err=True
        )


def spare_articles(option: str, target: Path | str | None, names: Sequence[str], settings: Settings) -> None:
    """Refuse to write over one of the articles that a command reads.

    Args:
        option: the option that names the target, for the message.
        target: the file to write; None for standard output.
        names: the paths that the command reads.
        settings: what these paths stand for.

    Raises:
        ConfigError: when the target is among them.
    """
    if target is None or not Path(target).is_file():
        return
    real = os.path.realpath(target)
    read = list(names)
    if article_names(settings)(Path(target).name):  # any other is read only where it is named itself
        read = [found.path for found in discover([name for name in names if name != "-"], settings)]
    if real in map(os.path.realpath, read):
        raise ConfigError(f"{option}={target}: that is one of the files to read; write to another")


def finish(*, failed: bool) -> int:
    """The exit code of a command that only reports: 2 with a file in error, else 0."""
    return 2 if failed else 0

"""`srclint sources`: who says what in each story, and how well it is known who."""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from srclint.article import Article
from srclint.commandline import Command, option
from srclint.commands.options import reading, settings_from
from srclint.commands.progress import watched
from srclint.commands.streams import articles, finish, spare_articles, told_of_none
from srclint.discover import shown
from srclint.errors import ConfigError
from srclint.readers import Unreadable
from srclint.reporters import begun
from srclint.reporters.sources import not_analysed, overview_lines, story_lines
from srclint.reporters.sources_csv import ROWS, header, story_csv
from srclint.reporters.style import Style, style_for
from srclint.sourcing import sourcing
from srclint.sourcing.overview import Overview, outlet_name, summary_of
from srclint.sourcing.report import sources_entry

_TOP = 20
_WIDTH = 120
_NOTHING: dict[str, Any] = {"attributions": [], "people": [], "organisations": [], "outlet": None}
_BOM = "\ufeff".encode()


@click.command("sources", cls=Command)
@reading
@option("--output-format", type=click.Choice(("text", "json", "csv")), default="text")
@option(
    "--rows", type=click.Choice(ROWS), default="sources", show_default=True, help="With csv: what has a row of its own."
)
@option("--summary", is_flag=True, help="With text: only what all stories say together.")
@option(
    "--by",
    default="outlet",
    show_default=True,
    metavar="WHAT",
    help="What makes an outlet: outlet (its name in the metadata, else the folder, else the domain), folder, domain, "
    "or a metadata field.",
)
@option("--top", type=click.IntRange(1), default=_TOP, show_default=True, help="How many of the most quoted.")
@option("-o", "--output", metavar="FILE", help="Write to a file; a csv file is one that spreadsheets open.")
def command(
    paths: tuple[str, ...],
    stdin_filename: str | None,
    output_format: str,
    rows: str,
    by: str,
    top: int,
    output: str | None,
    *,
    summary: bool,
    **given: Any,  # noqa: ANN401 - settings by name
) -> int:
    """Report each story's named people with role and affiliation, organisations and documents, and what is unnamed.

    Several stories are summed up: those with one source or none, how well outlets name theirs, who is quoted most.
    """
    settings = settings_from(**given)
    if rows != ROWS[0] and output_format != "csv":
        raise ConfigError("--rows goes with --output-format csv")
    if summary and output_format != "text":
        raise ConfigError("--summary goes with --output-format text")
    folders = tuple(shown(Path(path)) for path in paths or (".",) if Path(path).is_dir())
    spare_articles("--output", output, paths or (".",), settings)
    items = begun(told_of_none(articles(paths, settings, stdin_filename), settings))
    stories = _Stories(watched(items, "stories"), by, folders)
    if output_format == "json":
        pieces: Iterator[str | bytes] = _json(stories, top)
    elif output_format == "csv":
        pieces = _csv(stories, rows, whole=output is not None)
    else:
        pieces = _text(stories, top, to_file=output is not None, summary=summary)
    _write(pieces, output)
    return finish(failed=stories.failed)


class _Stories:
    """The stories of a run with their outlets, each counted as it passes; what cannot be read is told on stderr."""

    def __init__(self, items: Iterable[Article | Unreadable], by: str, folders: tuple[str, ...]) -> None:
        self._items = items
        self._by = by
        self._folders = folders
        self.failed = False
        self.read = 0

    def passing(self, overview: Overview | None = None) -> Iterator[tuple[Article | Unreadable, str]]:
        for item in self._items:
            outlet = ""
            if isinstance(item, Unreadable):
                self.failed = True
                click.echo(f"{item.path}: error: {item.message}", err=True)
            else:
                self.read += 1
                outlet = outlet_name(item, self._by, self._folders)
                if overview is not None:
                    overview.add(item.path, outlet, item.derived(sourcing))
            yield item, outlet


def _text(stories: _Stories, top: int, *, to_file: bool, summary: bool) -> Iterator[str]:
    style = Style(enabled=False) if to_file else style_for(sys.stdout)
    width = shutil.get_terminal_size((_WIDTH, 40)).columns
    with Overview() as overview:
        for item, _ in stories.passing(overview):
            if isinstance(item, Article) and not summary:
                yield "\n".join(story_lines(item, width, style)) + "\n\n"
        if stories.read > 1 or (summary and stories.read):
            yield "\n".join(overview_lines(overview, width, style, top)) + "\n"


def _json(stories: _Stories, top: int) -> Iterator[str]:
    yield '{"schema_version": 1, "files": ['
    with Overview() as overview:
        for number, (item, outlet) in enumerate(stories.passing(overview)):
            if isinstance(item, Unreadable):
                entry = {"path": item.path, "error": item.message, **_NOTHING}
            else:
                entry = {**sources_entry(item), "outlet": outlet or None}
            yield (", " if number else "") + json.dumps(entry, ensure_ascii=False)
        summary = {**overview.counts(), **summary_of(overview, top)}
    yield f'], "summary": {json.dumps(summary, ensure_ascii=False)}}}\n'


def _csv(stories: _Stories, rows: str, *, whole: bool) -> Iterator[bytes]:
    """The table; in a file it starts with the mark by which Excel knows UTF-8, which a pipe would stumble over."""
    yield (_BOM if whole else b"") + header(rows)
    for item, outlet in stories.passing():
        if isinstance(item, Article):
            found = item.derived(sourcing)
            if found.unread:
                click.echo(f"{item.path}: {not_analysed(found.unread)}", err=True)
            yield story_csv(item, outlet, rows)


def _write(pieces: Iterable[str | bytes], output: str | None) -> None:
    if output is None:
        for piece in pieces:
            # The style has decided on colours already.
            click.echo(piece, nl=False, color=True)
        return
    try:
        with Path(output).open("wb") as file:
            for piece in pieces:
                file.write(piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise ConfigError(f"--output {output}: {error.strerror or error}") from error

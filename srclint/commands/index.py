"""`srclint index`: an archive of stories on disk, to compare new ones with."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Any, TypeVar

import click

from srclint.article import Article
from srclint.commandline import Group, option
from srclint.commands.dups import answer
from srclint.commands.options import reading, settings_from
from srclint.commands.progress import watched
from srclint.commands.streams import Readable, articles, finish, told_of_none
from srclint.errors import ConfigError
from srclint.neardup import StoryPrint, story_print
from srclint.neardup.archive import Archive
from srclint.neardup.store import TEXTS
from srclint.record import replace
from srclint.results import plural
from srclint.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


def _at(command: F) -> F:
    return option("--index", metavar="FILE|URL", help="The index; else the configured one.")(command)


@click.group("index", cls=Group)
def command() -> None:
    """Keep an index of an archive's stories, to compare new stories with the whole of it."""


@command.command("build")
@reading
@_at
@option(
    "--text",
    type=click.Choice(TEXTS),
    default="stored",
    help="Where the stories' texts are for verifying a copy: in the index, in their files, or nowhere.",
)
def build(paths: tuple[str, ...], stdin_filename: str | None, text: str, **given: Any) -> int:  # noqa: ANN401
    """Make a new index of the stories in PATHS."""
    settings = settings_from(**given)
    place = _path(settings)
    stories = _readable(paths, settings, stdin_filename)
    prints = _prints(stories)
    first = next(prints, None)
    if first is None:
        raise ConfigError("there is no story to build an index of")
    with Archive.create(place, text) as archive:
        return _add(archive, chain((first,), prints), stories)


@command.command("add")
@reading
@_at
def add(paths: tuple[str, ...], stdin_filename: str | None, **given: Any) -> int:  # noqa: ANN401
    """Add the stories in PATHS to the index; one of a path that it has replaces it.

    Records that a JSONL file has lost stay, for it may be a new batch of the same name: `index remove` the file first
    where they should go.
    """
    settings = settings_from(**given)
    with Archive.open(_path(settings), write=True) as archive:
        stories = _readable(paths, settings, stdin_filename)
        return _add(archive, _prints(stories), stories)


@command.command("remove")
@click.argument("paths", nargs=-1, required=True)
@_at
@option("--config", multiple=True, metavar="KEY=VALUE|FILE")
@option("--isolated", is_flag=True, help="Read no configuration file.")
def remove(paths: tuple[str, ...], **given: Any) -> int:  # noqa: ANN401
    """Take stories out of the index, by the paths that it knows them by; the files need not exist.

    The path of a JSONL file takes out all of its records.
    """
    with Archive.open(_path(settings_from(**given)), write=True) as archive:
        gone = archive.remove(paths)
    left = set(paths).difference(gone)
    missing = [path for path in paths if path in left and not any(one.startswith(f"{path}#") for one in gone)]
    for path in missing:
        click.echo(f"{path}: not in the index", err=True)
    click.echo(f"{plural(len(gone), 'story')} removed.")
    return 2 if missing else 0


@command.command("query")
@reading
@_at
@option("--output-format", type=click.Choice(("text", "json")), default="text")
def query(paths: tuple[str, ...], stdin_filename: str | None, output_format: str, **given: Any) -> int:  # noqa: ANN401
    """Compare the stories in PATHS with those of the index."""
    settings = settings_from(**given)
    _path(settings)
    return answer(paths, replace(settings, compare="none"), stdin_filename, output_format, whole=False)


@command.command("stats")
@_at
@option("--config", multiple=True, metavar="KEY=VALUE|FILE")
@option("--isolated", is_flag=True, help="Read no configuration file.")
def stats(**given: Any) -> None:  # noqa: ANN401
    """Say how much is in the index and how large it is."""
    with Archive.open(_path(settings_from(**given))) as archive:
        found = archive.stats()
    each = found.size / max(1, found.stories)
    click.echo(f"stories      {found.stories:>14,}")
    click.echo(f"clusters     {found.clusters:>14,}")
    click.echo(f"postings     {found.postings:>14,}")
    click.echo(f"bytes        {found.size:>14,}  ({each:,.0f} a story, {found.texts:,} of them texts)")
    click.echo(f"texts        {found.text:>14}")


@command.command("verify")
@_at
@option("--config", multiple=True, metavar="KEY=VALUE|FILE")
@option("--isolated", is_flag=True, help="Read no configuration file.")
def verify(**given: Any) -> int:  # noqa: ANN401
    """Check that the index is whole; exit code 2 where it is not."""
    with Archive.open(_path(settings_from(**given))) as archive:
        wrong = list(archive.verify())
    for message in wrong:
        click.echo(message)
    click.echo(f"{plural(len(wrong), 'fault')} found." if wrong else "The index is whole.")
    return 2 if wrong else 0


@command.command("compact")
@_at
@option("--config", multiple=True, metavar="KEY=VALUE|FILE")
@option("--isolated", is_flag=True, help="Read no configuration file.")
def compact(**given: Any) -> None:  # noqa: ANN401
    """Give back the room of removed stories and make look-ups as quick as they can be."""
    with Archive.open(_path(settings_from(**given)), write=True) as archive:
        archive.compact()


def _path(settings: Settings) -> str:
    if settings.index is None:
        raise ConfigError('no index: name one with --index FILE, or set `index = "…"` in the configuration')
    return settings.index


def _readable(paths: tuple[str, ...], settings: Settings, stdin_filename: str | None) -> Readable:
    return Readable(told_of_none(articles(paths, settings, stdin_filename), settings))


def _prints(stories: Iterable[Article]) -> Iterator[StoryPrint]:
    return (story.derived(story_print) for story in stories)


def _add(archive: Archive, prints: Iterable[StoryPrint], stories: Readable) -> int:
    """Add the prints that are made of these stories; the exit code."""
    added = sum(1 for _ in watched(archive.adding(prints), "stories"))
    click.echo(f"{plural(added, 'story')} added to {archive.name}.")
    return finish(failed=stories.failed > 0)

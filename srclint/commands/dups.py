"""`srclint dups`: near-duplicate stories among the files, with the passages they share."""

import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from srclint.across import reprint
from srclint.article import Article, Corpus
from srclint.commandline import Command, option
from srclint.commands.options import reading, settings_from
from srclint.commands.streams import articles, finish, spare_articles, told_of_none
from srclint.errors import ConfigError, ReadError
from srclint.files import file_of
from srclint.load import Scope, reread, scope_of
from srclint.neardup import Comparison, Pair, StoryPrint, compare, dups_report, shelved, story_print
from srclint.neardup.sidebyside import as_html, as_lines, side_by_side
from srclint.readers import Unreadable
from srclint.reporters.style import visible
from srclint.results import plural
from srclint.settings import Settings
from srclint.shelf import Shelf

_RELATIONS = {
    "exact": "is the same story as",
    "near": "is a near copy of",
    "contained": "shares a story with",
    "superseded": "is another version of",
}
_SHOWN_PASSAGES = 5
_SHOWN_WORDS = 24


@click.command("dups", cls=Command)
@reading
@option("--output-format", type=click.Choice(("text", "json")), default="text")
@option("--all-passages", is_flag=True, help="Print every shared passage, whole.")
@option("--compare", "beside", is_flag=True, help="Set two files side by side, with what they share.")
@option("--html", "page", metavar="FILE", help="With --compare: write a page instead.")
def command(
    paths: tuple[str, ...],
    stdin_filename: str | None,
    output_format: str,
    *,
    all_passages: bool,
    beside: bool,
    page: str | None,
    **given: Any,  # noqa: ANN401 - settings by name
) -> int:
    """Compare the stories of all files named with each other, boilerplate taken out.

    With `compare = "tracked"` they are compared with every article file that git tracks, too, and with `index = "…"`
    with the stories of that index. `--compare A B` shows two stories side by side; a record of a JSONL file goes by
    the path that is printed for it.
    """
    settings = settings_from(**given)
    if page is not None and not beside:
        raise ConfigError("--html goes with --compare")
    spare_articles("--html", page, [file_of(path) for path in paths], settings)
    if beside:
        return _side_by_side(paths, settings, stdin_filename, page)
    return answer(paths, settings, stdin_filename, output_format, whole=all_passages)


def answer(
    paths: tuple[str, ...], settings: Settings, stdin_filename: str | None, output_format: str, *, whole: bool
) -> int:
    """Compare the stories of the paths with each other and with what the settings say, print it; the exit code."""
    items = told_of_none(articles(paths, settings, stdin_filename), settings)
    with Shelf() as shelf:
        return _answer(items, settings, output_format, shelf, whole=whole)


def _answer(
    items: Iterable[Article | Unreadable], settings: Settings, output_format: str, shelf: Shelf, *, whole: bool
) -> int:
    files: list[tuple[str, str | None]] = []
    prints: list[StoryPrint] = []
    for item in items:
        if isinstance(item, Unreadable):
            files.append((item.path, item.message))
            click.echo(f"{item.path}: error: {item.message}", err=True)
        else:
            files.append((item.path, None))
            prints.append(shelved(item.derived(story_print), shelf))
    scope = scope_of((), settings)
    others = (item for item in scope.others({file_of(path) for path, _ in files}) if isinstance(item, Article))
    prints.extend(shelved(item.derived(story_print), shelf) for item in others)
    comparison = _compared(prints, scope)
    if output_format == "json":
        click.echo(json.dumps(dups_report(comparison, files), ensure_ascii=False))
    else:
        for line in told(comparison, whole=whole):
            click.echo(line)
        if scope.compares:
            click.echo(f"Compared with {scope.words}.")
    return finish(failed=any(error for _, error in files))


def _compared(prints: list[StoryPrint], scope: Scope) -> Comparison:
    with scope.archive() as archive:
        if archive is not None:
            from srclint.neardup.archive import beside

            mine, archived = beside(prints, archive, reprint(scope.settings))
            prints = [*mine, *archived]
    found: Comparison = Corpus(tuple(sorted(prints, key=lambda story: story.path))).derived(compare)
    return found


def _side_by_side(paths: tuple[str, ...], settings: Settings, stdin_filename: str | None, page: str | None) -> int:
    """Set the stories beside each other in the order in which they were named, be it as records of a JSONL file."""
    stories: list[StoryPrint] = []
    for path in paths:
        record = reread(path, settings) if "#" in path and not Path(path).exists() else None
        items = articles((path,), settings, stdin_filename if path == "-" else None) if record is None else (record,)
        for item in items:
            if isinstance(item, Unreadable):
                raise ReadError(f"{item.path}: {item.message}")
            stories.append(item.derived(story_print))
    if len(stories) != 2:
        raise ConfigError(f"--compare wants two stories, not {len(stories)}")
    view = side_by_side(*stories)
    if page is None:
        click.echo("\n".join(as_lines(view, shutil.get_terminal_size((120, 40)).columns)))
        return 0
    try:
        Path(page).write_text(as_html(view), encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"--html {page}: {error.strerror}") from error
    return 0


def told(comparison: Comparison, *, whole: bool) -> Iterator[str]:
    """The pairs of a comparison for people; `whole` is with every passage from end to end."""
    for pair in comparison.pairs:
        a, b = comparison.prints[pair.a], comparison.prints[pair.b]
        yield f"{b.path} {_RELATIONS[pair.relation.value]} {a.path}{_notes(pair, a, b)}"
        yield f"  {pair.containment[1]:.0%} of it stands there, {pair.containment[0]:.0%} of that here"
        passages = sorted(pair.passages, key=lambda passage: -passage.words)
        shown = passages if whole else passages[:_SHOWN_PASSAGES]
        for passage in shown:
            here, there = b.lines.position(passage.b.start).line, a.lines.position(passage.a.start).line
            words = _quoted(b.text_at(passage.b), whole=whole)
            yield f"  line {here} = line {there}, {passage.words} words: {words}"
        if len(shown) < len(passages):
            yield f"  … and {len(passages) - len(shown)} shorter passages (--all-passages)"
        yield ""
    for story in comparison.prints:
        for path, share in story.sketched:
            yield f"{story.path} may be a copy of {path}: {share:.0%} of its sketch; the text is not at hand"
    stories = plural(len(comparison.prints), "story")
    clusters = sum(1 for cluster in comparison.clusters if len(cluster.members) > 1)
    if comparison.pairs:
        groups = f" in {plural(clusters, 'group')}" if clusters else ""
        yield f"{plural(len(comparison.pairs), 'pair')}{groups} among {stories}."
    else:
        yield f"No near-duplicates among {stories}."


def _notes(pair: Pair, a: StoryPrint, b: StoryPrint) -> str:
    notes = []
    if pair.original is not None:
        notes.append(f"{(a if pair.original == 'a' else b).path} came first")
    if pair.wire:
        notes.append("agency text without a credit")
    return f" ({'; '.join(notes)})" if notes else ""


def _quoted(text: str, *, whole: bool) -> str:
    words = visible(text).split()
    cut = words if whole or len(words) <= _SHOWN_WORDS else [*words[:_SHOWN_WORDS], "…"]
    return f'"{" ".join(cut)}"'

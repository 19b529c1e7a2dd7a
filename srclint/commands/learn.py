"""`srclint learn`: the boilerplate of an outlet's own files, as a pack to review."""

from pathlib import Path
from typing import Any

import click

from srclint.boilerplate.learn import LEAST_FILES, LEAST_SHARE, learn, write_pack
from srclint.commandline import Command, option
from srclint.commands.options import reading, settings_from
from srclint.commands.progress import watched
from srclint.commands.streams import Readable, articles, finish, spare_articles, told_of_none
from srclint.errors import ConfigError
from srclint.files import write_atomically
from srclint.results import plural


@click.command("learn", cls=Command)
@reading
@option(
    "--by",
    default="folder",
    show_default=True,
    metavar="WHAT",
    help="What makes an outlet: folder, domain, outlet, or a metadata field.",
)
@option("--min-files", type=click.IntRange(2), default=LEAST_FILES, show_default=True, help="How many share it.")
@option("--min-share", type=click.FloatRange(0, 1), default=LEAST_SHARE, show_default=True, help="Of an outlet's.")
@option("-o", "--output", metavar="FILE", help="The pack to write; else it is printed.")
def command(
    paths: tuple[str, ...],
    stdin_filename: str | None,
    by: str,
    min_files: int,
    min_share: float,
    output: str | None,
    **given: Any,  # noqa: ANN401 - settings by name
) -> int:
    """Find paragraphs and line templates that recur in an outlet's files, and write them as a pack.

    Review the pack, then name it under `packs` in the configuration: `check` reports what it holds as BP113.
    """
    settings = settings_from(**given)
    spare_articles("--output", output, paths or (".",), settings)
    stories = Readable(told_of_none(articles(paths, settings, stdin_filename), settings))
    found = learn(watched(stories, "stories"), by=by, least=min_files, share=min_share)
    text = "\n".join(write_pack(found, by)) + "\n"
    if output is None:
        click.echo(text, nl=False)
    else:
        try:
            write_atomically(Path(output), text.encode())
        except OSError as error:
            raise ConfigError(f"--output {output}: {error.strerror or error}") from error
        count = text.count("[[learned]]")
        click.echo(f"Wrote {output}: {plural(count, 'paragraph')} to review.", err=True)
    return finish(failed=stories.failed > 0)

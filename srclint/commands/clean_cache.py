"""`srclint clean-cache`: throw away what earlier runs kept."""

import click

from srclint.commandline import Command, option
from srclint.commands.options import settings_from
from srclint.errors import ConfigError
from srclint.pipeline import CACHE

NAMES = (".gitignore", "results.db", "results.db-journal")


@click.command("clean-cache", cls=Command)
@option("--config", multiple=True, metavar="KEY=VALUE|FILE", help="Name the configuration file.")
@option("--isolated", is_flag=True, help="Read no configuration file.")
def command(config: tuple[str, ...], *, isolated: bool) -> int:
    """Delete the cache of this project; the next run checks every file anew."""
    folder = settings_from(config=config, isolated=isolated).root / CACHE
    if not folder.is_dir():
        click.echo("No cache here.")
        return 0
    try:
        for name in NAMES:
            (folder / name).unlink(missing_ok=True)
        folder.rmdir()
    except OSError as error:
        raise ConfigError(f"{folder}: {error.strerror}") from error
    click.echo(f"Deleted {CACHE}.")
    return 0

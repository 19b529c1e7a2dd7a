"""`srclint config`: the effective settings and where each comes from."""

import json

import click

from srclint.commandline import Command, option
from srclint.commands.options import settings_from
from srclint.config import settings_rows, settings_schema


@click.command("config", cls=Command)
@option("--schema", is_flag=True, help="Print the JSON Schema of srclint.toml.")
@option("--config", "pairs", multiple=True, metavar="KEY=VALUE|FILE")
@option("--isolated", is_flag=True, help="Read no configuration file.")
def command(pairs: tuple[str, ...], *, schema: bool, isolated: bool) -> None:
    """Show the effective settings as TOML, each with where it comes from."""
    if schema:
        click.echo(json.dumps(settings_schema(), indent=2))
        return
    settings = settings_from(config=pairs, isolated=isolated)
    click.echo(f"# {settings.source or 'no configuration file'}")
    for key, value, origin in settings_rows(settings):
        click.echo(f"{key} = {value}  # {origin}" if value else f"# {key} is not set")

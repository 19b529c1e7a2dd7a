"""`srclint text`: the story without its boilerplate."""

import json
from typing import Any

import click

from srclint.boilerplate import story
from srclint.commandline import Command, option
from srclint.commands.options import reading, settings_from
from srclint.commands.streams import articles, finish, told_of_none
from srclint.readers import Unreadable


@click.command("text", cls=Command)
@reading
@option("--output-format", type=click.Choice(("text", "json")), default="text")
def command(paths: tuple[str, ...], stdin_filename: str | None, output_format: str, **given: Any) -> int:  # noqa: ANN401
    """Print each story's text without its boilerplate, its repeats and its title."""
    files: list[dict[str, Any]] = []
    failed = False
    settings = settings_from(**given)
    for item in told_of_none(articles(paths, settings, stdin_filename), settings):
        if isinstance(item, Unreadable):
            failed = True
            files.append({"path": item.path, "error": item.message, "title": None, "text": ""})
            if output_format == "text":
                click.echo(f"{item.path}: error: {item.message}", err=True)
            continue
        kept = item.derived(story)
        body = "\n\n".join(paragraph.shown(item.source) for paragraph in kept.paragraphs)
        if output_format == "json":
            files.append({"path": item.path, "error": None, "title": kept.title, "text": body})
        else:
            click.echo(f"==> {item.path} <==" + (f"\n{kept.title}" if kept.title else ""))
            click.echo(f"\n{body}\n")
    if output_format == "json":
        click.echo(json.dumps({"schema_version": 1, "files": files}, ensure_ascii=False))
    return finish(failed=failed)

"""The options that several commands share, and the settings they make."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from srclint.commandline import option
from srclint.config import load_settings, with_options
from srclint.errors import ConfigError
from srclint.pipeline import CACHE, Effort
from srclint.settings import LEVELS, OPTIONS, SCORES, Settings

F = TypeVar("F", bound=Callable[..., Any])


def reading(command: F) -> F:
    """PATHS and the options that say which files are read, and how."""
    return _with(
        command,
        click.argument("paths", nargs=-1, metavar="[PATHS]..."),
        option("--stdin-filename", metavar="NAME", help="The name of what `-` (stdin) holds."),
        option("--language", metavar="CODE", help="The language of every file; else it is detected."),
        option("--exclude", "extend_exclude", multiple=True, metavar="GLOB", help="Leave these out too."),
        option(
            "--force-exclude",
            is_flag=True,
            default=None,
            help="Leave out files that a folder would leave out, even where they are named here.",
        ),
        option("--respect-gitignore/--no-respect-gitignore", default=None, help="Leave out what .gitignore names."),
        option(
            "--config",
            multiple=True,
            metavar="KEY=VALUE|FILE",
            help="Set an option as in srclint.toml, or name the configuration file.",
        ),
        option("--isolated", is_flag=True, help="Read no configuration file."),
    )


def selecting(command: F) -> F:
    """The options that say which rules run."""
    return _with(
        command,
        option("--select", multiple=True, metavar="RULES", help="Show these rules only: codes, names, prefixes."),
        option("--ignore", "extend_ignore", multiple=True, metavar="RULES", help="Do not run these rules."),
        option("--extend-select", multiple=True, metavar="RULES", help="Show these rules too."),
        option("--preview/--no-preview", default=None, help="Show rules that are still in preview."),
    )


def failing(command: F) -> F:
    """The options that decide the exit code."""
    return _with(
        command,
        option("--fail-on", type=click.Choice(LEVELS), help="The least severity that fails the run."),
        option(
            "--fail-under",
            multiple=True,
            metavar="[SUBSCORE=]N",
            help="The least score of a file, or of a sub-score: 70, sourcing=50.",
        ),
        option("--exit-zero", is_flag=True, help="Exit 0 even with findings; errors still exit 2."),
    )


def working(command: F) -> F:
    """The options that say how the work is done, not what comes out of it."""
    return _with(
        command,
        option("--jobs", "-j", type=click.IntRange(min=1), metavar="N", help="Processes; else as many as pay."),
        option("--no-cache", is_flag=True, help="Check every file anew, and keep nothing."),
    )


def effort_from(settings: Settings, *, jobs: int | None, no_cache: bool) -> Effort:
    """How the work is done; the cache lies beside the configuration file."""
    return Effort(jobs=jobs, cache=None if no_cache else settings.root / CACHE)


def settings_from(*, config: Sequence[str] = (), isolated: bool = False, **given: Any) -> Settings:  # noqa: ANN401
    """The effective settings: the configuration file, `--config`, then the command line.

    `given` are options by setting name; None and empty sequences are not said.
    """
    said = {name: value for name, value in given.items() if value is not None and value not in ((), {})}
    for name in ("select", "extend_select", "extend_ignore"):
        if name in said:
            said[name] = tuple(word.strip() for item in said[name] for word in item.split(",") if word.strip())
    if "fail_under" in said:
        said["fail_under"] = dict(_bound(item) for item in said["fail_under"])
    if "language" in said:
        OPTIONS["language"].metadata["kind"].parse(said["language"], "--language", Path())
    return with_options(load_settings(config=config, isolated=isolated), **said)


def _with(command: F, *options: Callable[[F], F]) -> F:
    """The command with these options, in the order in which the help shows them."""
    for add in reversed(options):
        command = add(command)
    return command


def _bound(item: str) -> tuple[str, float]:
    name, _, value = item.rpartition("=")
    name = name.strip() or "score"
    if name not in SCORES:
        raise ConfigError(f"--fail-under {item}: {name!r} is none of {', '.join(SCORES)}")
    try:
        bound = float(value)
    except ValueError as error:
        raise ConfigError(f"--fail-under {item}: {value!r} is not a number") from error
    if not 0 <= bound <= 100:
        raise ConfigError(f"--fail-under {item}: a score lies between 0 and 100")
    return name, bound

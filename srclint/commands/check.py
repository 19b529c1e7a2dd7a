"""`srclint check`: lint, fix, report."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from srclint.commandline import Command, option
from srclint.commands.options import effort_from, failing, reading, selecting, settings_from, working
from srclint.commands.progress import watched
from srclint.commands.streams import errors_told, spare_articles, stdin_of, told_of_none
from srclint.config import with_options
from srclint.engine import lint
from srclint.errors import ConfigError
from srclint.load import tracked_names
from srclint.record import replace
from srclint.reporters import Output, parse_output, report_all
from srclint.results import Tally, plural
from srclint.settings import Settings


@click.command("check", cls=Command)
@reading
@selecting
@failing
@working
@option("--tracked", is_flag=True, help="Check all article files that git tracks, compared with each other.")
@option("--fix", is_flag=True, help="Apply safe fixes.")
@option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: apply unsafe fixes too.")
@option("--diff", "only_diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@option(
    "--output-format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="text, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle, rdjson, csv; repeatable, each to "
    "stdout or to a file.",
)
@option("--quiet", "-q", is_flag=True, help="Print findings, errors and why the run fails, and no score or count.")
@option("--time-rules", is_flag=True, help="Print on stderr how long each rule takes; one process, no cache.")
@option("--statistics", "only_counts", is_flag=True, help="Print how often each rule was found instead.")
@option("--baseline", metavar="FILE", help="Findings that this file knows are not reported again.")
@option("--write-baseline", "new_baseline", metavar="FILE", help="Write the findings as a baseline.")
@option("--prune-baseline", is_flag=True, help="Take entries out of the baseline that are found no more.")
@option("--learn", is_flag=True, default=None, help="Learn recurring boilerplate from these files (BP113).")
def command(  # noqa: PLR0913 - one parameter an option
    paths: tuple[str, ...],
    stdin_filename: str | None,
    formats: tuple[str, ...],
    new_baseline: str | None,
    *,
    tracked: bool,
    exit_zero: bool,
    jobs: int | None,
    no_cache: bool,
    quiet: bool,
    time_rules: bool,
    fix: bool,
    unsafe_fixes: bool,
    only_diff: bool,
    only_counts: bool,
    prune_baseline: bool,
    **given: Any,  # noqa: ANN401 - settings by name
) -> int:
    """Lint article files: findings with their places, fixes, and a score for each file.

    A folder stands for its article files (.txt .md .markdown .html .htm .jsonl), which are compared with each other.
    """
    settings = settings_from(**given, compare="tracked" if tracked else None)
    if tracked and paths:
        raise click.UsageError("--tracked takes no PATHS: it stands for all article files that git tracks")
    if prune_baseline:
        if settings.baseline is None:
            raise ConfigError("--prune-baseline needs a baseline: name it with --baseline or in the configuration")
        settings = with_options(settings, extend_ignore=("SL003",))  # what is taken out need not be told of
    names = tracked_names(settings) if tracked else list(paths) or ["."]
    stdin = stdin_of(paths, stdin_filename)
    if only_diff:
        from srclint.commands.fixing import print_diff

        return print_diff(names, settings, stdin, unsafe=unsafe_fixes, exit_zero=exit_zero)
    if fix and stdin is not None:
        from srclint.commands.fixing import fix_stdin

        return fix_stdin(names, settings, stdin, unsafe=unsafe_fixes, exit_zero=exit_zero, quiet=quiet)
    outputs = _outputs(formats, names, settings) or [Output("statistics" if only_counts else "text")]
    effort = effort_from(settings, jobs=jobs, no_cache=no_cache)
    if time_rules:
        from srclint.timing import Clock

        effort = effort._replace(clock=Clock())
    if fix:
        from srclint.commands.fixing import mend, with_fixes

        mended = mend(names, settings, unsafe=unsafe_fixes)
        run = lint(names, settings, stdin=stdin, effort=effort)
        run = replace(run, results=with_fixes(run.results, mended))
    else:
        run = lint(names, settings, stdin=stdin, effort=effort)
    info = replace(run.info, quiet=quiet)
    tally = Tally(info)
    results = watched(told_of_none(tally.watch(run.results), settings))
    if new_baseline is not None:
        from srclint.baseline import write_baseline

        total = write_baseline(Path(new_baseline), errors_told(results))
        click.echo(f"Wrote {new_baseline}: {plural(total, 'finding')}.")
        return 2 if tally.errors else 0
    report_all(results, info, outputs, sys.stdout)
    if effort.clock is not None:
        for line in effort.clock.table(run.info.rules):
            click.echo(line, err=True)
    if run.baseline is not None and prune_baseline:
        from srclint.baseline import prune

        taken = prune(run.baseline, frozenset(run.info.rules))
        click.echo(f"Took {plural(taken, 'finding')} out of {run.baseline.path}.", err=True)
    code = tally.exit_code
    return 0 if exit_zero and code == 1 else code


def _outputs(formats: Iterable[str], names: Sequence[str], settings: Settings) -> list[Output]:
    """The outputs asked for, none of them to one of the files to check."""
    outputs = [parse_output(text) for text in formats]
    for name, file in outputs:
        spare_articles(f"--output-format {name}", file, names, settings)
    return outputs

"""`srclint check`: lint, fix, report."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from srclint.baseline import write_baseline, write_entries
from srclint.commands.options import failing, reading, selecting, settings_from
from srclint.commands.streams import stdin_of
from srclint.engine import Run, lint
from srclint.errors import ConfigError, ReadError
from srclint.fix import FixedFile, Relint, diff, fix_data, fix_file
from srclint.load import files, tracked_names
from srclint.reporters import Output, parse_output, report_all
from srclint.results import FileResult, Tally
from srclint.settings import Settings


@click.command("check")
@reading
@selecting
@failing
@click.option("--tracked", is_flag=True, help="Check all article files that git tracks, compared with each other.")
@click.option("--fix", is_flag=True, help="Apply safe fixes.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: apply unsafe fixes too.")
@click.option("--diff", "only_diff", is_flag=True, help="Print what --fix would change, and change nothing.")
@click.option(
    "--output-format",
    "formats",
    multiple=True,
    metavar="FORMAT[=FILE]",
    help="text, concise, json, jsonl, sarif, github; repeatable, each to stdout or to a file.",
)
@click.option("--statistics", "only_counts", is_flag=True, help="Print how often each rule was found instead.")
@click.option("--baseline", metavar="FILE", help="Findings that this file knows are not reported again.")
@click.option("--write-baseline", "new_baseline", metavar="FILE", help="Write the findings as a baseline.")
@click.option("--prune-baseline", is_flag=True, help="Take entries out of the baseline that are found no more.")
@click.option("--learn", is_flag=True, default=None, help="Learn recurring boilerplate from these files (BP113).")
def command(  # noqa: PLR0913 - one parameter an option
    paths: tuple[str, ...],
    stdin_filename: str | None,
    formats: tuple[str, ...],
    new_baseline: str | None,
    *,
    tracked: bool,
    exit_zero: bool,
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
    names = tracked_names(settings) if tracked else list(paths) or ["."]
    stdin = stdin_of(paths, stdin_filename)
    if only_diff:
        return _diff(names, settings, stdin, unsafe=unsafe_fixes, exit_zero=exit_zero)
    if fix and stdin is not None:
        click.echo(_fixed_stdin(stdin, settings, unsafe=unsafe_fixes), nl=False)
        return 0
    mended = _fix(names, settings, unsafe=unsafe_fixes) if fix else {}
    run = lint(names, settings, stdin=stdin)
    tally = Tally(run.info)
    results = tally.watch(_with_fixes(run.results, mended))
    if new_baseline is not None:
        total = write_baseline(Path(new_baseline), results)
        click.echo(f"Wrote {new_baseline}: {total} findings.")
        return 2 if tally.errors else 0
    outputs = [parse_output(text) for text in formats] or [Output("statistics" if only_counts else "text")]
    report_all(results, run.info, outputs, sys.stdout)
    if prune_baseline:
        _prune(run)
    code = tally.exit_code
    return 0 if exit_zero and code == 1 else code


def _fix(names: Sequence[str], settings: Settings, *, unsafe: bool) -> dict[str, FixedFile]:
    """Mend the files in place; what became of each, by path as shown."""
    return {shown: _mended(path, shown, settings, unsafe=unsafe, write=True) for path, shown in files(names, settings)}


def _mended(path: Path, shown: str, settings: Settings, *, unsafe: bool, write: bool) -> FixedFile:
    return fix_file(path, _relint(shown, settings), unsafe=unsafe, write=write)


def _relint(shown: str, settings: Settings) -> Relint:
    """Lints a file's new contents; alone, since no fix hangs on what it is compared with."""
    alone = replace(settings, compare="none")

    def relint(data: bytes) -> Sequence[FileResult]:
        return list(lint(["-"], alone, stdin=(data, shown)).results)

    return relint


def _fixed_stdin(stdin: tuple[bytes, str], settings: Settings, *, unsafe: bool) -> str:
    """The text of stdin after fixing: what an editor pipes through srclint wants back."""
    data, name = stdin
    outcome = fix_data(Path(name), data, _relint(name, settings), unsafe=unsafe)
    error = outcome.error or next((result.error for result in outcome.results if result.error is not None), None)
    if error is not None:
        raise ReadError(f"{name}: {error}")
    return outcome.after


def _diff(
    names: Sequence[str], settings: Settings, stdin: tuple[bytes, str] | None, *, unsafe: bool, exit_zero: bool
) -> int:
    if stdin is not None:
        raise ConfigError("--diff wants files, not stdin")
    changed = failed = 0
    for path, shown in files(names, settings):
        outcome = _mended(path, shown, settings, unsafe=unsafe, write=False)
        errors = [result.error for result in outcome.results if result.error is not None]
        for error in errors:
            click.echo(f"{shown}: error: {error}", err=True)
        failed += bool(errors)
        changed += outcome.changed
        click.echo(diff(outcome.before, outcome.after, shown), nl=False)
        if outcome.reencoded:
            click.echo(f"{shown}: would be written in UTF-8", err=True)
    click.echo(f"{changed} files would change." if changed else "No file would change.", err=True)
    return 2 if failed else int(bool(changed) and not exit_zero)


def _with_fixes(results: Iterator[FileResult], mended: dict[str, FixedFile]) -> Iterator[FileResult]:
    """The results after fixing, with what was mended counted once a file, and what could not be as an error."""
    pending = dict(mended)
    for result in results:
        outcome = pending.pop(result.path.partition("#")[0], None)
        if outcome is None:
            yield result
        elif outcome.error is not None and result.error is None:
            yield FileResult(result.path, error=outcome.error)
        else:
            yield replace(result, fixed=outcome.fixed.total())


def _prune(run: Run) -> None:
    if run.baseline is None:
        raise ConfigError("--prune-baseline needs a baseline: name it with --baseline or in the configuration")
    write_entries(run.baseline.path, run.baseline.pruned(frozenset(run.info.rules)))

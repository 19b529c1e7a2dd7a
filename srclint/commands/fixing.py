"""`srclint check --fix` and `--diff`: mend files, standard input, or show what would change."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from srclint.discover import Found, discover
from srclint.engine import lint
from srclint.errors import ConfigError, ReadError
from srclint.files import file_of
from srclint.fix import FixedFile, Relint, diff, fix_data, fix_file
from srclint.readers import encode
from srclint.record import replace
from srclint.reporters import concise
from srclint.results import FileResult, Tally, plural
from srclint.settings import Settings


def mend(names: Sequence[str], settings: Settings, *, unsafe: bool) -> dict[str, FixedFile]:
    """Mend the files in place; what became of each, by path as shown."""
    there = (found for found in discover(_files(names), settings) if found.error is None)
    return {found.display: _mended(found, settings, unsafe=unsafe, write=True) for found in there}


def _files(names: Sequence[str]) -> list[str]:
    return [name for name in names if name != "-"]


def _mended(found: Found, settings: Settings, *, unsafe: bool, write: bool) -> FixedFile:
    return fix_file(Path(found.path), _relint(found.display, settings), unsafe=unsafe, write=write)


def _relint(shown: str, settings: Settings) -> Relint:
    """Lints a file's new contents; alone, since no fix hangs on what it is compared with."""
    alone = replace(settings, compare="none")

    def relint(data: bytes) -> Sequence[FileResult]:
        return list(lint(["-"], alone, stdin=(data, shown)).results)

    return relint


def fix_stdin(
    names: Sequence[str], settings: Settings, stdin: tuple[bytes, str], *, unsafe: bool, exit_zero: bool, quiet: bool
) -> int:
    """Print stdin as it is after fixing, in its own encoding, and return the exit code.

    That is what an editor that pipes a text through srclint wants back; what is left to mend goes to standard error.
    """
    if list(names) != ["-"]:
        raise ConfigError("--fix mends files or stdin, not both in one run")
    data, name = stdin
    outcome = fix_data(Path(name), data, _relint(name, settings), unsafe=unsafe)
    error = outcome.error or next((result.error for result in outcome.results if result.error is not None), None)
    if error is not None:
        raise ReadError(f"{name}: {error}")
    after = encode(outcome.after, outcome.encoding) if outcome.changed else data
    click.echo(after, nl=False)
    run = lint(names, settings, stdin=(after, name))
    info = replace(run.info, quiet=quiet)
    tally = Tally(info)
    concise.report(tally.watch(with_fixes(run.results, {name: outcome})), info, sys.stderr)
    return 0 if exit_zero else tally.exit_code


def print_diff(
    names: Sequence[str], settings: Settings, stdin: tuple[bytes, str] | None, *, unsafe: bool, exit_zero: bool
) -> int:
    """Print what fixing would change, and return the exit code; no file is touched."""
    if stdin is not None:
        raise ConfigError("--diff wants files, not stdin")
    changed = failed = 0
    for found in discover(names, settings):
        if found.error is not None:
            failed += 1
            click.echo(f"{found.display}: error: {found.error}", err=True)
            continue
        outcome = _mended(found, settings, unsafe=unsafe, write=False)
        errors = [(result.path, result.error) for result in outcome.results if result.error is not None]
        if outcome.error is not None:
            errors = [(found.display, outcome.error)]
        for shown, error in errors:
            click.echo(f"{shown}: error: {error}", err=True)
        failed += bool(errors)
        changed += outcome.changed
        click.echo(diff(outcome.before, outcome.after, found.display), nl=False)
        if outcome.reencoded:
            click.echo(f"{found.display}: would be written in UTF-8", err=True)
    click.echo(f"{plural(changed, 'file') if changed else 'No file'} would change.", err=True)
    return 2 if failed else int(bool(changed) and not exit_zero)


def with_fixes(results: Iterator[FileResult], mended: dict[str, FixedFile]) -> Iterator[FileResult]:
    """The results after fixing, with what was mended counted once a file, and what could not be as an error."""
    pending = dict(mended)
    for result in results:
        outcome = pending.pop(file_of(result.path), None)
        if outcome is None:
            yield result
        elif outcome.error is not None and result.error is None:
            yield FileResult(result.path, error=outcome.error)
        else:
            yield replace(result, fixed=outcome.fixed.total())

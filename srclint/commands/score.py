"""`srclint score`: the table of per-file scores, and the ledger behind each."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import click

from srclint.commandline import Command, option
from srclint.commands.options import reading, settings_from
from srclint.commands.streams import stdin_of, told_of_none
from srclint.engine import lint
from srclint.results import FileResult, Tally
from srclint.score import SUBSCORES


@click.command("score", cls=Command)
@reading
@option("--explain", is_flag=True, help="Show for each file where its points went.")
@option("--fail-under", multiple=True, metavar="[SUBSCORE=]N", help="The least score: 70, sourcing=50.")
@option("--ignore", "extend_ignore", multiple=True, metavar="RULES", help="Rules that cost nothing.")
@option("--output-format", type=click.Choice(("text", "json")), default="text")
def command(
    paths: tuple[str, ...],
    stdin_filename: str | None,
    output_format: str,
    *,
    explain: bool,
    **given: Any,  # noqa: ANN401 - settings by name
) -> int:
    """Print a score from 0 to 100 for each file, with its sub-scores; `-` where one does not apply."""
    settings = settings_from(**given)
    run = lint(list(paths) or ["."], settings, stdin=stdin_of(paths, stdin_filename))
    tally = Tally(run.info)
    results = told_of_none(tally.watch(run.results), settings)
    if output_format == "json":
        files = [_as_json(result) for result in results]
        answer = {
            "schema_version": 1,
            "srclint_version": run.info.version,
            "profile": run.info.profile,
            "files": files,
            "summary": tally.summary(),
        }
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for line in _table(results, explain=explain):
            click.echo(line)
        mean = "" if tally.mean_score is None else f", mean {tally.mean_score:g}"
        click.echo(f"{tally.scored} scored{mean} · profile {run.info.profile} · compared with {run.info.compared_with}")
    for reason in tally.below:
        click.echo(reason, err=True)
    return 2 if tally.errors else int(bool(tally.below))


def _as_json(result: FileResult) -> dict[str, Any]:
    score = result.score
    rows = score.rows if score is not None else ()
    return {
        "path": result.path,
        "error": result.error,
        "score": score.total if score is not None else None,
        "subscores": dict(score.subscores) if score is not None else {},
        "ledger": [
            {"subscore": row.subscore, "code": row.code, "what": row.what, "count": row.count, "points": row.points}
            for row in rows
        ],
    }


def _table(results: Iterable[FileResult], *, explain: bool) -> Iterator[str]:
    yield " score " + "".join(f"{name:>10}" for name in SUBSCORES) + "  file"
    for result in results:
        score = result.score
        if score is None or score.total is None:
            yield f" error {'':{10 * len(SUBSCORES)}}  {result.path}: {result.error}"
            continue
        cells = (score.subscores.get(name) for name in SUBSCORES)
        yield (
            f"{score.total:6.1f} "
            + "".join(f"{'-' if c is None else f'{c:.1f}':>10}" for c in cells)
            + f"  {result.path}"
        )
        if explain:
            for row in score.rows:
                times = f" ({row.count:g}×)" if row.count > 1 else ""
                yield f"       -{row.points:5.1f}  {row.subscore:9} {row.code or '':8} {row.what}{times}"
            lost = round(sum(row.points for row in score.rows), 1)
            yield f"       ={lost:5.1f}  lost of 100"

"""`srclint test`: run the bad and good cases of rules."""

from pathlib import Path

import click

from srclint.cases import check_cases, check_patterns, rules_from
from srclint.commandline import Command, option
from srclint.commands.options import settings_from
from srclint.errors import ConfigError
from srclint.load import packs_of, rules_of
from srclint.results import plural


@click.command("test", cls=Command)
@click.argument("packs", nargs=-1, metavar="[PACK]...")
@option("--config", multiple=True, metavar="KEY=VALUE|FILE")
@option("--isolated", is_flag=True, help="Read no configuration file.")
def command(packs: tuple[str, ...], config: tuple[str, ...], *, isolated: bool) -> int:
    """Run the cases of rule packs (.toml), rule modules (.py) or folders of them; without any, of all rules."""
    missing = next((pack for pack in packs if not Path(pack).exists()), None)
    if missing is not None:
        raise ConfigError(f"{missing}: no such file or folder")
    settings = settings_from(config=config, isolated=isolated, rule_paths=packs)
    known = rules_of(settings)
    chosen = rules_from(known, map(Path, packs)) if packs else list(known.values())
    if not chosen:
        raise ConfigError(f"no rule comes from {', '.join(packs)}")
    failures = [*check_patterns(packs_of(settings)), *check_cases(chosen)]
    for failure in failures:
        click.echo(failure)
    cases = sum(len(rule.bad) + len(rule.good) for rule in chosen)
    outcome = plural(len(failures), "failure") if failures else "all hold"
    click.echo(f"{plural(len(chosen), 'rule')}, {plural(cases, 'case')}: {outcome}.")
    return 1 if failures else 0

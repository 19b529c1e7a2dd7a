"""`srclint init`: a starting configuration."""

from pathlib import Path

import click

from srclint import __version__
from srclint.commandline import Command, option
from srclint.config import find_config
from srclint.errors import ConfigError

SHARED = "pyproject.toml"
"""A configuration file that holds other things too."""
STARTER = """\
# srclint: `srclint config` shows every option with its value, `srclint config --schema` the JSON Schema.

# Rules in preview are shown too with: preview = true
# ignore = ["META504"]

# The least severity that fails a run: "error", "warning" or "info".
fail-on = "warning"

# The least score of a file, overall and by sub-score.
# fail-under = { score = 70, sourcing = 50 }

# Compare every linted story with all article files that git tracks.
# compare = "tracked"

# Where rules of your own live: TOML packs, Python modules, or folders of them.
# rule-paths = ["lint-rules"]

# [per-file-ignores]
# "opinion/**" = ["STY"]

# For .jsonl records: the keys that hold the text, the title, the date.
# [jsonl]
# text = ["body"]
# id = ["guid"]
"""

HOOK = f"""
To lint what is committed, in .pre-commit-config.yaml:

repos:
  - repo: https://git.example.org/srclint  # where you install srclint from
    rev: v{__version__}
    hooks:
      - id: srclint"""


@click.command("init", cls=Command)
@option("--force", is_flag=True, help="Overwrite a configuration that is there.")
def command(*, force: bool) -> None:
    """Write srclint.toml into this folder and say how to run srclint as a pre-commit hook."""
    found = find_config(Path.cwd())
    own = found.name if found is not None and found.parent == Path.cwd() else None
    if own is not None and not force:
        means = "writes srclint.toml, which goes before it" if own == SHARED else "overwrites it"
        raise ConfigError(f"{own} configures srclint already; --force {means}")
    path = Path("srclint.toml" if own is None or own == SHARED else own)
    path.write_text(STARTER, encoding="utf-8")
    click.echo(f"Wrote {path}. Next: srclint check .")
    click.echo(HOOK)

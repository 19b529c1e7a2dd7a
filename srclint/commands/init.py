"""`srclint init`: a starting configuration."""

from pathlib import Path

import click

from srclint.commandline import Command, option
from srclint.errors import ConfigError

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


@click.command("init", cls=Command)
@option("--force", is_flag=True, help="Overwrite a configuration that is there.")
def command(*, force: bool) -> None:
    """Write srclint.toml into this folder and say how to run srclint as a pre-commit hook."""
    path = Path("srclint.toml")
    existing = next((p for p in (path, Path(".srclint.toml")) if p.exists()), None)
    if existing is not None and not force:
        raise ConfigError(f"{existing} is there already; --force overwrites it")
    path.write_text(STARTER, encoding="utf-8")
    click.echo(f"Wrote {path}. Next: srclint check .")

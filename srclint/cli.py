"""The command `srclint`: a group whose commands are imported only when they run."""

import importlib

from srclint import __version__
from srclint.commandline import Group, Telling, click

COMMANDS = {
    "check": "Lint article files: findings, fixes and scores.",
    "score": "Print a table of per-file quality scores.",
    "sources": "Report who says what: named people, organisations, unnamed claims.",
    "dups": "Find near-duplicate stories and the passages they share.",
    "index": "Keep an archive of stories on disk, and compare new ones with it.",
    "learn": "Find an outlet's own boilerplate in its files, as a pack to review.",
    "text": "Print the story without its boilerplate.",
    "rule": "Explain a rule, or list them all.",
    "test": "Run the cases of rule packs and rule modules.",
    "config": "Show the effective settings, or their JSON Schema.",
    "clean-cache": "Delete what earlier runs kept.",
    "init": "Write a starting configuration into this folder.",
}


class LazyGroup(Group):
    """A group that knows its commands by name and imports the module of the one that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order a new user needs them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, from its module."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"srclint.commands.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command named where there is none of that name."""
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(name, COMMANDS, 1)
            ctx.fail(f"no command is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help, without importing a command."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _version(ctx: click.Context) -> str:
    del ctx
    return f"srclint, version {__version__}"


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[Telling(("-V", "--version"), _version, help="Show the version and exit.")],
)
def cli() -> None:
    """A linter for news copy.

    Finds text that is not the story, text that is another file's story, and claims that nobody stands behind; fixes
    what is safe to fix and gives every file a score.

    Exit codes: 0 clean, 1 findings or a score too low, 2 usage, configuration or a file that could not be checked.
    """

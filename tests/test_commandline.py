"""srclint's commands and options are click's, in all that their users can see."""

import click
import pytest
from click.testing import CliRunner

from srclint.cli import COMMANDS, cli
from srclint.commandline import Command, Group, Option, option


@pytest.fixture
def commands():
    @click.group("tool", cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
    def group():
        """A tool."""

    @group.command("sing", cls=Command)
    @option("--loud", is_flag=True, help="With all one's might.")
    def sing(*, loud):
        """Sing a song."""
        click.echo("LA" if loud else "la")

    return group


@pytest.fixture
def model():
    """The same, as click makes it."""

    @click.group("tool", context_settings={"help_option_names": ["-h", "--help"]})
    def group():
        """A tool."""

    @group.command("sing")
    @click.option("--loud", is_flag=True, help="With all one's might.")
    def sing(*, loud):
        """Sing a song."""
        click.echo("LA" if loud else "la")

    return group


@pytest.mark.parametrize(
    "line",
    ["", "-h", "--help", "sing", "sing --loud", "sing -h", "sing --help", "sing --loud --help", "sing --lowd", "song"],
)
def test_the_user_sees_what_click_shows(line, commands, model):
    found, expected = (CliRunner().invoke(group, line.split()) for group in (commands, model))
    assert (found.exit_code, found.output) == (expected.exit_code, expected.output)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_of_the_kind_that_starts_fast(name):
    command = cli.get_command(click.Context(cli), name)
    assert isinstance(command, Command | Group)
    assert all(isinstance(one, Option) for one in command.params if isinstance(one, click.Option))
    assert all(one.help == " ".join(one.help.split()) for one in command.params if getattr(one, "help", None))

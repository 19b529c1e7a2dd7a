"""click without what its import costs most: commands and options whose help needs no cleaning.

A third of the time of importing click goes into `inspect`, of which a run uses nothing but `cleandoc`, for the help of
every option, and into `uuid` for options whose values are UUIDs. srclint has none of these, and the help of its options
is one clean line, kept as it is. It has no dates for values either, click's messages are translated where there is one
to print, of `threading` it wants only what that has from C, and the types that it names by text are for type checkers.
`pathlib` brings in `urllib.parse` and `ipaddress` to make URLs of paths, which a run seldom does.
"""

from _thread import _local
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from srclint.putoff import put_off, types_as_text

_TAKEN = ("gettext:gettext", "gettext:ngettext", "datetime:datetime", "urllib.parse:quote_from_bytes")
_GIVEN: dict[str, dict[str, object]] = {"uuid": {"UUID": object}, "threading": {"local": _local}}

with types_as_text(), put_off("inspect", "ipaddress", *_TAKEN, **_GIVEN):
    import pathlib  # noqa: F401 - the rest of srclint needs it; it asks for `urllib.parse`, and that for `ipaddress`

    import click

__all__ = ["UNREAD", "Command", "Group", "Option", "Telling", "click", "option"]
UNREAD = 128 + 13
"""The exit code where nobody reads the output on: a shell's for SIGPIPE, so of most commands that write to pipes.

What was not printed may be clean or not: neither 0, 1 nor 2 would be true.
"""
F = TypeVar("F", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help is one line."""

    def __init__(self, *args: Any, help: str | None = None, **said: Any) -> None:  # noqa: A002, ANN401 - as click's
        super().__init__(*args, **said)
        self.help = help


class Telling(Option):
    """An option that prints something and ends the run; click's own look for a translation of their help."""

    def __init__(self, names: Sequence[str], tell: Callable[[click.Context], str], help: str) -> None:  # noqa: A002
        super().__init__(names, is_flag=True, is_eager=True, expose_value=False, help=help, callback=self._told)
        self._tell = tell

    def _told(self, ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG002
        if value and not ctx.resilient_parsing:
            click.echo(self._tell(ctx), color=ctx.color)
            ctx.exit()


def _help(ctx: click.Context) -> str:
    return ctx.get_help()


class _Helping(click.Command):
    """A command whose help option is an `Option`."""

    _own_help: click.Option | None = None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """As click's, made once."""
        names = self.get_help_option_names(ctx)
        if self._own_help is None and names:
            self._own_help = Telling(names, _help, help="Show this message and exit.")
        return self._own_help


class Command(_Helping):
    """A command of srclint."""


class Group(_Helping, click.Group):
    """A group of commands."""

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as click's
    ) -> click.Context:
        """As click's; `--help` prints here."""
        with _read_on():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click's
        """As click's."""
        with _read_on():
            return super().invoke(ctx)


@contextmanager
def _read_on() -> Iterator[None]:
    """End a run whose reader goes away (`srclint check | head`) with `UNREAD`: click would say 1, as for findings."""
    try:
        yield
    except BrokenPipeError as error:
        raise click.exceptions.Exit(UNREAD) from error


def option(*names: str, **said: Any) -> Callable[[F], F]:  # noqa: ANN401 - as wide as click's
    """What `click.option` does."""
    return click.option(*names, cls=Option, **said)

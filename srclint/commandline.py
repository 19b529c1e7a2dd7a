"""click without what its import costs most: commands and options whose help needs no cleaning.

A third of the time of importing click goes into `inspect`, of which a run uses nothing but `cleandoc`, for the help of
every option, and into `uuid` for options whose values are UUIDs. srclint has none of these, and the help of its options
is one clean line, kept as it is. It has no dates for values either, click's messages are translated where there is one
to print, of `threading` it wants only what that has from C, and the types that it names by text are for type checkers.
`pathlib` brings in `urllib.parse` and `ipaddress` to make URLs of paths, which a run seldom does.
"""

from _thread import _local
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from srclint.putoff import put_off, types_as_text

_TAKEN = ("gettext:gettext", "gettext:ngettext", "datetime:datetime", "urllib.parse:quote_from_bytes")
_GIVEN: dict[str, dict[str, object]] = {"uuid": {"UUID": object}, "threading": {"local": _local}}

with types_as_text(), put_off("inspect", "ipaddress", *_TAKEN, **_GIVEN):
    import pathlib  # noqa: F401 - the rest of srclint needs it; it asks for `urllib.parse`, and that for `ipaddress`

    import click

__all__ = ["Command", "Group", "Option", "Telling", "click", "option"]
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


def option(*names: str, **said: Any) -> Callable[[F], F]:  # noqa: ANN401 - as wide as click's
    """What `click.option` does."""
    return click.option(*names, cls=Option, **said)

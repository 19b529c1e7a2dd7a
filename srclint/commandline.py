"""click without what its import costs most: commands and options whose help needs no cleaning.

A third of the time of importing click goes into `inspect`, of which a run uses nothing but `cleandoc`, for the help of
every option, and into `uuid` for options whose values are UUIDs. srclint has none of these, and the help of its options
is one clean line, kept as it is.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from srclint.putoff import put_off

with put_off("inspect", uuid="UUID"):
    import click

__all__ = ["Command", "Group", "Option", "click", "option"]
F = TypeVar("F", bound=Callable[..., Any])


class Option(click.Option):
    """An option whose help is one line."""

    def __init__(self, *args: Any, help: str | None = None, **said: Any) -> None:  # noqa: A002, ANN401 - as click's
        super().__init__(*args, **said)
        self.help = help


class _Helping(click.Command):
    """A command whose help option is an `Option`."""

    _own_help: click.Option | None = None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """As click's, made once."""
        names = self.get_help_option_names(ctx)
        if self._own_help is None and names:
            click.help_option(*names, cls=Option, help="Show this message and exit.")(self)
            made = self.params.pop()
            self._own_help = made if isinstance(made, click.Option) else None
        return self._own_help


class Command(_Helping):
    """A command of srclint."""


class Group(_Helping, click.Group):
    """A group of commands."""


def option(*names: str, **said: Any) -> Callable[[F], F]:  # noqa: ANN401 - as wide as click's
    """What `click.option` does."""
    return click.option(*names, cls=Option, **said)

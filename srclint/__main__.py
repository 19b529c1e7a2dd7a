"""The process `srclint`, or `python -m srclint`: its start, its streams, its errors and its end."""

import gc
import io
import os
import sys

from srclint.errors import SrclintError, reason

_GARBAGE = 60_000
"""Containers made between two looks for unreachable ones, more than a start and twenty files leave; 700 is Python's."""


def main() -> None:
    """Run the command; an error the user can act on is one line on stderr and exit code 2."""
    gc.set_threshold(_GARBAGE)
    _speak_utf8()
    from srclint.cli import cli
    from srclint.commandline import UNREAD, click
    from srclint.patterns import keep

    try:
        code = cli(standalone_mode=False)
        sys.stdout.flush()
        keep()
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except SrclintError as error:
        click.echo(f"srclint: error: {error}", err=True)
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        click.echo("srclint: interrupted", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # Nothing is left to say to who went away.
        sys.stdout = None
        sys.exit(UNREAD)
    except OSError as error:  # a full disk, mostly
        if os.environ.get("SRCLINT_TRACEBACK"):
            raise
        click.echo(f"srclint: error: {error.filename or 'writing the output'}: {reason(error)}", err=True)
        sys.exit(2)
    except Exception as error:  # the last resort: a clear line, and the traceback for those who ask
        if os.environ.get("SRCLINT_TRACEBACK"):
            raise
        click.echo(f"srclint: internal error: {type(error).__name__}: {error}", err=True)
        click.echo("Please report it, with what SRCLINT_TRACEBACK=1 shows.", err=True)
        sys.exit(2)
    _leave(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """Pipes and files get UTF-8 on every system, and nothing that a terminal cannot show stops a run.

    Where a stream was closed by who started srclint, Python has none.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - for the whole run
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _leave(code: int) -> None:
    """End the process without taking its modules apart one by one, as long as nothing waits to be told of the end."""
    sys.stderr.flush()
    if "atexit" in sys.modules:
        sys.exit(code)
    os._exit(code)


if __name__ == "__main__":
    main()

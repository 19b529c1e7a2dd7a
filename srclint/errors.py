"""Errors that a user sees as one line, with the file's name."""


class SrclintError(Exception):
    """Base of the errors that end in exit code 2 and one line on stderr, never a traceback."""


class ConfigError(SrclintError):
    """The configuration, or a rule pack that it names, cannot be used."""


class ReadError(SrclintError):
    """A file could not be read or decoded as an article; it counts as an error, never as clean."""


def reason(error: Exception) -> str:
    """What an error says: of the system's only the words, without the number and the path."""
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)

"""What git ignores: .gitignore files at every level and .git/info/exclude; not a user's global settings."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from srclint.errors import ConfigError
from srclint.files import slashed
from srclint.lazy import lazy

_Speaker = tuple[int, "Patterns"]
_ANYWHERE = "^(?:.+/)?"
_NO_PATTERN = (ValueError, re.error)
"""What `pathspec` raises for a line that it cannot read: "!", "[z-a]"."""
_NAMED = lazy(r"\(\?P<\w+>")


class Patterns:
    """The lines of an ignore file, or patterns like them.

    One that is no pattern raises one of `_NO_PATTERN`. Nearly every file is named by none of them, which one look with
    one regular expression says: asking `pathspec` line by line would take as long as anything else a cached run does
    for a file.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        from pathspec import GitIgnoreSpec

        self._spec = GitIgnoreSpec.from_lines(lines)
        self._any = _any_of([p.regex.pattern for p in self._spec.patterns if p.include is not None and p.regex])

    def said(self, name: str) -> bool | None:
        """Whether a path is ignored, by its name below the file's folder ("/" at the end of a folder's).

        None where no line speaks of it.
        """
        return self._spec.check_file(name).include if self._any.search(name) is not None else None


def configured(globs: Iterable[str], key: str) -> Patterns:
    """The patterns that a configuration gives under a key.

    Raises:
        ConfigError: for one that is no pattern.
    """
    lines = list(globs)
    for line in lines:
        if not _is_pattern(line):
            raise ConfigError(f"{key}: {line!r} is no pattern as in a .gitignore")
    return Patterns(lines)


class Ignores:
    """The ignore files that hold below a folder, which goes by its absolute path.

    They are read as the walk reaches their folders. A folder's own file speaks before those above it, and the first
    that has an opinion decides. Where the named folder itself is ignored, the files above it have no say.
    """

    def __init__(self, folder: str) -> None:
        self._speakers: dict[str, tuple[_Speaker, ...]] = {}
        self._exclude: Path | None = None
        top = _repository(Path(folder))
        self._repository = self._top = folder
        if top is not None:
            self._exclude = _exclude_file(top)
            self._repository = self._top = str(top)
            if folder != self._top and self.ignored(folder, is_folder=True):
                self._top = folder
                self._speakers.clear()

    def ignored(self, path: str, *, is_folder: bool) -> bool:
        """Whether git would leave a file or folder out; folders above it are taken to be in."""
        for start, patterns in self._speaking(_above(path)):
            said = patterns.said(slashed(path[start:]) + "/" * is_folder)
            if said is not None:
                return said
        return False

    def _speaking(self, folder: str) -> tuple[_Speaker, ...]:
        """The patterns that hold in a folder, nearest first, each with where names below its own folder start."""
        known = self._speakers.get(folder)
        if known is None:
            files = [Path(folder, ".gitignore")]
            if folder == self._repository and self._exclude is not None:
                files.append(self._exclude)
            start = len(folder.rstrip(os.sep)) + 1
            own = tuple((start, patterns) for file in files if (patterns := _patterns(file)) is not None)
            above = _above(folder)
            known = own if folder in (self._top, above) else own + self._speaking(above)
            self._speakers[folder] = known
        return known


def _above(path: str) -> str:
    return path.rpartition(os.sep)[0] or os.sep


def _any_of(sources: list[str]) -> re.Pattern[str]:
    """A regular expression that matches where any of some does; of none, nowhere."""
    plain = [_NAMED.sub("(?:", source) for source in sources]
    free = "|".join(f"(?:{source.removeprefix(_ANYWHERE)})" for source in plain if source.startswith(_ANYWHERE))
    rest = [f"(?:{source})" for source in plain if not source.startswith(_ANYWHERE)]
    # The start that most have in common is written once, lest it be tried once a line.
    return re.compile("|".join([*([f"{_ANYWHERE}(?:{free})"] if free else []), *rest]) or r"(?!)")


def _repository(folder: Path) -> Path | None:
    """The top of the working tree that the folder lies in."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def _exclude_file(top: Path) -> Path:
    """The repository's own exclude file; a linked working tree has it in the main one's .git."""
    git = top / ".git"
    if git.is_file():
        try:
            git = top / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
            common = git / "commondir"
            git = git / common.read_text(encoding="utf-8").strip() if common.is_file() else git
        except (OSError, ValueError):
            return top / ".git"
    return git / "info" / "exclude"


def _patterns(path: Path) -> Patterns | None:
    try:
        lines = path.read_text(encoding="utf-8-sig", errors="replace").splitlines() if path.is_file() else []
    except OSError:
        return None
    try:
        return Patterns(lines) if lines else None
    except _NO_PATTERN:
        return Patterns(filter(_is_pattern, lines))


def _is_pattern(line: str) -> bool:
    """Whether git could read a line of an ignore file; it passes over others."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except _NO_PATTERN:
        return False
    return True

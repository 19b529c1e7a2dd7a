"""Paths to article files: files, folders, globs; .gitignore and excludes honoured, in an order that never changes."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import NamedTuple

from srclint.errors import ConfigError
from srclint.files import as_text
from srclint.gitignore import Ignores
from srclint.lazy import lazy
from srclint.settings import Settings

_MAGIC = lazy(r"[*?\[]")
_PIECES = lazy(r"\*+|\?|\[!?\]?[^\]]*\]|[^*?\[]+|\[")
_GLOB_MARKS = {"*": "[^/]*", "**": "[^/]*", "?": "[^/]"}


class Found(NamedTuple):
    """A file to read, or why a path leads to none; `display` is the path as it is shown."""

    path: Path
    display: str
    error: str | None = None


def discover(names: Iterable[str], settings: Settings) -> Iterator[Found]:
    """The article files that paths stand for, in the order of the paths as shown, each file once.

    A folder stands for the article files under it (`settings.include`), without hidden folders, without what
    `settings` excludes or git ignores; links to folders are not followed. A file that is named is taken whatever it
    is called; only under `settings.force_exclude` must it be an article file that is not excluded. A glob stands for
    the files and folders it matches. A path that does not exist, and a glob or folder that cannot be read, come out
    as errors.
    """
    found = [item for name in names for item in _resolve(name, settings)]
    folders: dict[Path, str] = {}
    links = [item.path.is_symlink() for item in found]
    seen: set[str] = set()
    kept: list[Found] = []
    for _, item in sorted(zip(links, found, strict=True), key=lambda pair: (pair[0], pair[1].display)):
        identity = _identity(item.path, folders)
        if identity not in seen:
            seen.add(identity)
            kept.append(item)
    yield from sorted(kept, key=lambda item: item.display)


def shown(path: Path) -> str:
    """A path as every output shows it: relative to the working folder, with forward slashes."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        relative = str(path)
    return as_text(PurePath(relative).as_posix())


def tracked_files(root: Path, settings: Settings) -> list[Path]:
    """The article files under `root` that git tracks and that are there, excluded ones left out, sorted.

    Raises:
        ConfigError: `root` is in no git repository, or git cannot be run.
    """
    import subprocess

    try:
        run = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)  # noqa: S607
    except OSError as error:
        raise ConfigError(f'compare = "tracked" needs git: {error.strerror}') from error
    if run.returncode != 0:
        reason = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise ConfigError(f'compare = "tracked" needs a git repository: {reason[-1] if reason else root}')
    names = {os.fsdecode(name) for name in run.stdout.split(b"\0") if name}
    root = _absolute(root)
    excludes = _Excludes(settings, root)
    paths = (root / name for name in sorted(names) if _included(PurePath(name).name, settings))
    return [path for path in paths if path.is_file() and not excludes.cover(path)]


class _Excludes:
    """The excluded files and folders of the settings, as patterns in the manner of .gitignore.

    They are matched against paths relative to the configuration's folder; below a folder that was named although it
    is excluded or lies elsewhere, against paths relative to that folder.
    """

    def __init__(self, settings: Settings, folder: Path) -> None:
        from pathspec import GitIgnoreSpec

        self._spec = GitIgnoreSpec.from_lines((*settings.exclude, *settings.extend_exclude))
        self._base = _absolute(settings.root)
        if not folder.is_relative_to(self._base) or (folder != self._base and self.cover(folder, is_folder=True)):
            self._base = folder

    def cover(self, path: Path, *, is_folder: bool = False) -> bool:
        """Whether a path is excluded, itself or by a folder above it."""
        return self._spec.match_file(as_text(path.relative_to(self._base).as_posix()) + "/" * is_folder)


def _resolve(name: str, settings: Settings) -> Iterator[Found]:
    """What one path of the command line stands for."""
    path = _absolute(name)
    if path.is_dir():
        yield from _walk(path, settings)
    elif os.path.lexists(path):
        if not (settings.force_exclude and _force_excluded(path, settings)):
            yield Found(path, shown(path))
    elif _MAGIC.search(name):
        yield from _glob(name, settings)
    else:
        yield Found(path, shown(path), "no such file or folder")


def _force_excluded(path: Path, settings: Settings) -> bool:
    """Whether a folder that holds the named file would leave it out."""
    root = _absolute(settings.root)
    base = root if path.is_relative_to(root) else path.parent
    return not _included(path.name, settings) or _Excludes(settings, base).cover(path)


def _walk(folder: Path, settings: Settings) -> Iterator[Found]:
    """The article files under a folder."""
    excludes = _Excludes(settings, folder)
    ignores = Ignores(folder) if settings.respect_gitignore else None
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            yield Found(here, shown(here), os.strerror(error.errno) if error.errno else str(error))
            continue
        for entry in entries:
            path = here / entry.name
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder:
                wanted = not entry.name.startswith(".")
            else:
                wanted = _included(entry.name, settings) and not (entry.is_symlink() and path.is_dir())
            if not wanted or excludes.cover(path, is_folder=is_folder):
                continue
            if ignores is not None and ignores.ignored(path, is_folder=is_folder):
                continue
            if is_folder:
                waiting.append(path)
            else:
                yield Found(path, shown(path))


def _included(name: str, settings: Settings) -> bool:
    """Whether a file found in a folder is an article file by its name; macOS keeps no articles in "._" files."""
    lower = name.lower()
    return not name.startswith("._") and any(fnmatchcase(lower, pattern) for pattern in settings.include)


def _glob(pattern: str, settings: Settings) -> Iterator[Found]:
    """The article files that a glob matches, or that lie in a folder it matches; for shells that expand none."""
    parts = PurePath(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if _MAGIC.search(part))
    folder = _absolute(PurePath(*parts[:fixed]))
    wanted = re.compile(_expression(parts[fixed:]))
    matched = False
    for found in _walk(folder, settings) if folder.is_dir() else ():
        if wanted.fullmatch(found.path.relative_to(folder).as_posix()):
            matched = True
            yield found
    if not matched:
        yield Found(folder / PurePath(*parts[fixed:]), pattern.replace("\\", "/"), "the glob matches no article file")


def _expression(parts: Sequence[str]) -> str:
    """A regular expression for a glob: `**` spans folders, `*` and `?` do not; what a matched folder holds matches."""
    out = ""
    for part in parts:
        if part == "**":
            out += "(?:[^/]+/)*+" if part is not parts[-1] else "[^/]+/"
        else:
            out += "".join(_GLOB_MARKS.get(piece) or _class(piece) for piece in _PIECES.findall(part)) + "/"
    return out.removesuffix("/") + "(?:/.*+)?"


def _class(piece: str) -> str:
    if piece.startswith("[") and len(piece) > 2:
        negated = piece[1] in "!^"
        return f"[{'^/' if negated else ''}{re.escape(piece[1 + negated : -1]).replace(chr(92) + '-', '-')}]"
    return re.escape(piece)


def _absolute(path: str | PurePath) -> Path:
    """The path from the root on, with links kept as they are (which `Path.resolve` would follow)."""
    return Path(os.path.abspath(path))  # noqa: PTH100


def _identity(path: Path, folders: dict[Path, str]) -> str:
    """The file that a path leads to; `folders` remembers the real paths of folders."""
    if path.is_symlink():
        return os.path.realpath(path)
    if path.parent not in folders:
        folders[path.parent] = os.path.realpath(path.parent)
    return f"{folders[path.parent]}{os.sep}{path.name}"

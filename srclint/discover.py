"""Paths to article files: files, folders, globs; .gitignore and excludes honoured, in an order that never changes.

A run may take a hundred thousand files, so paths are strings here, and are looked at once.
"""

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import translate
from pathlib import Path, PurePath

from srclint.errors import ConfigError, reason
from srclint.files import slashed
from srclint.lazy import lazy
from srclint.record import NamedTuple
from srclint.settings import Settings

_MAGIC = lazy(r"[*?\[]")
_PIECES = lazy(r"\*+|\?|\[!?\]?[^\]]*\]|[^*?\[]+|\[")
_GLOB_MARKS = {"*": "[^/]*", "**": "[^/]*", "?": "[^/]"}


class Found(NamedTuple):
    """A file to read, or why a path leads to none.

    `path` is absolute, `display` the path as it is shown, `link` whether it is a symbolic link.
    """

    path: str
    display: str
    error: str | None = None
    link: bool = False


def discover(names: Iterable[str], settings: Settings) -> Iterator[Found]:
    """The article files that paths stand for, in the order of the paths as shown, each file once.

    A folder stands for the article files under it (`settings.include`), without hidden folders, without what
    `settings` excludes or git ignores; links to folders are not followed. A file that is named is taken whatever it
    is called; only under `settings.force_exclude` must it be an article file that is not excluded. A glob stands for
    the files and folders it matches. A path that does not exist, and a glob or folder that cannot be read, come out
    as errors.

    Raises:
        ConfigError: for an empty path, which a script's unset variable makes and which is not meant to be the folder.
    """
    names = list(names)
    if "" in names:
        raise ConfigError("one of the paths is empty; name a file or a folder, or none for the working folder")
    show = _Shown()
    found = [item for name in names for item in _resolve(name, settings, show)]
    found.sort(key=lambda item: (item.link, item.display))
    folders: dict[str, str] = {}
    seen: set[str] = set()
    kept: list[Found] = []
    for item in found:
        identity = _identity(item, folders)
        if identity not in seen:
            seen.add(identity)
            kept.append(item)
    kept.sort(key=lambda item: item.display)
    yield from kept


def shown(path: str | Path) -> str:
    """A path as every output shows it: relative to the working folder, with forward slashes."""
    absolute = _absolute(path)
    try:
        return slashed(os.path.relpath(absolute))
    except ValueError:  # another drive
        return slashed(absolute)


class _Shown:
    """`shown` for many absolute paths of files: how a folder is shown is found out once."""

    def __init__(self) -> None:
        self._folders: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        folder, _, name = path.rpartition(os.sep)
        start = self._folders.get(folder)
        if start is None:
            where = shown(folder or os.sep)
            start = self._folders[folder] = "" if where == "." else where.removesuffix("/") + "/"
        return start + slashed(name)


def tracked_files(root: Path, settings: Settings) -> list[str]:
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
    top = _absolute(root)
    excludes = _Excludes(settings, top)
    included = article_names(settings)
    paths = (_inside(top, name) for name in sorted(names) if included(PurePath(name).name))
    return [path for path in paths if _is_file(path) and not excludes.cover(path)]


class _Excludes:
    """The excluded files and folders of the settings, as patterns in the manner of .gitignore.

    They are matched against paths relative to the configuration's folder; below a folder that was named although it
    is excluded or lies elsewhere, against paths relative to that folder.
    """

    def __init__(self, settings: Settings, folder: str) -> None:
        from srclint.gitignore import configured

        self._patterns = configured((*settings.exclude, *settings.extend_exclude), "exclude")
        self._base = _absolute(settings.root)
        if not _lies_in(folder, self._base) or (folder != self._base and self.cover(folder, is_folder=True)):
            self._base = folder

    def cover(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether a path is excluded, itself or by a folder above it."""
        below = path[len(_inside(self._base, "")) :]
        return self._patterns.said(slashed(below) + "/" * is_folder) is True


def _resolve(name: str, settings: Settings, show: Callable[[str], str]) -> Iterator[Found]:
    """What one path of the command line stands for."""
    path = _absolute(name)
    mode = _mode(path)
    if mode is not None and (stat.S_ISDIR(mode) or (stat.S_ISLNK(mode) and _leads_to_folder(path))):
        yield from _walk(path, settings, show)
    elif mode is not None:
        if not (settings.force_exclude and _force_excluded(path, settings)):
            yield Found(path, show(path), link=stat.S_ISLNK(mode))
    elif _MAGIC.search(name):
        yield from _glob(name, settings, show)
    else:
        yield Found(path, show(path), _why_not_there(path))


def _force_excluded(path: str, settings: Settings) -> bool:
    """Whether a folder that holds the named file would leave it out."""
    root = _absolute(settings.root)
    folder, _, name = path.rpartition(os.sep)
    base = root if _lies_in(path, root) else folder or os.sep
    return not article_names(settings)(name) or _Excludes(settings, base).cover(path)


def _walk(folder: str, settings: Settings, show: Callable[[str], str]) -> Iterator[Found]:
    """The article files under a folder."""
    from srclint.gitignore import Ignores

    excludes = _Excludes(settings, folder)
    ignores = Ignores(folder) if settings.respect_gitignore else None
    included = article_names(settings)
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as listing:
                entries = list(listing)
        except OSError as error:
            yield Found(here, shown(here), os.strerror(error.errno) if error.errno else str(error))
            continue
        for entry in entries:
            path, link = entry.path, entry.is_symlink()
            is_folder = entry.is_dir(follow_symlinks=False)
            if is_folder:
                wanted = not entry.name.startswith(".")
            else:
                wanted = included(entry.name) and not (link and _leads_to_folder(path))
            if not wanted or excludes.cover(path, is_folder=is_folder):
                continue
            if ignores is not None and ignores.ignored(path, is_folder=is_folder):
                continue
            if is_folder:
                waiting.append(path)
            else:
                yield Found(path, show(path), link=link)


def article_names(settings: Settings) -> Callable[[str], bool]:
    """What tells by a file's name whether a folder's file is an article; macOS keeps no articles in "._" files."""
    wanted = re.compile("|".join(translate(glob.lower()) for glob in settings.include) or "(?!)")
    return lambda name: not name.startswith("._") and wanted.match(name.lower()) is not None


def _glob(pattern: str, settings: Settings, show: Callable[[str], str]) -> Iterator[Found]:
    """The article files that a glob matches, or that lie in a folder it matches; for shells that expand none."""
    parts = PurePath(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if _MAGIC.search(part))
    folder = _absolute(PurePath(*parts[:fixed]))
    wanted = re.compile(_expression(parts[fixed:]))
    start = len(_inside(folder, ""))
    matched = False
    for found in _walk(folder, settings, show) if Path(folder).is_dir() else ():
        if wanted.fullmatch(found.path[start:].replace(os.sep, "/")):
            matched = True
            yield found
    if not matched:
        lost = _inside(folder, str(PurePath(*parts[fixed:])))
        yield Found(lost, pattern.replace("\\", "/"), "the glob matches no article file")


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


def _absolute(path: str | PurePath) -> str:
    """The path from the root on, with links kept as they are (which `Path.resolve` would follow)."""
    return os.path.abspath(path)  # noqa: PTH100


def _inside(folder: str, name: str) -> str:
    """The path of a file or folder in a folder, by its path from there; of "", what the paths of all start with."""
    return folder.rstrip(os.sep) + os.sep + name.replace("/", os.sep)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(_inside(folder, ""))


def _mode(path: str) -> int | None:
    """The mode of a file, of a link itself; None where there is none."""
    try:
        return os.lstat(path).st_mode
    except (OSError, ValueError):
        return None


def _why_not_there(path: str) -> str:
    """Why nothing is to be found at a path: mostly that there is nothing."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        pass
    except OSError as error:  # a folder above that must not be looked into, say
        return reason(error)
    return "no such file or folder"


def _leads_to_folder(path: str) -> bool:
    return Path(path).is_dir()


def _is_file(path: str) -> bool:
    return Path(path).is_file()


def _identity(item: Found, folders: dict[str, str]) -> str:
    """The file that a path leads to; `folders` remembers the real paths of folders."""
    if item.link:
        return os.path.realpath(item.path)
    folder, _, name = item.path.rpartition(os.sep)
    real = folders.get(folder)
    if real is None:
        real = folders[folder] = os.path.realpath(folder or os.sep)
    return item.path if real == folder else _inside(real, name)

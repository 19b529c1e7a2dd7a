"""What git ignores: .gitignore files at every level and .git/info/exclude; not a user's global settings."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

from srclint.files import as_text


class Ignores:
    """The ignore files that hold below a folder.

    They are read as the walk reaches their folders. A folder's own file speaks before those above it, and the first
    that has an opinion decides. Where the named folder itself is ignored, the files above it have no say.
    """

    def __init__(self, folder: Path) -> None:
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        self._excludes: dict[Path, GitIgnoreSpec | None] = {}
        self._top = folder
        top = _repository(folder)
        if top is not None:
            self._excludes[top] = _spec(_exclude_file(top))
            self._top = top
            if folder != top and self.ignored(folder, is_folder=True):
                self._top = folder

    def ignored(self, path: Path, *, is_folder: bool) -> bool:
        """Whether git would leave a file or folder out; folders above it are taken to be in."""
        for folder in self._upwards(path.parent):
            name = as_text(path.relative_to(folder).as_posix()) + "/" * is_folder
            for specs in (self._specs, self._excludes):
                spec = specs.get(folder)
                said = spec.check_file(name).include if spec is not None else None
                if said is not None:
                    return said
        return False

    def _upwards(self, folder: Path) -> Iterator[Path]:
        while True:
            if folder not in self._specs:
                self._specs[folder] = _spec(folder / ".gitignore")
            yield folder
            if folder in (self._top, folder.parent):
                return
            folder = folder.parent


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


def _spec(path: Path) -> "GitIgnoreSpec | None":
    from pathspec import GitIgnoreSpec

    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
        return GitIgnoreSpec.from_lines(lines) if lines else None
    except (OSError, ValueError):
        return None

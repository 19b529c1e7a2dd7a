"""From paths and settings to articles and rules: what every command starts with."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from os.path import isdir
from pathlib import Path
from typing import TYPE_CHECKING

from srclint.article import Article, Hints
from srclint.config import Settings
from srclint.discover import discover, shown, tracked_files
from srclint.errors import ConfigError
from srclint.files import file_of
from srclint.readers import ReadOptions, Unreadable, read_articles, read_bytes
from srclint.record import record, replace
from srclint.registry import rules
from srclint.rule import Rule

if TYPE_CHECKING:
    from srclint.neardup.archive import Archive


@record
class Scope:
    """What the stories of a run are compared with.

    `together` is whether the files of the run are compared with each other, `tracked` whether the article files that
    git tracks are read too; `index` is the archive to compare with, in words (None without one).
    """

    settings: Settings
    together: bool
    tracked: bool
    index: str | None = None

    @property
    def compares(self) -> bool:
        """Whether anything is compared."""
        return self.together or self.index is not None

    @property
    def words(self) -> str:
        """The scope for people, as every output states it."""
        files = "all article files that git tracks" if self.tracked else "each other" if self.together else None
        return " and ".join(part for part in (files, self.index) if part is not None) or "nothing"

    @contextmanager
    def archive(self) -> "Iterator[Archive | None]":
        """The index of the settings, open for reading; None without one.

        Raises:
            IndexFileError: it cannot be used.
        """
        if self.settings.index is None:
            yield None
            return
        from srclint.neardup.archive import Archive

        with Archive.open(self.settings.index) as archive:
            yield archive

    def others(self, named: Iterable[str]) -> Iterator[Article | Unreadable]:
        """The articles to compare with that are not among the `named` paths as shown."""
        if not self.tracked:
            return
        seen = set(named)
        options = read_options(self.settings)
        for path in tracked_files(self.settings.root, self.settings):
            display = shown(path)
            if display not in seen:
                yield from read_articles(Path(path), display, options)


def scope_of(names: Sequence[str], settings: Settings) -> Scope:
    """What a run over `names` compares: a folder's files with each other, single files with nothing of their own.

    Raises:
        IndexFileError: for an index that cannot be used.
    """
    tracked = settings.compare == "tracked"
    scope = Scope(settings, tracked or any(map(isdir, names)), tracked)
    with scope.archive() as archive:
        if archive is None:
            return scope
        stories = archive.size()
        many = "1 story" if stories == 1 else f"{stories:,} stories"
        return replace(scope, index=f"the index {archive.name} ({many})")


def tracked_names(settings: Settings) -> list[str]:
    """The article files that git tracks below the configuration's folder, as paths to name.

    Raises:
        ConfigError: that folder is in no git repository.
    """
    return tracked_files(settings.root, settings)


def load(
    names: Sequence[str], settings: Settings, *, stdin: tuple[bytes, str] | None = None
) -> Iterator[Article | Unreadable]:
    """The articles that paths stand for, in path order; a file that cannot be read is an `Unreadable`.

    Args:
        names: files, folders, globs, and "-" for `stdin`.
        settings: what is excluded, and how records are read.
        stdin: the bytes of "-" and the file name that tells their format.
    """
    options = read_options(settings)
    if stdin is not None and "-" in names:
        yield from read_bytes(*stdin, options)
    for found in discover([name for name in names if name != "-"], settings):
        if found.error is not None:
            yield Unreadable(found.display, found.error)
        else:
            yield from read_articles(Path(found.path), found.display, options)


def reread(path: str, settings: Settings) -> Article | None:
    """The article that was once reported under `path`, read again; None where it is gone or cannot be read."""
    found = (item for item in load((file_of(path),), settings) if item.path == path)
    item = next(found, None)
    return item if isinstance(item, Article) else None


def read_options(settings: Settings) -> ReadOptions:
    """How the readers read under these settings."""
    return ReadOptions(
        fields={name: keys for name, keys in settings.jsonl.items() if name != "id"},
        id_field=next(iter(settings.jsonl.get("id", ())), None),
        hints=Hints(language=settings.language, packs=packs_of(settings)),
    )


def rules_of(settings: Settings) -> dict[str, Rule]:
    """Every rule there is under these settings, by code.

    Raises:
        ConfigError: for a rule path that does not exist, or a pack or plugin that cannot be used.
    """
    modules = tuple(str(path) for path in _rule_files(settings) if path.suffix == ".py")
    return rules(packs_of(settings), (*modules, *settings.plugins))


def packs_of(settings: Settings) -> tuple[str, ...]:
    """The TOML packs of the project's own: those of the rule paths, and the learned ones."""
    return (*(str(path) for path in _rule_files(settings) if path.suffix == ".toml"), *settings.packs)


def _rule_files(settings: Settings) -> Iterator[Path]:
    for name in settings.rule_paths:
        path = Path(name)
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix in (".toml", ".py") and _holds_rules(path, p))
        elif not path.is_file():
            raise ConfigError(f"rule-paths: {name}: no such file or folder")
        elif path.suffix not in (".toml", ".py"):
            raise ConfigError(f"rule-paths: {name}: neither a pack (.toml) nor a module (.py), nor a folder of them")
        else:
            yield path


def _holds_rules(folder: Path, path: Path) -> bool:
    """Whether a file below a folder of rules is one of them: nothing on the way starts with "_" or "."."""
    return not any(part.startswith(("_", ".")) for part in path.relative_to(folder).parts)

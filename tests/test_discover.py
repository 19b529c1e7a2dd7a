"""Paths to files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from srclint.discover import discover, shown, tracked_files
from srclint.errors import ConfigError
from srclint.settings import Settings

LINKS = pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A working folder; `tree("a/b.txt", ...)` makes files in it, `Settings` then takes it as its root."""
    monkeypatch.chdir(tmp_path)

    def make(*names, **texts):
        del texts
        for name in names:
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("The ferry left.\n", encoding="utf-8")
        return tmp_path

    return make


def found(*names, **options):
    items = list(discover(names, Settings(**options)))
    return [item.display for item in items if item.error is None]


def errors(*names, **options):
    return {item.display: item.error for item in discover(names, Settings(**options)) if item.error is not None}


def git(*arguments, cwd):
    subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True)


def test_a_folder_stands_for_its_article_files_in_order(tree):
    tree("b.txt", "a/z.md", "a.HTML", "a/y.jsonl", "c.py", "a/b/c.markdown", "d.htm", "e.pdf", "._b.txt")
    assert found(".") == ["a.HTML", "a/b/c.markdown", "a/y.jsonl", "a/z.md", "b.txt", "d.htm"]
    assert found("a", "b.txt") == ["a/b/c.markdown", "a/y.jsonl", "a/z.md", "b.txt"]


def test_hidden_folders_and_default_excludes(tree):
    tree(
        ".hidden/a.txt", "node_modules/a.md", ".git/a.txt", "venv/a.txt", "README.md", "docs/README.md", "LICENSE.txt",
        "CHANGELOG.md", "requirements-dev.txt", "robots.txt", "CMakeLists.txt", "docs/readers.md", "license-row.txt",
    )  # fmt: skip
    assert found(".") == ["docs/readers.md", "license-row.txt"]


def test_named_files_are_taken_unless_excludes_are_forced(tree):
    tree("README.md", "story.txt", "drafts/a.txt", "style.css")
    names = ("README.md", "story.txt", "drafts/a.txt", "style.css")
    assert set(found(*names, extend_exclude=("drafts",))) == set(names)
    assert found(*names, extend_exclude=("drafts",), force_exclude=True) == ["story.txt"]


def test_excludes_are_globs_from_the_root_of_the_configuration(tree):
    tree("a/x.txt", "b/x.txt", "b/a/x.txt", "keep.txt")
    assert found(".", extend_exclude=("/a", "b/a/*.txt")) == ["b/x.txt", "keep.txt"]
    assert found("b", extend_exclude=("/a", "b/a/*.txt")) == ["b/x.txt"]
    assert found("a", extend_exclude=("/a",)) == ["a/x.txt"]


def test_what_is_included_goes_by_name_in_either_case(tree):
    tree("a.TXT", "b.text", "c.md")
    assert found(".", include=("*.txt", "*.TEXT")) == ["a.TXT", "b.text"]


def test_an_exclude_that_is_no_pattern_is_refused(tree):
    tree("a.txt")
    with pytest.raises(ConfigError, match=r"exclude: '!' is no pattern as in a \.gitignore"):
        found(".", extend_exclude=("!",))


def test_a_folder_beside_the_root_is_no_victim_of_its_path(tree, tmp_path, monkeypatch):
    tree("venv/stories/a.txt", "work/b.txt")
    monkeypatch.chdir(tmp_path / "work")
    assert found("../venv/stories") == ["../venv/stories/a.txt"]
    assert found(str(tmp_path / "venv")) == ["../venv/stories/a.txt"]


def test_gitignore_at_every_level(tree):
    root = tree("a.txt", "b.txt", "out/c.txt", "s/a.txt", "s/b.txt", "s/t/b.txt", "local.txt")
    git("init", "-q", cwd=root)
    (root / ".gitignore").write_text("b.txt\n/out/\n")
    (root / "s" / ".gitignore").write_text("a.txt\n!b.txt\n")
    (root / ".git" / "info" / "exclude").write_text("local.txt\n")
    assert found(".") == ["a.txt", "s/b.txt", "s/t/b.txt"]
    assert found("s") == ["s/b.txt", "s/t/b.txt"]
    assert found("out", "b.txt") == ["b.txt", "out/c.txt"]
    assert len(found(".", respect_gitignore=False)) == 7


def test_gitignore_without_a_repository(tree):
    root = tree("a.txt", "b.txt")
    (root / ".gitignore").write_text("b.txt\n")
    assert found(".") == ["a.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["a.txt", "b1.txt"]),
        ("**/*.txt", ["a.txt", "b1.txt", "s/a.txt", "s/t/a.txt"]),
        ("s/*", ["s/a.txt", "s/b.md", "s/t/a.txt"]),
        ("s/**", ["s/a.txt", "s/b.md", "s/t/a.txt"]),
        ("b[0-9].tx?", ["b1.txt"]),
        ("[!ab]*/t/*.txt", ["s/t/a.txt"]),
        ("*/t", ["s/t/a.txt"]),
        ("./s/*.md", ["s/b.md"]),
    ],
)
def test_globs_are_expanded(tree, pattern, expected):
    tree("a.txt", "b1.txt", "s/a.txt", "s/b.md", "s/t/a.txt", "s/c.py")
    assert found(pattern) == expected


def test_a_file_with_the_name_of_a_glob_is_that_file(tree):
    tree("a[1].txt", "a1.txt")
    assert found("a[1].txt") == ["a[1].txt"]


def test_what_is_not_there_is_an_error(tree):
    tree("a.txt")
    assert set(errors("gone.txt", "gone/*.txt", "*.md", "a.txt")) == {"gone.txt", "gone/*.txt", "*.md"}


@pytest.mark.skipif(sys.platform == "win32", reason="longer names are not there either on Windows")
def test_what_cannot_be_looked_for_is_not_said_to_be_missing():
    name = "x" * 300 + ".txt"
    assert errors(name) == {name: "File name too long"}


def test_a_folder_without_articles_is_no_error(tree):
    tree("src/a.py")
    assert (found("src"), errors("src")) == ([], {})


def test_a_file_named_twice_comes_once(tree):
    root = tree("s/a.txt")
    assert found("s", "s/a.txt", "./s/../s/a.txt", str(root / "s" / "a.txt"), "*/a.txt") == ["s/a.txt"]


@LINKS
def test_links(tree):
    root = tree("s/a.txt", "else/b.txt")
    (root / "s" / "aa.txt").symlink_to("a.txt")
    (root / "s" / "0.txt").symlink_to("a.txt")
    (root / "s" / "loop").symlink_to(root)
    (root / "s" / "self.txt").symlink_to("self.txt")
    (root / "s" / "folder.txt").symlink_to(root / "else")
    assert found("s") == ["s/a.txt", "s/self.txt"]
    assert found("s/loop/else") == ["s/loop/else/b.txt"]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that hold")
def test_a_folder_that_cannot_be_read_is_an_error(tree):
    root = tree("s/a.txt", "b.txt")
    (root / "s").chmod(0)
    assert (found("."), set(errors("."))) == (["b.txt"], {"s"})
    (root / "s").chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="needs names that are no text")
def test_a_name_that_is_no_text_can_be_shown(tree):
    root = tree()
    Path(os.fsdecode(os.fsencode(root) + b"/caf\xe9.txt")).write_text("x")
    assert found(".") == ["caf\\xe9.txt"]


def test_shown_paths_are_relative(tree, tmp_path):
    tree("s/a.txt")
    assert shown(tmp_path / "s" / "a.txt") == "s/a.txt"
    assert shown(tmp_path.parent / "b.txt") == "../b.txt"


def test_tracked_files(tree):
    root = tree("a.txt", "s/ü b.md", "new.txt", "README.md", "c.py", "gone.txt", "drafts/a.txt")
    git("init", "-q", cwd=root)
    git("add", "a.txt", "s", "README.md", "c.py", "gone.txt", "drafts", cwd=root)
    (root / "gone.txt").unlink()
    tracked = tracked_files(root, Settings(extend_exclude=("drafts",)))
    assert [Path(path).relative_to(root).as_posix() for path in tracked] == ["a.txt", "s/ü b.md"]


def test_tracked_files_want_a_repository(tree, monkeypatch):
    root = tree("a.txt")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    with pytest.raises(ConfigError, match="git repository"):
        tracked_files(root, Settings())
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(ConfigError, match="needs git"):
        tracked_files(root, Settings())

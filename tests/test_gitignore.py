"""Which files git ignores."""

from hypothesis import given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from srclint.gitignore import Ignores, Patterns


def test_the_nearest_file_speaks_first(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "s").mkdir()
    (tmp_path / ".gitignore").write_text("*.txt\n")
    (tmp_path / "s" / ".gitignore").write_text("!b.txt\n")
    ignores = Ignores(str(tmp_path / "s"))
    assert ignores.ignored(str(tmp_path / "s" / "a.txt"), is_folder=False)
    assert not ignores.ignored(str(tmp_path / "s" / "b.txt"), is_folder=False)


def test_a_folder_pattern_takes_folders_only(tmp_path):
    (tmp_path / ".gitignore").write_text("out/\n")
    ignores = Ignores(str(tmp_path))
    assert ignores.ignored(str(tmp_path / "out"), is_folder=True)
    assert not ignores.ignored(str(tmp_path / "out"), is_folder=False)


def test_a_linked_working_tree_has_the_excludes_of_the_main_one(tmp_path):
    main, linked = tmp_path / "main" / ".git", tmp_path / "linked"
    (main / "info").mkdir(parents=True)
    (main / "info" / "exclude").write_text("local.txt\n")
    (main / "worktrees" / "linked").mkdir(parents=True)
    (main / "worktrees" / "linked" / "commondir").write_text("../..\n")
    linked.mkdir()
    (linked / ".git").write_text(f"gitdir: {main / 'worktrees' / 'linked'}\n")
    assert Ignores(str(linked)).ignored(str(linked / "local.txt"), is_folder=False)


def test_a_line_that_is_no_pattern_is_passed_over(tmp_path):
    (tmp_path / ".gitignore").write_text("\ufeffout/\n!\n[z-a]\nb.txt\n", encoding="utf-8")
    ignores = Ignores(str(tmp_path))
    assert ignores.ignored(str(tmp_path / "out"), is_folder=True)
    assert ignores.ignored(str(tmp_path / "b.txt"), is_folder=False)


def test_an_ignore_file_that_is_no_text_ignores_nothing_else(tmp_path):
    (tmp_path / ".gitignore").write_bytes(b"\xff\xfe\n[\nb.txt\n")
    assert not Ignores(str(tmp_path)).ignored(str(tmp_path / "a.txt"), is_folder=False)


@given(
    st.lists(st.from_regex(r"!?/?(\*\*/)?[ab*?.]{1,4}(/[ab*]{1,3})?/?", fullmatch=True), max_size=5),
    st.from_regex(r"[ab.]{1,3}(/[ab.]{1,3}){0,2}/?", fullmatch=True),
)
def test_patterns_say_what_pathspec_says(lines, name):
    assert Patterns(lines).said(name) == GitIgnoreSpec.from_lines(lines).check_file(name).include

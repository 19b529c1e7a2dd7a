"""Which files git ignores."""

from srclint.gitignore import Ignores


def test_the_nearest_file_speaks_first(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "s").mkdir()
    (tmp_path / ".gitignore").write_text("*.txt\n")
    (tmp_path / "s" / ".gitignore").write_text("!b.txt\n")
    ignores = Ignores(tmp_path / "s")
    assert ignores.ignored(tmp_path / "s" / "a.txt", is_folder=False)
    assert not ignores.ignored(tmp_path / "s" / "b.txt", is_folder=False)


def test_a_folder_pattern_takes_folders_only(tmp_path):
    (tmp_path / ".gitignore").write_text("out/\n")
    ignores = Ignores(tmp_path)
    assert ignores.ignored(tmp_path / "out", is_folder=True)
    assert not ignores.ignored(tmp_path / "out", is_folder=False)


def test_a_linked_working_tree_has_the_excludes_of_the_main_one(tmp_path):
    main, linked = tmp_path / "main" / ".git", tmp_path / "linked"
    (main / "info").mkdir(parents=True)
    (main / "info" / "exclude").write_text("local.txt\n")
    (main / "worktrees" / "linked").mkdir(parents=True)
    (main / "worktrees" / "linked" / "commondir").write_text("../..\n")
    linked.mkdir()
    (linked / ".git").write_text(f"gitdir: {main / 'worktrees' / 'linked'}\n")
    assert Ignores(linked).ignored(linked / "local.txt", is_folder=False)


def test_an_ignore_file_that_is_no_text_ignores_nothing_else(tmp_path):
    (tmp_path / ".gitignore").write_bytes(b"\xff\xfe\n[\nb.txt\n")
    assert not Ignores(tmp_path).ignored(tmp_path / "a.txt", is_folder=False)

"""Atomic writing, and the paths of files as text."""

import os
import stat
import sys

import pytest

from srclint.files import file_of, write_atomically

posix = pytest.mark.skipif(sys.platform == "win32", reason="mode bits and links of POSIX")


def test_a_new_file_and_an_old_one(tmp_path):
    path = tmp_path / "a.txt"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@posix
def test_a_name_may_be_as_long_as_names_can_be(tmp_path):
    path = tmp_path / ("x" * 251 + ".txt")
    path.write_bytes(b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"


@posix
def test_the_mode_is_kept(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    path.chmod(0o640)
    write_atomically(path, b"two")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@posix
def test_a_new_file_gets_the_mode_that_the_mask_leaves(tmp_path):
    before = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.txt", b"")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@posix
def test_a_link_is_written_through(tmp_path):
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.txt", tmp_path / "link.txt"
    target.write_bytes(b"one")
    link.symlink_to(target)
    write_atomically(link, b"two")
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


def test_a_read_only_file_stays(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        write_atomically(path, b"two")
    assert path.read_bytes() == b"one"
    path.chmod(0o644)


def test_a_failure_leaves_the_old_text_and_no_litter(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    monkeypatch.setattr("srclint.files.os.fsync", _full)
    with pytest.raises(OSError, match="disk full"):
        write_atomically(path, b"two")
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.txt", b"one")]


def _full(_):
    raise OSError("disk full")


def test_the_file_of_a_record():
    records = {
        "a.jsonl#3": "a.jsonl",
        "b/a.jsonl#x#y": "b/a.jsonl",
        "A.JSONL#1": "A.JSONL",
        "C#/\n.jsonl#1": "C#/\n.jsonl",
    }
    assert {path: file_of(path) for path in records} == records
    assert [file_of(path) for path in ("story #1.txt", "C#/a.md", "a.txt")] == ["story #1.txt", "C#/a.md", "a.txt"]

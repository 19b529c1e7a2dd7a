"""Files and bytes to articles: the format by the name, every trouble as an Unreadable."""

import os
import socket
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint.article import Article, Hints
from srclint.discover import discover
from srclint.readers import SUFFIXES, ReadOptions, Unreadable, decode_as, read_articles, read_bytes
from srclint.settings import INCLUDE, Settings

FORMATS = {
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
}


def error(path, **options):
    (item,) = read_articles(path, path.name, ReadOptions(**options))
    assert isinstance(item, Unreadable)
    assert item.path == path.name
    return item.message


def test_the_suffixes_are_those_that_a_folder_stands_for():
    assert {f"*{suffix}" for suffix in SUFFIXES} == set(INCLUDE)
    assert set(SUFFIXES) == set(FORMATS)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_name_says_the_format(suffix):
    data = b'{"text": "The ferry left."}' if suffix == ".jsonl" else b"The ferry left."
    hints = Hints(language="en")
    (article,) = read_bytes(data, f"a{suffix.upper()}", ReadOptions(hints=hints))
    assert isinstance(article, Article)
    assert (article.format, article.hints) == (FORMATS[suffix], hints)
    assert [p.text for p in article.paragraphs] == ["The ferry left."]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\x00\x01", b"a\x81"])
def test_what_holds_no_text_is_an_error(tmp_path, suffix, data):
    (tmp_path / f"a{suffix}").write_bytes(data)
    items = list(read_articles(tmp_path / f"a{suffix}", "a", ReadOptions()))
    assert [isinstance(item, Unreadable) for item in items] == [True]


def test_cp1252_is_a_problem_beside_those_of_the_reader():
    (article,) = read_bytes("+++\nx = \n+++\ncafé".encode("cp1252"), "a.md")
    assert ([p.code for p in article.problems], article.encoding) == (["HYG411", "META508"], "cp1252")


def test_the_mark_is_not_counted():
    (article,) = read_bytes("\ufeffCafé".encode(), "a.txt")
    assert (article.source, article.paragraphs[0].span.start, article.encoding) == ("Café", 0, "utf-8-sig")


def test_line_ends_stay_and_none_is_added():
    (article,) = read_bytes(b"One.\r\n\r\nTwo.", "a.txt")
    assert article.source == "One.\r\n\r\nTwo."


def test_troubles_of_the_file_system(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    assert error(tmp_path / "folder.txt") == "a folder, not a file"
    assert error(tmp_path / "gone.txt") == os.strerror(2)
    (tmp_path / "a.pdf").write_text("text")
    assert "not an article format" in error(tmp_path / "a.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")
def test_odd_files_are_not_opened(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe.txt")
    assert error(tmp_path / "pipe.txt") == "a FIFO, not a file"
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert "symbolic links" in error(tmp_path / "loop.txt")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock.txt")
        assert error(tmp_path / "sock.txt") == "a socket, not a file"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs permissions that hold")
def test_a_file_without_permission(tmp_path):
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "a.txt").chmod(0)
    assert error(tmp_path / "a.txt") == os.strerror(13)


def test_large_files_and_paragraphs_have_limits(tmp_path):
    (tmp_path / "a.txt").write_text("One.\n" + "word " * 1000)
    assert "too large" in error(tmp_path / "a.txt", max_bytes=100)
    assert error(tmp_path / "a.txt", max_paragraph=1000).startswith("line 2 is a paragraph of 4,999 characters")
    (item,) = read_bytes(b"x" * 200, "a.txt", ReadOptions(max_bytes=100))
    assert "too large" in item.message


def test_deep_nesting_is_an_error_and_no_traceback(monkeypatch):
    def dive(source):
        return dive(source)

    monkeypatch.setattr("srclint.readers.frontmatter.split", dive)
    assert list(read_bytes(b"text", "a.md")) == [Unreadable("a.md", "nested too deeply")]


@settings(deadline=None, max_examples=150)
@given(st.sampled_from(SUFFIXES), st.binary(max_size=300))
def test_any_bytes_are_articles_or_unreadable(suffix, data):
    for item in read_bytes(data, f"a{suffix}"):
        assert isinstance(item, Article | Unreadable)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([s for s in SUFFIXES if s != ".jsonl"]), st.text(min_size=1, max_size=200), st.integers(0, 3))
def test_text_cut_anywhere_is_read_as_what_it_is(suffix, text, cut):
    data = text.encode("utf-8", "replace")
    for item in read_bytes(data[: len(data) - cut], f"a{suffix}"):
        if isinstance(item, Article):
            assert item.source == decode_as(f"a{suffix}", data[: len(data) - cut]).text


def test_a_folder_of_noise_is_read_to_its_end(tmp_path):
    for number, suffix in enumerate(SUFFIXES):
        (tmp_path / f"noise{number}{suffix}").write_bytes(bytes((7 * n * n + number) % 251 for n in range(4000)))
    found = list(discover([str(tmp_path)], Settings()))
    assert len(found) == len(SUFFIXES)
    for item in found:
        assert list(read_articles(Path(item.path), item.display))

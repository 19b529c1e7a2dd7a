"""Fixing files: to the end, at once or not at all, and without touching any other byte."""

import os
import re
import stat
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Lines, Span
from srclint.fix import ROUNDS, diff, fix_data, fix_file
from srclint.readers.decode import decode
from srclint.results import FileResult
from srclint.rule import Edit, Finding, Fix, Safety, Severity

DOUBLED = re.compile(r"\b(\w+)( \1)\b")
BLANKS = re.compile(r"(?<=\S)  +(?=\S)")


def a_finding(code, span, edits, safety=Safety.SAFE, encoding=None):
    fix = Fix(safety, tuple(edits), encoding)
    return Finding(code, "a-name", Severity.WARNING, "m", "a.txt", span, fix=fix)


def lint_text(source):
    """Doubled words and runs of blanks: two rules whose fixes overlap and call for another round."""
    for match in DOUBLED.finditer(source):
        yield a_finding("HYG410", Span(*match.span()), [Edit(Span(*match.span(2)))])
    for match in BLANKS.finditer(source):
        yield a_finding("HYG402", Span(*match.span()), [Edit(Span(*match.span()), " ")])


def relint(data):
    source = decode(data).text
    return [FileResult("a.txt", findings=tuple(lint_text(source)), source=source, lines=Lines(source))]


def always(*findings):
    return lambda data: [FileResult("a.txt", findings=findings, source="", lines=Lines(decode(data).text))]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.txt"


def test_fixes_are_made_until_nothing_is_left(path):
    path.write_bytes(b"rain rain  rain fell\n")
    outcome = fix_file(path, relint)
    assert path.read_bytes() == b"rain fell\n"
    assert outcome.results[0].findings == ()
    assert outcome.results[0].fixed == sum(outcome.fixed.values()) == 3


def delete_words(data):
    """Finds each word of each line to be too much; a line is a record, in error without words."""
    text = decode(data).text
    for number, line in enumerate(Lines(text).starts, 1):
        source = text[line:].partition("\n")[0]
        found = [a_finding("BP105", Span(*m.span()), [Edit(Span(*m.span()))]) for m in re.finditer(r"x\d?", source)]
        error = None if source.strip() or line == len(text) else "empty"
        yield FileResult(f"a.txt#{number}", error, findings=tuple(found[:1]), source=source, lines=Lines(source, line))


def test_an_article_of_which_nothing_would_be_left_stays_as_it_is(path):
    path.write_bytes(b"x1 x2\nx1 sea\nx\n")
    outcome = fix_file(path, lambda data: list(delete_words(data)))
    assert path.read_bytes() == b"x1 x2\n sea\nx\n"
    assert (outcome.error, outcome.fixed.total()) == (None, 1)
    assert [len(result.findings) for result in outcome.results[:3]] == [1, 0, 1]


def test_twice_is_once(path):
    path.write_bytes(b"the the  the sea\n")
    fix_file(path, relint)
    once = path.read_bytes()
    assert not fix_file(path, relint).changed
    assert path.read_bytes() == once


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"the the sea\r\nand so\r\n", b"the sea\r\nand so\r\n"),
        (b"\xef\xbb\xbfthe the sea\n", b"\xef\xbb\xbfthe sea\n"),
        (b"the the sea", b"the sea"),
        (b"a\rthe the sea\r\n\n", b"a\rthe sea\r\n\n"),
        (b"caf\xe9 the the sea\n", b"caf\xe9 the sea\n"),
        ("é the the 𝄞 sea\n".encode("utf-16"), "é the 𝄞 sea\n".encode("utf-16")),
    ],
    ids=["crlf", "bom", "no-final-newline", "mixed", "cp1252", "utf-16"],
)
def test_every_other_byte_stays(path, before, after):
    path.write_bytes(before)
    fix_file(path, relint)
    assert path.read_bytes() == after


def last_line_goes(code, safety):
    """A rule to which the last line of a text is always boilerplate: it would eat its way up."""

    def lint(data):
        source = decode(data).text
        lines = source.splitlines()
        span = Span(len(source) - len(lines[-1]) - 1, len(source))
        found = (a_finding(code, span, [Edit(span)], safety),) if len(lines) > 1 else ()
        return [FileResult("a.txt", findings=found, source=source, lines=Lines(source))]

    return lint


@pytest.mark.parametrize("code", ["BP103", "HYG402"])
def test_a_second_run_finds_nothing_to_mend(tmp_path, code):
    lint = last_line_goes(code, Safety.UNSAFE)
    once = fix_data(tmp_path / "a.txt", b"Title\nStory\nCaption\nHome\n", lint, unsafe=True)
    assert once.after == "Title\n"
    assert not fix_data(tmp_path / "a.txt", once.after.encode(), lint, unsafe=True).changed


def test_what_only_looks_like_boilerplate_beside_half_a_box_stays(tmp_path):
    def lint(data):
        source = decode(data).text
        box = (re.search(r"home\n*", source), re.search(r"\n*mail", source))  # both want the blank line
        half = re.search(r"\n*caption", source) if source.count("home") + source.count("mail") == 1 else None
        spans = [Span(*match.span()) for match in (*box, half) if match is not None]
        found = tuple(a_finding("BP103", span, [Edit(span)], Safety.UNSAFE) for span in spans)
        return [FileResult("a.txt", findings=found, source=source, lines=Lines(source))]

    before = b"Story\n\ncaption\n\nhome\n\nmail\n"
    assert fix_data(tmp_path / "a.txt", before, lint, unsafe=True).after == "Story\n\ncaption\n"


def test_what_was_judged_goes_in_a_later_round_too(tmp_path):
    def lint(data):
        source = decode(data).text
        matches = (re.search(pattern, source) for pattern in (r"home\n*", r"\n*mail"))  # both want the blank line
        spans = [Span(*match.span()) for match in matches if match is not None]
        found = tuple(a_finding("BP103", span, [Edit(span)], Safety.UNSAFE) for span in spans)
        return [FileResult("a.txt", findings=found, source=source, lines=Lines(source))]

    assert fix_data(tmp_path / "a.txt", b"Story\n\nhome\n\nmail\n", lint, unsafe=True).after == "Story\n"


def test_unsafe_fixes_are_made_only_when_asked_for(path):
    path.write_bytes(b"abc")
    finding = a_finding("BP104", Span(0, 1), [Edit(Span(0, 1))], Safety.UNSAFE)

    def lint(data):
        return always(*([finding] if data.startswith(b"a") else []))(data)

    assert not fix_file(path, lint).changed
    assert fix_file(path, lint, unsafe=True).changed
    assert path.read_bytes() == b"bc"


def test_without_write_the_file_stays(path):
    path.write_bytes(b"the the sea\n")
    outcome = fix_file(path, relint, write=False)
    assert (outcome.before, outcome.after) == ("the the sea\n", "the sea\n")
    assert path.read_bytes() == b"the the sea\n"


def test_a_file_changed_meanwhile_is_not_overwritten(path):
    path.write_bytes(b"the the sea\n")

    def lint(data):
        path.write_bytes(b"someone else's the the text\n")
        return relint(data)

    outcome = fix_file(path, lint)
    assert path.read_bytes() == b"someone else's the the text\n"
    assert outcome.error == "not fixed: the file changed on disk meanwhile"
    assert outcome.results[0].error == outcome.error
    assert not outcome.changed


def test_a_read_only_file_is_an_error(path):
    path.write_bytes(b"the the sea\n")
    path.chmod(0o444)
    outcome = fix_file(path, relint)
    path.chmod(0o644)
    assert "read-only" in outcome.error
    assert path.read_bytes() == b"the the sea\n"


def test_a_file_that_is_gone_is_an_error(path):
    outcome = fix_file(path, relint)
    assert outcome.results[0].error


@pytest.mark.skipif(sys.platform == "win32", reason="mode bits and links of POSIX")
def test_mode_and_links_stay(tmp_path, path):
    path.write_bytes(b"the the sea\n")
    path.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    fix_file(link, relint)
    assert link.is_symlink()
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"the sea\n", 0o640)


def test_the_records_of_a_file_are_fixed_together(path):
    def lint(data):
        source, results, base = data.decode(), [], 0
        for number, line in enumerate(source.splitlines(keepends=True), 1):
            body = line.rstrip("\n")
            found = tuple(lint_text(body))
            results.append(
                FileResult(f"a.jsonl#{number}", findings=found, source=body, lines=Lines(body, base, number))
            )
            base += len(line)
        return results

    path.write_text('{"text": "the the sea"}\n{"text": "é"}\n{"text": "so so"}\n', encoding="utf-8")
    outcome = fix_file(path, lint)
    assert path.read_text(encoding="utf-8") == '{"text": "the sea"}\n{"text": "é"}\n{"text": "so"}\n'
    assert len(outcome.results) == 3


def test_a_fix_can_ask_for_another_encoding(path):
    def lint(data):
        bad = b"\xe9" in data
        return always(*([a_finding("HYG411", None, [], encoding="utf-8")] if bad else []))(data)

    path.write_bytes(b"caf\xe9 the the sea\n")
    outcome = fix_file(path, lint)
    assert path.read_bytes() == "café the the sea\n".encode()
    assert outcome.changed
    assert outcome.reencoded
    assert outcome.fixed == {"HYG411": 1}


def test_a_character_that_the_encoding_lacks_is_an_error(path):
    path.write_bytes(b"caf\xe9\n")
    outcome = fix_file(path, always(a_finding("HYG401", Span(0, 1), [Edit(Span(0, 1), "→")])))
    assert outcome.error == "not fixed: cp1252 has no '→'"
    assert path.read_bytes() == b"caf\xe9\n"


def test_fixes_that_undo_each_other_end(path):
    path.write_bytes(b"a")

    def lint(data):
        other = "b" if data == b"a" else "a"
        return always(a_finding("HYG401", Span(0, 1), [Edit(Span(0, 1), other)]))(data)

    assert fix_file(path, lint).after == "b"


def test_a_fix_that_never_ends_is_stopped(path):
    grow = a_finding("HYG401", Span(0, 0), [Edit(Span(0, 0), "x")])
    assert fix_data(path, b"", always(grow)).after == "x" * ROUNDS


@pytest.mark.skipif(sys.platform == "win32", reason="no FIFOs")
def test_a_fifo_is_an_error_and_no_wait(path):
    os.mkfifo(path)
    assert fix_file(path, relint).error == "not a regular file"


def test_the_diff_is_unified_and_tells_of_a_missing_newline():
    assert diff("a\nb", "a\nc\n", "s.txt") == (
        "--- a/s.txt\n+++ b/s.txt\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n"
    )
    assert diff("a\u2028b\n", "a\u2028b\n", "s.txt") == ""
    assert "\n-a\u2028b\n" in diff("a\u2028b\n", "c\n", "s.txt")


_WORDS = st.lists(st.sampled_from(["the", "sea", "é", "𝄞", " ", "  ", "\n", "\r\n", "\u2028"]), max_size=40)


@given(_WORDS)
def test_words_and_line_ends_outlive_any_fix(tmp_path_factory, words):
    text = "".join(f"{word} " if word.isalpha() else word for word in words)
    data = text.encode()
    outcome = fix_data(tmp_path_factory.getbasetemp() / "a.txt", data, relint)
    assert re.sub(r"[^\r\n\u2028]", "", outcome.after) == re.sub(r"[^\r\n\u2028]", "", text)
    assert set(re.findall(r"\w+|𝄞", outcome.after)) == set(re.findall(r"\w+|𝄞", text))
    again = fix_data(tmp_path_factory.getbasetemp() / "a.txt", outcome.after.encode(), relint)
    assert again.after == outcome.after

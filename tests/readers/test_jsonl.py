"""JSONL records as articles."""

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.article import Article
from srclint.readers import ReadOptions, Unreadable, decode_as, read_bytes


def read(data, **options):
    data = data.encode() if isinstance(data, str) else data
    return list(read_bytes(data, "wire.jsonl", ReadOptions(**options)))


def test_records_are_articles_with_their_place_in_the_file(exact):
    first = json.dumps({"text": "Café one.\n\nTwo.\nThree.", "title": "T", "date": "2024-05-06", "author": "Ada Lorne"})
    data = f'\ufeff{first}\r\n\n  {{"body": "Ünly"}}  \n{{"content": "Last."}}'
    one, two, three = (exact(item) for item in read(data))
    assert [item.path for item in (one, two, three)] == ["wire.jsonl#1", "wire.jsonl#3", "wire.jsonl#4"]
    assert [(p.text, p.block) for p in one.paragraphs] == [("Café one.", 0), ("Two.", 1), ("Three.", 1)]
    assert (one.metadata.title, one.metadata.date, one.metadata.authors) == ("T", "2024-05-06", ("Ada Lorne",))
    assert one.metadata.extra == {"title": "T", "date": "2024-05-06", "author": "Ada Lorne"}
    assert one.source[slice(*one.metadata.spans["date"])] == "2024-05-06"
    text = decode_as("wire.jsonl", data.encode()).text
    for item in (one, two, three):
        assert text.startswith(item.source, item.base)
        assert item.line == text.count("\n", 0, item.base) + 1
        for paragraph in item.paragraphs:
            position = item.lines.position(paragraph.span.start)
            assert text[position.offset] == item.source[paragraph.span.start]


def test_records_of_one_id_have_a_path_each():
    ids = ["x", "x~2", "y", "x", None, "6", "x", 5]
    data = "\n".join(json.dumps({"text": "a", "id": one}) for one in ids)
    assert [item.path.removeprefix("wire.jsonl#") for item in read(data, id_field="id")] == [
        "x", "x~2", "y", "x~3", "5", "6", "x~4", "5~2",
    ]  # fmt: skip


def test_escapes_are_located(exact):
    line = r'{"text": "A \"b\" \u00e9\ud83d\ude00 \/ c\td\n\nsecond \ud800 \u201c"}'
    (article,) = read(line)
    exact(article)
    assert [p.text for p in article.paragraphs] == ['A "b" é😀 / c d', "second \ufffd “"]


def test_hard_wrapped_lines_join_whatever_parts_them(exact):
    lines = [
        "The council of the harbour town decided late on Monday that",
        "the “old” ferry will go on sailing until the new bridge stands,",
        "which the builders now expect to be the case in the autumn of",
        "next year, according to a paper that the office has printed.",
    ]
    for end in ("\n", "\r\n", " \n\t"):
        for ascii_only in (True, False):
            (article,) = read(json.dumps({"text": end.join(lines)}, ensure_ascii=ascii_only))
            exact(article)
            assert [p.text for p in article.paragraphs] == [" ".join(lines)]


def test_a_bad_record_costs_only_itself():
    lines = [
        "oops",
        '{"text": "a"}',
        '{"text": ""}',
        '{"title": "x"}',
        "[1]",
        '{"text": "b"} x',
        '{"text": "c"',
        '{"a" 1}',
    ]
    found = read("\n".join(lines))
    assert [isinstance(item, Unreadable) for item in found] == [True, False, True, True, True, True, True, True]
    assert found[0] == Unreadable("wire.jsonl#1", "not a JSON object")
    assert found[2].message == 'the field "text" is empty'
    assert "column 8" in found[7].message or "column 6" in found[7].message


@pytest.mark.parametrize(
    "line", ["{" * 100_000, '{"text": ' + "[" * 100_000, '{"text": 1' + "0" * 10_000 + "}", "\x00"]
)
def test_hostile_records(line):
    bad, good = read(f'{line}\n{{"text": "a"}}')
    assert isinstance(bad, Unreadable)
    assert isinstance(good, Article)


def test_fields_of_the_users_own():
    record = {"text": "no", "story": {"plain": "Yes\nhe said."}, "hed": "T", "meta": {"id": 7}}
    (article,) = read(
        json.dumps(record), fields={"text": ("missing", "story.plain"), "title": ("hed",)}, id_field="meta.id"
    )
    assert article.path == "wire.jsonl#7"
    assert [p.text for p in article.paragraphs] == ["Yes", "he said."]
    assert article.metadata.title == "T"
    paragraph = article.paragraphs[0]
    assert article.source[paragraph.span.start : paragraph.span.end] == "Yes"


def test_a_record_without_its_id_is_named_by_its_line():
    assert [item.path for item in read('{"text": "a"}\n{"text": "b", "id": "x"}', id_field="id")] == [
        "wire.jsonl#1",
        "wire.jsonl#x",
    ]


def test_a_record_that_is_too_long_is_passed_over():
    long = json.dumps({"text": "ä" * 3000}, ensure_ascii=False)
    found = read(f'{{"text": "a"}}\n{long}\n{{"text": "b"}}', max_bytes=1000)
    assert [isinstance(item, Unreadable) for item in found] == [False, True, False]
    assert found[2].base == len('{"text": "a"}') + len(long) + 2


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xff\xfe{\x00"])
def test_a_file_without_records_is_an_error(data):
    (item,) = read(data)
    assert item.path == "wire.jsonl"


def test_a_line_in_cp1252_is_read_with_a_problem():
    good, odd = read('{"text": "é"}\n'.encode() + '{"text": "café"}'.encode("cp1252"))
    assert (good.problems, odd.encoding) == ((), "cp1252")
    assert [problem.code for problem in odd.problems] == ["HYG411"]


def test_a_large_file_is_read_in_constant_memory():
    line = json.dumps({"text": "The ferry left at noon. " * 20}).encode() + b"\n"

    class Endless(io.RawIOBase):
        left = 4000

        def readable(self):
            return True

        def readinto(self, buffer):
            if not self.left:
                return 0
            self.left -= 1
            buffer[: len(line)] = line
            return len(line)

    from srclint.readers.jsonl import read_jsonl

    tracemalloc.start()
    count = sum(1 for _ in read_jsonl("a.jsonl", io.BufferedReader(Endless(), len(line)), ReadOptions()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 4000
    assert peak < 1_000_000


@given(st.text(max_size=120), st.booleans())
def test_any_text_is_located(exact, text, ascii_only):
    text = text.encode("utf-8", "replace").decode()
    line = json.dumps({"title": "x", "text": text}, ensure_ascii=ascii_only).replace("/", "\\/")
    (item,) = read(line)
    if isinstance(item, Article):
        exact(item)
    else:
        assert not text.strip()


@given(st.binary(max_size=120))
def test_any_bytes_give_records_or_an_error(data):
    assert read(b'{"text": "' + data + b'"}\n' + data)

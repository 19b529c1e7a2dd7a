"""Bytes to text and back."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from srclint.errors import ReadError
from srclint.readers.decode import decode, decode_lines, encode

STORY = "The café on the quay, “Zoë’s”, has closed – for good.\r\nIt rained."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (STORY.encode(), "utf-8"),
        (codecs.BOM_UTF8 + STORY.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + STORY.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + STORY.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + STORY.encode("utf-32-le"), "utf-32-le"),
        (STORY.encode("cp1252"), "cp1252"),
    ],
)
def test_the_text_has_no_mark_and_the_bytes_come_back(data, encoding):
    decoded = decode(data)
    assert decoded.text == STORY
    assert decoded.encoding == encoding
    assert encode(decoded.text, decoded.encoding) == data
    codes = [problem.code for problem in decoded.problems]
    assert codes == ([] if encoding.startswith("utf-8") else ["HYG411"])


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02",
        b"PK\x03\x04" + b"\x01\x02\x03\x04\x05\x06" * 3,
        codecs.BOM_UTF16_LE + b"\x00\xd8a",
        codecs.BOM_UTF8 + b"caf\xe9",
        codecs.BOM_UTF16_LE + b"a\x00\x00\x00",
        b"neither \x81 nor",
    ],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(ReadError):
        decode(data)


def test_the_error_says_where():
    with pytest.raises(ReadError, match=r"byte 0x81 at byte 11 \(line 2\)"):
        decode(b"good line\nb\x81d")


@pytest.mark.parametrize("cut", [STORY.encode()[:-12] + b"\xe2\x80", STORY.encode().replace(b"\xc3\xab", b"\xc3")])
def test_damaged_utf8_is_not_read_as_cp1252(cut):
    decoded = decode(cut)
    assert "café" in decoded.text
    assert "\ufffd" in decoded.text
    with pytest.raises(UnicodeEncodeError):
        encode(decoded.text, decoded.encoding)


def test_damaged_utf8_can_be_written_once_the_damage_is_gone():
    decoded = decode("é".encode() * 5 + b"\xe2\x80")
    assert encode(decoded.text.replace("\ufffd", ""), decoded.encoding) == "ééééé".encode()


def test_a_capital_with_an_accent_before_a_closing_quote_is_cp1252():
    text = "«LIBERTÉ» é à è ç"
    assert decode(text.encode("cp1252")).text == text


def test_a_page_in_the_charset_it_declares_is_right():
    page = '<meta charset="windows-1251"><p>Паром ушёл в полдень</p>'
    decoded = decode(page.encode("windows-1251"), markup=True)
    assert (decoded.text, decoded.problems) == (page, ())
    assert encode(decoded.text, decoded.encoding) == page.encode("windows-1251")


@pytest.mark.parametrize("name", ["iso-8859-1", "no-such", "hex", "unicode_escape", "iso-9999-9"])
def test_a_declared_charset_that_is_no_help_falls_back(name):
    page = f'<meta charset="{name}"><p>café</p>'
    assert decode(page.encode("cp1252"), markup=True).encoding == "cp1252"


def test_lines_are_decoded_one_by_one():
    data = '{"text": "é"}\n'.encode() + '{"text": "ü"}\n'.encode("cp1252")
    decoded = decode_lines(data)
    assert decoded.text == '{"text": "é"}\n{"text": "ü"}\n'
    with pytest.raises(UnicodeEncodeError):
        encode(decoded.text, decoded.encoding)
    assert encode(decoded.text, "utf-8").decode() == decoded.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_lines_of_one_encoding_come_back(encoding):
    data = '{"text": "a"}\r\n{"text": "é"}'.encode(encoding)
    decoded = decode_lines(data)
    assert encode(decoded.text, decoded.encoding) == data


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_a_read_error(data):
    for read in (decode, decode_lines, lambda d: decode(d, markup=True)):
        try:
            decoded = read(data)
        except ReadError:
            continue
        try:
            assert encode(decoded.text, decoded.encoding) == data
        except UnicodeEncodeError:
            assert decoded.encoding in {"utf-8-damaged", "mixed"}

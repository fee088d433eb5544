"""Owns the cases of qdoc.read.encoding: exactly, or asked about."""

from __future__ import annotations

import pytest

from qdoc.errors import DamagedFile, EncodingUnknown, UsageError
from qdoc.read import read_bytes
from qdoc.read.encoding import decode

NOTICE = "关于印发云溪区2026年工作要点的通知\r\n一、总体要求\r\n完成率达到95%以上，喆堃䶮𠮷。\r\n"

EXACT = [
    ("utf-8", NOTICE.encode(), "utf-8"),  # the usual file of today
    ("utf-8-sig", b"\xef\xbb\xbf" + NOTICE.encode(), "utf-8-sig"),  # Notepad's UTF-8: the mark is no text
    ("gb18030", NOTICE.encode("gb18030"), "gb18030"),  # rare characters take four bytes
    ("gbk", "各街道：\n落实通知。".encode("gbk"), "gb18030"),  # old files; GB18030 reads all of GBK
    ("utf-16 with mark", NOTICE.encode("utf-16"), "utf-16"),  # Notepad's "Unicode"
    ("utf-16-be with mark", b"\xfe\xff" + NOTICE.encode("utf-16-be"), "utf-16"),
    ("utf-16-le bare", "一、加强监管\n2026年".encode("utf-16-le"), "utf-16-le"),  # unmistakable by its zero bytes
    ("utf-16-be bare", "一、加强监管\n2026年".encode("utf-16-be"), "utf-16-be"),
    ("utf-16-le ascii", "plan 2026\n".encode("utf-16-le"), "utf-16-le"),  # valid UTF-8 too, but no text is half NUL
    ("联通", "联通".encode("gbk"), "gb18030"),  # old Notepad fell for it; strict UTF-8 has no byte C1
    ("ascii", b"plan 2026\n", "utf-8"),
    ("one accent", "café".encode(), "utf-8"),  # a single two-byte sign is no Chinese word
]


@pytest.mark.parametrize(("name", "data", "codec"), EXACT, ids=[row[0] for row in EXACT])
def test_reads_exactly(name: str, data: bytes, codec: str) -> None:
    text, found = decode(data, "a.txt")
    assert found == codec
    assert text.encode(codec) == data or codec == "utf-16"
    assert not text.startswith("\ufeff")


ASKED = [
    ("通知 in GBK", "通知".encode("gbk")),  # valid as UTF-8 as well, where it reads as Hebrew points
    ("cut UTF-8 and odd byte", "工作要点".encode() + b"\xff\xff"),  # neither
    ("big5", "關於加強工作，請照辦。".encode("big5")),  # its comma lies where GB18030 has nothing
    ("random", bytes(range(128, 256)) + b"\xff"),
]


@pytest.mark.parametrize(("name", "data"), ASKED, ids=[row[0] for row in ASKED])
def test_asks_rather_than_guesses(name: str, data: bytes) -> None:
    with pytest.raises(EncodingUnknown) as refused:
        read_bytes(data, "通知.txt")
    assert "通知.txt" in str(refused.value)
    assert "--encoding" in str(refused.value)


DAMAGED = [
    ("通知.docx", bytes(range(128, 256)) + b"\xff"),  # neither Word nor text: asking for an encoding leads nowhere
    ("通知.PDF", b"\0" * 400),  # a download that never arrived decodes as UTF-8
]


@pytest.mark.parametrize(("name", "data"), DAMAGED, ids=[row[0] for row in DAMAGED])
def test_a_word_file_that_is_none_is_called_damaged(name: str, data: bytes) -> None:
    with pytest.raises(DamagedFile, match="内容却不是"):
        read_bytes(data, name)


def test_a_text_called_docx_is_read_all_the_same() -> None:
    assert read_bytes("一、加强质量工作。".encode(), "通知.docx").text == "一、加强质量工作。"


def test_explicit_encoding_is_taken_strictly() -> None:
    assert decode("請照辦。".encode("big5"), "a.txt", "big5") == ("請照辦。", "big5")
    assert decode("联通".encode("gbk"), "a.txt", "gbk") == ("联通", "gb18030")
    with pytest.raises(EncodingUnknown):
        decode("加强".encode("gbk"), "a.txt", "utf-8")
    with pytest.raises(UsageError):
        decode(b"", "a.txt", "no-such-encoding")


WEB = "<html><head><meta http-equiv='Content-Type' content='text/html; charset={}'></head><body><p>{}</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "real", "text"),
    [
        ("gb2312", "gb18030", "加强监管。"),  # as declared, in the superset
        ("gb2312", "utf-8", "加强监管。"),  # a site that moved to UTF-8 and kept its line
        ("utf-8", "gb18030", "加强监管。"),  # and the other way round
        ("gb2312", "gb18030", "通知"),  # the declaration decides where both would read
        ("big5", "big5", "關於加強，請照辦。"),
    ],
)
def test_web_pages_declare_their_encoding(declared: str, real: str, text: str) -> None:
    source = read_bytes(WEB.format(declared, text).encode(real), "a.html")
    assert source.text == text + "\n"
    assert source.origin.encoding == real

"""Owns the cases of .txt and .md, of repeated texts, and the promise that blocks tile the text."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from qdoc.errors import InputRefused
from qdoc.model import BlockKind, SourceText
from qdoc.read import read_bytes, read_path


def assert_tiles(source: SourceText) -> None:
    assert source.origin.length == len(source.text)
    at = 0
    for block in source.blocks:
        assert block.start == at < block.end
        at = block.end
    assert at == len(source.text)


def pieces(source: SourceText) -> list[tuple[str, str]]:
    return [(b.reason or b.kind.value, source.text[b.start : b.end]) for b in source.blocks]


def test_one_block_a_line_and_newlines_untouched() -> None:
    data = "\ufeff一、总体要求\r\n\r\n　　\n加强监管\r末行".encode()
    source = read_bytes(data, "a.txt")
    assert pieces(source) == [
        ("paragraph", "一、总体要求\r\n"),
        ("blank", "\r\n"),
        ("blank", "　　\n"),
        ("paragraph", "加强监管\r"),
        ("paragraph", "末行"),
    ]
    assert source.origin.sha256 == hashlib.sha256(data).hexdigest()
    assert (source.origin.media_type, source.origin.encoding) == ("text/plain", "utf-8-sig")


def test_other_line_separators_do_not_cut() -> None:
    assert len(read_bytes("甲\u2028乙\x0c丙\x85丁".encode(), "a.txt").blocks) == 1


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n", b"\n\n"])
def test_empty_file_is_told(data: bytes) -> None:
    source = read_bytes(data, "a.txt")
    assert_tiles(source)
    assert [d.code for d in source.diagnostics] == ["R001"]


def test_control_characters_stay_and_are_told() -> None:
    source = read_bytes("甲\0乙\x1b[31m".encode(), "a.txt")
    assert source.text == "甲\0乙\x1b[31m"
    assert [(d.code, d.start) for d in source.diagnostics] == [("R002", 1)]


def test_markdown_says_what_lines_are() -> None:
    text = "---\ntitle: 要点\n---\n# 要点\n\n> 转自某网\n正文\n### 小节\n#话题\n"
    source = read_bytes(text.encode(), "a.md")
    assert source.text == text
    assert [(b.reason or b.kind.value, b.level) for b in source.blocks] == [
        ("front_matter", 0),
        ("front_matter", 0),
        ("front_matter", 0),
        ("heading", 1),
        ("blank", 0),
        ("quotation", 0),
        ("paragraph", 0),
        ("heading", 3),
        ("paragraph", 0),  # no space after #: not a heading in CommonMark
    ]


def test_unclosed_front_matter_is_text() -> None:
    assert {b.kind for b in read_bytes("---\n正文\n".encode(), "a.md").blocks} == {BlockKind.PARAGRAPH}


def test_missing_file_and_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "无此文件.txt", tmp_path):
        with pytest.raises(InputRefused) as refused:
            read_path(path)
        assert path.name in str(refused.value)


# --- a text printed twice ---------------------------------------------------------------------


def _long_text(lines: int = 30) -> list[str]:
    signs = [chr(0x4E00 + 7 * i) for i in range(400)]
    rng = random.Random(7)
    return ["".join(rng.choices(signs, k=25)) + "。" for _ in range(lines)]


def test_second_copy_is_boilerplate_line_by_line() -> None:
    lines = _long_text()
    source = read_bytes(("\n".join(lines) + "\n\n" + "\r\n　　".join(lines) + "\n尾注\n").encode(), "a.txt")
    assert_tiles(source)
    kinds = [b.reason or b.kind.value for b in source.blocks]
    assert kinds == ["paragraph"] * 30 + ["blank"] + ["duplicate_copy"] * 30 + ["paragraph"]
    told = [d for d in source.diagnostics if d.code == "R003"]
    assert len(told) == 1
    assert told[0].start == source.blocks[31].start


def test_second_copy_inside_one_line_is_cut_off() -> None:
    text = "".join(_long_text())
    source = read_bytes((text + text).encode(), "a.txt")
    assert pieces(source) == [("paragraph", text), ("duplicate_copy", text)]


def test_third_copy_too() -> None:
    text = "".join(_long_text())
    assert [k for k, _ in pieces(read_bytes((text * 3).encode(), "a.txt"))] == ["paragraph"] + ["duplicate_copy"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "".join(_long_text(11)) * 2 + "".join(_long_text(120)[40:]),  # a passage repeated, not the whole
        "".join(_long_text(5)) * 2,  # under 300 characters
        "填报单位：　　日期：\n" * 200,  # an empty form
        "□" * 5000,
    ],
)
def test_repetition_that_is_no_second_copy_stays(text: str) -> None:
    assert not [b for b in read_bytes(text.encode(), "a.txt").blocks if b.reason == "duplicate_copy"]


# --- properties -------------------------------------------------------------------------------

_WORDS = st.sampled_from(
    ["一、", "（一）", "1.", "\r\n", "\n", "\r", "　", "加强监管", "。", "---\n", "# ", "> ", "\x01", "\t", "𠮷", "x"]
)


@seed(20260301)
@settings(max_examples=1500, deadline=None, database=None)
@given(st.lists(_WORDS, max_size=60).map("".join), st.sampled_from(["a.txt", "a.md"]))
def test_blocks_tile_and_text_is_the_file(text: str, name: str) -> None:
    source = read_bytes(text.encode(), name)
    assert source.text == text
    assert_tiles(source)


@seed(20260302)
@settings(max_examples=500, deadline=None, database=None)
@given(st.binary(max_size=200))
def test_any_bytes_end_in_a_text_or_a_refusal(data: bytes) -> None:
    try:
        source = read_bytes(data, "a.bin")
    except InputRefused as refusal:
        source, message = None, str(refusal)
    if source is None:
        assert "a.bin" in message
    else:
        assert_tiles(source)


@seed(20260303)
@settings(max_examples=300, deadline=None, database=None)
@given(st.integers(0, 2**32), st.integers(0, 3))
def test_copies_never_change_text(number: int, gap: int) -> None:
    rng = random.Random(number)
    lines = [
        "".join(
            rng.choices("加强监管落实责任推进改革完善机制建立台账开展检查组织培训，、；。 \n　优化服务提升质量", k=40)
        )
        for _ in range(12)
    ]
    text = "".join(lines) + "\n" * gap + "".join(lines)
    source = read_bytes(text.encode(), "a.txt")
    assert source.text == text
    assert_tiles(source)


@pytest.mark.shared
def test_every_real_notice_tiles(shared: Path) -> None:
    paths = sorted((shared / "notices" / "texts").glob("*.txt"))
    assert len(paths) >= 100
    for path in paths:
        source = read_path(path)
        assert source.text == path.read_bytes().decode("utf-8-sig")
        assert_tiles(source)


@pytest.mark.shared
def test_real_notices_printed_twice_are_found(shared: Path) -> None:
    copied = {
        p.name[:3]
        for p in (shared / "notices" / "texts").glob("*.txt")
        if any(b.reason == "duplicate_copy" for b in read_path(p).blocks)
    }
    assert copied == {"030", "128", "130", "133", "136", "137", "138"}

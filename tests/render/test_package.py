"""The zip: order, dates, untouched members, limits."""

from __future__ import annotations

import io
import zipfile

import pytest

from qdoc.errors import DamagedFile, LimitExceeded, QdocError
from qdoc.render.package import CONTENT_TYPES, lay_out, pack, read_package, write_package


def _zip(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def test_content_types_come_first_and_dates_are_fixed() -> None:
    data = write_package(lay_out([pack("word/document.xml", b"<a/>"), pack(CONTENT_TYPES, b"<Types/>")]))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist() == [CONTENT_TYPES, "word/document.xml"]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_members_keep_their_packed_bytes() -> None:
    source = _zip(("a.xml", b"<a/>" * 100), ("b.xml", b"<b/>"))
    members = read_package(source, "a.docx")
    again = read_package(write_package(lay_out(members)), "a.docx")
    assert [(each.name, each.packed) for each in again] == [(each.name, each.packed) for each in members]
    assert members[0].content() == b"<a/>" * 100


def test_same_members_same_bytes_and_new_ones_follow_the_frame() -> None:
    frame = lay_out([pack(CONTENT_TYPES, b"<Types/>")])
    first = write_package(frame, [pack("word/document.xml", "正文".encode())])
    assert first == write_package(frame, [pack("word/document.xml", "正文".encode())])
    assert [each.name for each in read_package(first, "x")] == [CONTENT_TYPES, "word/document.xml"]


def test_names_outside_ascii_are_marked_utf8() -> None:
    data = write_package(lay_out([pack("附件.xml", b"<a/>")]))
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == ["附件.xml"]


BROKEN = [
    (b"not a zip", DamagedFile),  # why: any file may be given as a template
    (_zip(("a.xml", b"<a/>" * 50))[:-30], DamagedFile),  # why: cut off at the end
    (_zip(("a.xml", b"\0" * 20_000_000)), LimitExceeded),  # why: a bomb: ratio far past 100:1
    (_zip(*((f"{i}.xml", b"") for i in range(2_001))), LimitExceeded),  # why: too many members
]


@pytest.mark.parametrize(("data", "error"), BROKEN)
def test_unsafe_or_broken_packages_are_refused(data: bytes, error: type[QdocError]) -> None:
    with pytest.raises(error) as raised:
        read_package(data, "坏.docx")
    assert "坏.docx" in str(raised.value)


def test_a_changed_byte_is_noticed() -> None:
    data = bytearray(_zip(("a.xml", bytes(range(256)) * 4)))
    data[60] ^= 0xFF
    with pytest.raises(DamagedFile):
        read_package(bytes(data), "坏.docx")

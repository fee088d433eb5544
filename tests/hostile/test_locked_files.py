"""Files with a password, each named as such before another program is asked to open them."""

from __future__ import annotations

import io
import zipfile

import pytest

from qdoc.errors import DamagedFile, EncryptedFile
from qdoc.read import read_bytes
from qdoc.read.sniff import Format, sniff_bytes

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml">{}</m:file-entry></m:manifest>'
)


def older_word(flags: int, *, magic: bytes = b"\xec\xa5", sector: int = 3, shift: int = 9, more: str = "") -> bytes:
    """An OLE file whose stream WordDocument begins in ``sector`` with a Word head; flags: bytes 10, 11."""
    size = 1 << shift
    header = OLE + bytes(22) + shift.to_bytes(2, "little")
    entry = "WordDocument\0".encode("utf-16-le").ljust(116, b"\0") + sector.to_bytes(4, "little") + bytes(8)
    named = f"{more}\0".encode("utf-16-le").ljust(128, b"\0")
    parts = [header, entry + named] + [b""] * (sector - 1) + [magic + bytes(8) + flags.to_bytes(2, "little")]
    return b"".join(part.ljust(size, b"\0") for part in parts)


def open_document(inside: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<x/>")
        package.writestr("META-INF/manifest.xml", MANIFEST.format(inside))
    return made.getvalue()


LOCKED = [
    ("an older Word file says so in its head", older_word(0x0100)),
    ("among other flags", older_word(0x13F0)),
    ("in another sector", older_word(0x0100, sector=9)),
    ("in sectors of 4,096 bytes", older_word(0x0100, shift=12)),
    ("a file of Word 6", older_word(0x0100, magic=b"\xdc\xa5")),
    ("rights management", older_word(0, more="\tDRMContent")),
    ("an OpenDocument text names how each part is encrypted", open_document('<m:encryption-data m:checksum="x"/>')),
]


@pytest.mark.parametrize("data", [row[1] for row in LOCKED], ids=[row[0] for row in LOCKED])
def test_the_password_is_named(data: bytes) -> None:
    with pytest.raises(EncryptedFile, match=r"通知\.doc.*(密码|加密)"):
        read_bytes(data, "通知.doc")


OPEN = [
    ("no flag", older_word(0)),
    ("every flag but this one", older_word(0xFEFF)),
    ("no Word file where the directory says", older_word(0x0100, magic=b"\0\0")),
    ("a sector beyond the end", older_word(0x0100)[:1024]),
    ("a sector size of two to the 65,535", older_word(0x0100, shift=9).replace(b"\x09\x00", b"\xff\xff", 1)),
    ("an OpenDocument text without a password", open_document("")),
]


@pytest.mark.parametrize("data", [row[1] for row in OPEN], ids=[row[0] for row in OPEN])
def test_what_has_none_is_not_said_to_have_one(data: bytes) -> None:
    assert sniff_bytes(data, "通知.doc") is Format.OFFICE


def test_a_head_of_nothing_is_no_password() -> None:
    with pytest.raises(DamagedFile):
        read_bytes(b"PK\x03\x04", "通知.docx")

"""Owns what can be wrong with any zip container (docx, xlsx): each fault made from a sound file, no binaries kept."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping

MIB = 1024 * 1024
DTD = '<!DOCTYPE x [<!ENTITY e "gone"><!ENTITY f SYSTEM "http://127.0.0.1:9/x">]>'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Fault = Callable[[bytes, str], bytes]
"""A sound file and the name of its main part → the file with the fault."""


def members(data: bytes) -> dict[str, bytes]:
    """The parts of a package by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: Mapping[str, bytes], *more: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of ``parts``, with ``more`` behind them (names may repeat)."""
    with warnings.catch_warnings(), zipfile.ZipFile(buffer := io.BytesIO(), "w", method) as package:
        warnings.simplefilter("ignore")
        for name, content in (*parts.items(), *more):
            package.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, method)
    return buffer.getvalue()


def with_parts(data: bytes, *more: tuple[str, bytes]) -> bytes:
    """The package with further parts."""
    return pack(members(data), *more)


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    parts = members(data)
    return pack(parts | {part: change(parts[part])})


def into_root(xml: bytes, inside: bytes) -> bytes:
    """XML with ``inside`` before the end tag of its root."""
    at = xml.rindex(b"</")
    return xml[:at] + inside + xml[at:]


def _before_root(xml: bytes, text: bytes) -> bytes:
    at = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
    return xml[:at] + text + xml[at:]


def _utf16(xml: bytes) -> bytes:
    text = xml.decode().split("?>", 1)[-1]
    return f'<?xml version="1.0" encoding="UTF-16"?>{DTD}{text}'.encode("utf-16")


def _forged_size(data: bytes, main: str) -> bytes:
    """The directory and the local header say that the bomb in the main part is 1,000 bytes long."""
    made = bytearray(changed(data, main, lambda xml: xml + b" " * (40 * MIB)))
    name = main.encode()
    at = made.find(b"PK\x03\x04")
    while made[at + 30 : at + 30 + len(name)] != name:
        at = made.find(b"PK\x03\x04", at + 4)
    struct.pack_into("<L", made, at + 22, 1_000)
    at = made.find(b"PK\x01\x02")
    while made[at + 46 : at + 46 + len(name)] != name:
        at = made.find(b"PK\x01\x02", at + 4)
    struct.pack_into("<L", made, at + 24, 1_000)
    return bytes(made)


def _nested(data: bytes, main: str) -> bytes:
    bomb = pack({"a": b"\0" * (30 * MIB)})
    for _ in range(3):
        bomb = pack({f"{n}.zip": bomb for n in range(10)})
    return with_parts(data, ("word/media/a.zip", bomb), ("xl/media/a.zip", bomb))


def _overlapping(data: bytes, main: str) -> bytes:
    """Every member of the directory points at the same bytes."""
    made = bytearray(with_parts(data, *[(f"a/{n:04}.xml", b"<a/>") for n in range(1500)], ("b.xml", b"<b/>")))
    at, first = made.find(b"PK\x01\x02"), None
    while at >= 0:
        (offset,) = struct.unpack_from("<L", made, at + 42)
        first = offset if first is None else first
        struct.pack_into("<L", made, at + 42, first)
        at = made.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def _encrypted(data: bytes, main: str) -> bytes:
    made = bytearray(data)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = made.find(sign)
        while place >= 0:
            made[place + at] |= 1
            place = made.find(sign, place + 4)
    return bytes(made)


def _wrong_sum(data: bytes, main: str) -> bytes:
    parts = members(data)
    packed = zlib.compress(parts[main], 6)[2:-4]
    return data.replace(packed[-12:], packed[-12:-6] + b"\0" * 6, 1) if packed[-12:] in data else data[:-200]


def _deep(depth: int) -> Callable[[bytes], bytes]:
    return lambda xml: into_root(xml, b"<x>" * depth + b"</x>" * depth)


def _outside(kind: str, target: str) -> bytes:
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{RELATIONS}"><Relationship Id="rId99" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def _linked(kind: str, target: str) -> Fault:
    def make(data: bytes, main: str) -> bytes:
        folder, name = main.rsplit("/", 1)
        parts = members(data)
        rels = f"{folder}/_rels/{name}.rels"
        more = f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'.encode()
        old = parts.get(rels)
        return pack(parts | {rels: into_root(old, more) if old else _outside(kind, target)})

    return make


def _dtd_in(part: str) -> Fault:
    def make(data: bytes, main: str) -> bytes:
        parts = members(data)
        name = part or main
        if name not in parts:
            return with_parts(data, (name, f"{DTD}<x>&e;</x>".encode()))
        return changed(data, name, lambda xml: _before_root(xml, DTD.encode()))

    return make


def _main(change: Callable[[bytes], bytes]) -> Fault:
    return lambda data, main: changed(data, main, change)


REFUSED: dict[str, Fault] = {
    "forged size": _forged_size,
    "bomb in the main part": _main(lambda xml: xml + b" " * (40 * MIB)),
    "10,000 members": lambda data, main: with_parts(data, *[(f"a/{n}", b"") for n in range(10_000)]),
    "a name twice": lambda data, main: with_parts(data, (main, members(data)[main])),
    "encrypted members": _encrypted,
    "cut in the middle": lambda data, main: data[: len(data) // 2],
    "without its directory": lambda data, main: data[: data.rindex(b"PK\x01\x02")],
    "the last byte gone": lambda data, main: data[:-1],
    "overlapping members": _overlapping,
    "bzip2": lambda data, main: pack(members(data), method=zipfile.ZIP_BZIP2),
    "lzma": lambda data, main: pack(members(data), method=zipfile.ZIP_LZMA),
    "no main part": lambda data, main: pack({n: c for n, c in members(data).items() if n != main}),
    "main part empty": _main(lambda xml: b""),
    "main part cut": _main(lambda xml: xml[:-20]),
    "main part no XML": _main(lambda xml: b"\x89PNG\r\n" * 10),
    "DTD in the main part": _dtd_in(""),
    "DTD in UTF-16": _main(_utf16),
    "XML depth 300": _main(_deep(300)),
    "XML depth 100,000": _main(_deep(100_000)),
}
"""Faults that every reader must refuse."""
EITHER: dict[str, Fault] = {
    "nested bombs": _nested,
    "names with ../": lambda data, main: with_parts(data, ("../../evil.xml", b"<a/>"), ("a/../../b", b"x")),
    "absolute names": lambda data, main: with_parts(data, ("/etc/passwd", b"x"), ("C:\\windows\\x", b"x")),
    "names with control signs": lambda data, main: with_parts(data, ("a\x1b[31m\u202eb.xml", b"<a/>")),
    "macros": lambda data, main: with_parts(data, (f"{main.split('/')[0]}/vbaProject.bin", b"\xd0\xcf\x11\xe0" * 99)),
    "embedded object": lambda data, main: with_parts(data, (f"{main.split('/')[0]}/embeddings/oleObject1.bin", b"MZ")),
    "attributes by the thousand": _main(
        lambda xml: into_root(xml, b"<x " + b" ".join(b'a%d="1"' % n for n in range(5_000)) + b"/>")
    ),
    "one attribute of 5 MB": _main(lambda xml: into_root(xml, b'<x a="' + bytes(range(97, 123)) * 200_000 + b'"/>')),
    "200,000 empty elements": _main(lambda xml: into_root(xml, b"<x/>" * 200_000)),
    "DTD in the content types": _dtd_in("[Content_Types].xml"),
    "DTD in a part of no use": _dtd_in("customXml/item1.xml"),
    "DTD in the properties": _dtd_in("docProps/core.xml"),
    "a picture on the network": _linked("image", "http://127.0.0.1:9/a.png"),
    "a template on the network": _linked("attachedTemplate", "\\\\127.0.0.1\\share\\a.dotm"),
    "an object in a file": _linked("oleObject", "file:///etc/passwd"),
    "a frame of another page": _linked("frame", "https://127.0.0.1:9/"),
    "junk before the archive": lambda data, main: b"junk" * 50 + data,
    "junk behind the archive": lambda data, main: data + b"junk" * 50,
}
"""Faults that a reader may pass over or refuse, but must survive."""

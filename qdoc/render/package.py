"""Owns the Word package as a zip: reading one within limits, and writing one whose bytes depend on its content only."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from qdoc.errors import DamagedFile, EncryptedFile, LimitExceeded

CONTENT_TYPES = "[Content_Types].xml"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
MAX_MEMBERS = 2_000
MAX_PART = 64 * 1024 * 1024
MAX_TOTAL = 256 * 1024 * 1024
MAX_RATIO = 100
RATIO_FREE = 100 * 1024
DEFLATE_LEVEL = 6

_RESAVE = "请用 Word 或 WPS 打开后另存为 .docx，或重新取得这个文件"
_STORED, _DEFLATED = 0, 8
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOS_DATE = 0x0021  # 1980-01-01, the first day a zip can name: no clock
_UTF8_NAME = 0x0800
_ENCRYPTED = 0x0001
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


def rels_name(part: str) -> str:
    """The name of the part that holds the relationships of ``part`` (ECMA-376 part 2, 9.3.3)."""
    folder, file = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{file}.rels")


@dataclass(frozen=True, slots=True)
class Member:
    """One part as it lies in the zip: its name and its bytes, still deflated (or stored), with their checksum."""

    name: str
    packed: bytes
    crc: int
    size: int
    method: int = _DEFLATED

    def content(self) -> bytes:
        """The part's own bytes (checked against the limits when the package was read)."""
        return self.packed if self.method == _STORED else zlib.decompress(self.packed, -15)


def pack(name: str, content: bytes, level: int = DEFLATE_LEVEL) -> Member:
    """Deflate ``content`` into a member called ``name``."""
    return Member(name, zlib.compress(content, level, -15), zlib.crc32(content), len(content))


def read_package(data: bytes, name: str) -> tuple[Member, ...]:
    """Take the members out of the zip ``data``, in their order, their packed bytes untouched.

    The limits count actual bytes, not what the directory claims (DESIGN §6, promise 2).
    Raises DamagedFile (not a zip, cut off, a name twice), EncryptedFile, LimitExceeded; messages name the file.
    """
    if data.startswith(_OLE):  # .doc of old, or a .docx under a password
        hint = "请用 Word 或 WPS 打开（有密码的先取消密码），另存为 .docx"
        raise EncryptedFile("是旧的 .doc 文件，或加了密码的文件", file=name, hint=hint)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            archived = [info for info in infos if not info.is_dir()]
    except (zipfile.BadZipFile, ValueError, EOFError, struct.error, NotImplementedError) as error:
        raise DamagedFile(
            "不是完整的 Word（.docx）文件", file=name, hint="请用 Word 或 WPS 打开后另存为 .docx"
        ) from error
    if len(archived) > MAX_MEMBERS:
        raise LimitExceeded(f"文件内含 {len(archived)} 个部件，超过 {MAX_MEMBERS} 个", file=name, hint=_RESAVE)
    members: dict[str, Member] = {}
    total = 0
    for info in archived:
        if info.filename in members:
            raise DamagedFile(f"部件重名：{info.filename}", file=name, hint="请用 Word 或 WPS 打开后另存为 .docx")
        member = _take(data, info, name)
        total += member.size
        if total > MAX_TOTAL:
            raise LimitExceeded("解压后的总大小超过 256 MB", file=name, hint=_RESAVE)
        members[member.name] = member
    return tuple(members.values())


def _take(data: bytes, info: zipfile.ZipInfo, name: str) -> Member:
    if info.flag_bits & _ENCRYPTED:
        raise EncryptedFile("文件已加密", file=name, hint="请先在 Word 或 WPS 中取消密码")
    if info.compress_type not in (_STORED, _DEFLATED):
        raise DamagedFile(
            f"部件 {info.filename} 的压缩方式不受支持", file=name, hint="请用 Word 或 WPS 打开后另存为 .docx"
        )
    try:
        lengths = struct.unpack_from("<2H", data, info.header_offset + 26)
    except struct.error as error:
        raise DamagedFile(f"部件 {info.filename} 不完整", file=name, hint=_RESAVE) from error
    start = info.header_offset + 30 + sum(lengths)
    packed = data[start : start + info.compress_size]
    content = _unpacked(packed, info, name)
    if zlib.crc32(content) != info.CRC or len(content) != info.file_size:
        raise DamagedFile(f"部件 {info.filename} 的校验不符", file=name, hint="文件可能传输损坏，请重新取得")
    return Member(info.filename, packed, info.CRC, info.file_size, info.compress_type)


def _unpacked(packed: bytes, info: zipfile.ZipInfo, name: str) -> bytes:
    if info.compress_type == _STORED:
        content = packed
    else:
        inflate = zlib.decompressobj(-15)
        try:
            content = inflate.decompress(packed, MAX_PART + 1)
        except zlib.error as error:
            raise DamagedFile(
                f"部件 {info.filename} 解压失败", file=name, hint="文件可能传输损坏，请重新取得"
            ) from error
    if len(content) > MAX_PART:
        raise LimitExceeded(f"部件 {info.filename} 解压后超过 64 MB", file=name, hint=_RESAVE)
    if len(content) > RATIO_FREE and len(content) > MAX_RATIO * max(len(packed), 1):
        raise LimitExceeded(f"部件 {info.filename} 的压缩比超过 {MAX_RATIO}:1", file=name, hint=_RESAVE)
    return content


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a package that never changes, already laid out: its bytes, its directory, its number of members."""

    body: bytes
    directory: bytes
    count: int


def lay_out(members: Iterable[Member]) -> Frame:
    """Lay out members that stay as they are; [Content_Types].xml goes first, as Word and mail scanners expect."""
    ordered = sorted(members, key=lambda member: member.name != CONTENT_TYPES)
    return _append(Frame(b"", b"", 0), ordered)


def write_package(frame: Frame, members: Iterable[Member] = ()) -> bytes:
    """Finish the zip: the frame, then ``members``, then the directory. Same members, same bytes."""
    done = _append(frame, members)
    end = _END.pack(b"PK\x05\x06", 0, 0, done.count, done.count, len(done.directory), len(done.body), 0)
    return b"".join((done.body, done.directory, end))


def _append(frame: Frame, members: Iterable[Member]) -> Frame:
    body, directory = [frame.body], [frame.directory]
    offset, count = len(frame.body), frame.count
    for member in members:
        name = member.name.encode()
        flags = 0 if member.name.isascii() else _UTF8_NAME
        sizes = (member.crc, len(member.packed), member.size)
        local = _LOCAL.pack(b"PK\x03\x04", 20, flags, member.method, 0, _DOS_DATE, *sizes, len(name), 0)
        central = _CENTRAL.pack(
            b"PK\x01\x02", 20, 20, flags, member.method, 0, _DOS_DATE, *sizes, len(name), 0, 0, 0, 0, 0, offset
        )
        body += (local, name, member.packed)
        directory += (central, name)
        offset += len(local) + len(name) + len(member.packed)
        count += 1
    return Frame(b"".join(body), b"".join(directory), count)

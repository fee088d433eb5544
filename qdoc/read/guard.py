"""Owns the safe opening of what others made: zip containers, XML parts and OLE files, all of them untrusted.

Limits (qdoc/read/limits.py) are checked on the bytes as they come out, whatever the headers say. Nothing is written
to disk, no member's name is used as a path, no relationship is followed to the outside.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qdoc.errors import DamagedFile, EncryptedFile, InputRefused, LimitExceeded
from qdoc.read import limits

if TYPE_CHECKING:
    from lxml.etree import _Element

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_CHUNK = 64 * limits.KIB
_APART = False  # whether this process is the child, which is held to a limit of its own
_DAMAGED_HINT = "请用 Word 或 WPS 打开原文件另存一份，或重新获取完整的文件"
_LIMIT_HINT = "请确认文件来源可靠；可用 Word 或 WPS 打开后另存一份再试"


def stand_apart() -> None:
    """Say that this process is the child: trees of any size may be made, until its memory is used up."""
    global _APART
    _APART = True


def is_apart() -> bool:
    """Say whether this process is the child."""
    return _APART


class Package:
    """A zip container whose members are read one by one under limits."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the container. Raises DamagedFile, EncryptedFile or LimitExceeded."""
        self.name = name
        self._total = 0
        self._kept: dict[str, bytes] = {}
        self._counted: set[str] = set()
        self._nodes = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError):
            raise DamagedFile("压缩包结构不完整，文件可能被截断", file=name, hint=_DAMAGED_HINT) from None
        members = self._zip.infolist()
        if len(members) > limits.MAX_MEMBERS:
            raise LimitExceeded(
                f"压缩包内有 {len(members):,} 个成员",
                file=name,
                rule=f"不超过 {limits.MAX_MEMBERS:,} 个",
                hint=_LIMIT_HINT,
            )
        self._members = {info.filename.lstrip("/"): info for info in members}
        if len(self._members) != len(members):
            raise DamagedFile("压缩包内有重名成员，无法确定以哪一个为准", file=name, hint=_DAMAGED_HINT)

    @property
    def members(self) -> tuple[str, ...]:
        """Names of the members, in the container's order."""
        return tuple(self._members)

    def __contains__(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str) -> bytes:
        """Return a member's bytes; KeyError where there is none, InputRefused where it is broken or too big."""
        if member in self._kept:
            return self._kept[member]
        content = self._unpack(member, self._members[member])
        self._counted.add(member)
        if member.endswith((".xml", ".rels")) and len(content) + self._held() <= limits.KEPT_BYTES:
            self._kept[member] = content
        return content

    def weigh(self, member: str) -> None:
        """Count a member that is not looked into against the limits. Raises as ``read`` does."""
        for _ in self._chunks(member, self._members[member]):
            pass
        self._counted.add(member)

    def drop(self, member: str) -> None:
        """Keep a member no longer: it has been read for the last time."""
        self._kept.pop(member, None)

    def _held(self) -> int:
        return sum(map(len, self._kept.values()))

    def xml_bytes(self) -> int:
        """How much XML the container says that it holds; reading gives no more than it says."""
        return sum(info.file_size for name, info in self._members.items() if name.endswith((".xml", ".rels")))

    def xml(self, member: str) -> _Element:
        """Return the root of an XML member (see ``parse_xml``); KeyError where there is none."""
        return self.tree(self.read(member), member)

    def tree(self, content: bytes, member: str) -> _Element:
        """Return the root of ``content``, a member as it was read (see ``parse_xml``).

        Raises LimitExceeded where the trees of this container come to more than this process may hold.
        """
        if not _APART:
            self._nodes += content.count(b"<") + content.count(b"=")
            if self._nodes > limits.PARENT_TREE_NODES:
                raise LimitExceeded(
                    "文件的内容太多",
                    file=self.name,
                    place=member,
                    rule=f"标记合计不超过 {limits.PARENT_TREE_NODES:,} 个",
                    hint="请把文件拆成几份，或在 Word、WPS 中清除多余的格式后另存一份再试",
                )
        return parse_xml(content, self.name, member)

    def _unpack(self, member: str, info: zipfile.ZipInfo) -> bytes:
        return b"".join(self._chunks(member, info))

    def _chunks(self, member: str, info: zipfile.ZipInfo) -> Iterator[bytes]:
        if info.flag_bits & 0x1:
            raise EncryptedFile(
                "文件有密码保护", file=self.name, hint="请在 Word 或 WPS 中输入密码打开，另存为不加密的文件后再试"
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise DamagedFile("压缩方式不是 Word 文件所用的", file=self.name, place=member, hint=_DAMAGED_HINT)
        size = 0
        try:
            with self._zip.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._total += len(chunk) if member not in self._counted else 0
                    self._check(member, size, info.compress_size)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise DamagedFile("成员不能完整解压", file=self.name, place=member, hint=_DAMAGED_HINT) from None

    def _check(self, member: str, size: int, packed: int) -> None:
        rule = None
        if size > limits.MAX_PART_BYTES:
            rule = f"单个成员解压后不超过 {limits.MAX_PART_BYTES // limits.MIB} MB"
        elif self._total > limits.MAX_TOTAL_BYTES:
            rule = f"全部成员解压后不超过 {limits.MAX_TOTAL_BYTES // limits.MIB} MB"
        elif size > limits.RATIO_FREE_BYTES and size > limits.MAX_RATIO * max(packed, 1):
            rule = f"压缩比不超过 {limits.MAX_RATIO}:1"
        if rule:
            raise LimitExceeded("解压后的内容超出上限", file=self.name, place=member, rule=rule, hint=_LIMIT_HINT)


def parse_xml(data: bytes, name: str, part: str) -> _Element:
    """Return the root element of an XML part. Raises InputRefused for any DTD, DamagedFile for broken XML.

    No entity is expanded, nothing is loaded, comments and processing instructions are dropped.
    """
    made = _parsed(data, name, part, None)
    info = made.getroottree().docinfo
    if info.internalDTD is not None or info.doctype:
        raise _dtd_refused(name, part)
    root: _Element = made
    return root


def check_xml(data: bytes, name: str, part: str) -> None:
    """Refuse what ``parse_xml`` refuses, without making a tree."""
    try:
        _parsed(data, name, part, _NoTree())
    except _DtdMet:
        raise _dtd_refused(name, part) from None


class _DtdMet(Exception):
    """A parser came upon a DTD."""


class _NoTree:
    """What a parser tells of a part instead of making a tree."""

    def doctype(self, *_: object) -> None:
        raise _DtdMet

    def close(self) -> None:
        return None


def _parsed(data: bytes, name: str, part: str, target: Any) -> Any:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        target=target,
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
            raise _dtd_refused(name, part) from None
        if "XML_PARSE_HUGE" in str(error):  # the parser's own limits: depth 256, 10 MB in one text
            raise LimitExceeded(
                "XML 嵌套过深或单段文字过长", file=name, place=part, rule="嵌套不超过 256 层", hint=_LIMIT_HINT
            ) from None
        raise DamagedFile(f"XML 有错：{error}", file=name, place=part, hint=_DAMAGED_HINT) from None


def _dtd_refused(name: str, part: str) -> InputRefused:
    return InputRefused(
        "XML 中带有文档类型声明（DTD）",
        file=name,
        place=part,
        rule="办公软件生成的文件不含 DTD，一律拒收",
        hint="请用 Word 或 WPS 打开后另存一份再试",
    )


def ole_streams(data: bytes) -> frozenset[str]:
    """Return which well-known streams an OLE file names (a scan for directory entries; nothing is followed)."""
    known = ("EncryptedPackage", "WordDocument", "Workbook", "Book", "PowerPoint Document")
    return frozenset(stream for stream in known if (stream + "\0").encode("utf-16-le") in data)

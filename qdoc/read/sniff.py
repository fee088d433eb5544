"""Owns the question what kind of file these bytes are; the suffix of the name only tells .md from .txt and damage."""

from __future__ import annotations

import re
from enum import StrEnum

from qdoc.errors import EncryptedFile, UnsupportedFormat
from qdoc.read import guard

_WEB_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_WEB_FRAGMENT = re.compile(r"\s*<(?:div|p|table|h[1-6]|meta|section|article|span|ul|ol|center|font)\b[^<]*>", re.I)
_WEB_INSIDE = re.compile(r"<(?:html|body)(?:\s[^<>]*)?>", re.I)
_WEB_ARCHIVE = re.compile(r"\s*(?:[\w-]+:.*\n(?:[ \t].*\n)*){0,12}?Content-Type:\s*multipart/related", re.I)
_OURS = re.compile(r'\s*\{\s*"schema"\s*:\s*"qdoc\.')
_WORD_XML = re.compile(r"\s*<\?xml[^>]*>.{0,400}?<(?:pkg:package|w:wordDocument)\b", re.S)
_MARKDOWN_NAMES = (".md", ".markdown")
_BINARY_NAMES = (".docx", ".pdf", ".doc", ".wps")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")


class Format(StrEnum):
    """Kinds of file that a reader exists for."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    OFFICE = "office"  # what LibreOffice must convert first: .doc .wps .rtf .odt


def sniff_bytes(data: bytes, name: str) -> Format | None:
    """Return the format of a binary file, None for text. Raises UnsupportedFormat, EncryptedFile or DamagedFile."""
    if data.startswith(guard.ZIP_MAGIC):
        return _sniff_zip(data, name)
    if data.startswith(guard.OLE_MAGIC):
        return _sniff_ole(data, name)
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(b"{\\rtf"):
        return Format.OFFICE
    if data.startswith(_PICTURES):
        raise UnsupportedFormat("这是一张图片", file=name, hint="请先用文字识别（OCR）软件转成 Word 或文本文件")
    if data.startswith(_ARCHIVES):
        raise UnsupportedFormat("这是一个压缩包", file=name, hint="请先解压，再对其中的通知文件运行 qdoc")
    return None


def promised_format(name: str) -> str | None:
    """Return the suffix of ``name`` where it promises a file that is no text (``.docx``), else None."""
    return next((suffix for suffix in _BINARY_NAMES if name.lower().endswith(suffix)), None)


def sniff_text(text: str, name: str) -> Format:
    """Return the format of a decoded text: HTML by its tags, Markdown by the name (its text is the same)."""
    head = text[:4096]
    markdown = name.lower().endswith(_MARKDOWN_NAMES)
    if _WORD_XML.match(head):
        return Format.OFFICE
    if _OURS.match(head):
        raise UnsupportedFormat(
            "这是 qdoc 写出的 JSON，不是通知",
            file=name,
            hint="请给出通知文件；两年对照可直接用 plan.json：qdoc compare",
        )
    if _WEB_ARCHIVE.match(head):
        raise UnsupportedFormat(
            "这是网页存档（.mht）", file=name, hint="请在浏览器或 Word 中打开，另存为网页（.html）或 .docx 后再试"
        )
    if _WEB_START.match(text[:65536]):
        return Format.HTML
    if markdown:
        return Format.MARKDOWN
    if _WEB_FRAGMENT.match(head) or (head.lstrip().startswith("<") and _WEB_INSIDE.search(head)):
        return Format.HTML
    return Format.TEXT


def _sniff_zip(data: bytes, name: str) -> Format:
    package = guard.Package(data, name)
    members = package.members
    if "EncryptedPackage" in members:
        raise EncryptedFile("文件有密码保护", file=name, hint="请输入密码打开后另存为不加密的文件")
    if any(member.startswith("word/") for member in members):
        return Format.DOCX
    if any(member.startswith("xl/") for member in members):
        raise UnsupportedFormat(
            "这是 Excel 工作簿，不是通知",
            file=name,
            hint="台账请用 qdoc letters 台账.xlsx；通知请给 Word、PDF、网页或文本文件",
        )
    if any(member.startswith("ppt/") for member in members):
        raise UnsupportedFormat("这是演示文稿，不是通知", file=name, hint="请给通知的 Word、PDF、网页或文本文件")
    if "OFD.xml" in members:
        raise UnsupportedFormat("这是 OFD 版式文件", file=name, hint="请用 OFD 阅读器导出为 PDF 或 Word 后再试")
    if "mimetype" in package and package.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"):
        if "META-INF/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise _locked(name)
        return Format.OFFICE
    if "[Content_Types].xml" in members:
        return Format.DOCX  # a Word file may keep its parts under other names; the reader follows its relationships
    raise UnsupportedFormat("这是一个压缩包，不是 Word 文件", file=name, hint="请先解压，再对其中的通知文件运行 qdoc")


def _sniff_ole(data: bytes, name: str) -> Format:
    streams = guard.ole_streams(data)
    if "EncryptedPackage" in streams or _is_locked_word(data):
        raise _locked(name)
    if "\tDRMContent\0".encode("utf-16-le") in data:
        raise EncryptedFile(
            "文件由权限管理（IRM）加密", file=name, hint="请由有权限的人在 Word 中打开，取消限制后另存为 .docx 再试"
        )
    if "WordDocument" in streams:
        return Format.OFFICE
    if streams & {"Workbook", "Book"}:
        raise UnsupportedFormat(
            "这是旧版 Excel 工作簿，不是通知", file=name, hint="台账请另存为 .xlsx 后用 qdoc letters 台账.xlsx"
        )
    raise UnsupportedFormat(
        "这是 Office 旧版复合文件，但不是文字文档", file=name, hint="请在 Word 或 WPS 中另存为 .docx 后再试"
    )


def _is_locked_word(data: bytes) -> bool:
    """Whether an older Word file says that it is encrypted (bit 8 at byte 10 of its stream: [MS-DOC] FibBase).

    The stream begins in the sector that its directory entry names (bytes 116 to 119, [MS-CFB] 2.6.1).
    """
    entry = data.find("WordDocument\0".encode("utf-16-le"))
    sector = int.from_bytes(data[entry + 116 : entry + 120], "little")
    start = (sector + 1) << min(int.from_bytes(data[30:32], "little"), 12)  # the header fills the first sector
    head = data[start : start + 12]
    return entry >= 0 and len(head) == 12 and head[:2] in (b"\xec\xa5", b"\xdc\xa5") and bool(head[11] & 1)


def _locked(name: str) -> EncryptedFile:
    return EncryptedFile(
        "文件有打开密码", file=name, hint="请在 Word 或 WPS 中输入密码打开，另存为不加密的 .docx 后再试"
    )

"""Owns reading: bytes of a notice → one ``SourceText``, told by content and not by suffix.

Guarantees, whatever the format: blocks tile the text; for .txt and .md the text is the decoded file (BOM dropped,
newlines not translated); a text printed twice keeps its second copy as boilerplate. What cannot be read ends in an
``InputRefused`` that names file, reason and next step. This room alone touches a notice's untrusted bytes.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from qdoc.errors import DamagedFile, EncodingUnknown, InputRefused, LimitExceeded
from qdoc.model import Diagnostic, Severity, SourceText
from qdoc.read import limits
from qdoc.read.duplicates import mark_duplicates
from qdoc.read.encoding import decode
from qdoc.read.markdown import read_markdown
from qdoc.read.plain import read_plain
from qdoc.read.sniff import Format, promised_format, sniff_bytes, sniff_text

__all__ = ["file_name", "read_bytes", "read_path"]


def read_path(path: Path, encoding: str | None = None) -> SourceText:
    """Read the file at ``path`` (see ``read_bytes``). Raises InputRefused also where it is missing or a folder."""
    name = file_name(path)
    try:
        size = path.stat().st_size
        if size > limits.MAX_FILE_BYTES:
            raise _too_large(name, size)
        with path.open("rb") as file:
            data = file.read(limits.MAX_FILE_BYTES + 1)  # a device may have no size and no end
    except IsADirectoryError:
        raise InputRefused("这是文件夹，不是文件", file=name, hint="请指明通知文件") from None
    except FileNotFoundError:
        raise InputRefused("找不到这个文件", file=str(path), hint="请检查路径和文件名") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputRefused(f"文件打不开（{reason}）", file=str(path), hint="请检查权限，或先关闭占用它的程序") from None
    return read_bytes(data, name, encoding)


def file_name(path: Path) -> str:
    """Return the name of ``path`` as text: one that is not UTF-8 (GBK off a memory stick) fits no JSON."""
    raw = os.fsencode(path.name)
    for codec in ("utf-8", "gb18030"):
        try:
            return raw.decode(codec)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def read_bytes(data: bytes, name: str, encoding: str | None = None) -> SourceText:
    """Read a notice from its bytes; ``name`` is used in messages and to tell .md from .txt.

    ``encoding``, where given, is used for text and HTML instead of finding out. Raises InputRefused (or a subclass:
    EncodingUnknown, UnsupportedFormat, EncryptedFile, DamagedFile, LimitExceeded, ScannedDocument).
    """
    if len(data) > limits.MAX_FILE_BYTES:
        raise _too_large(name, len(data))
    return mark_duplicates(_with_empty_told(_dispatch(data, name, encoding)))


def _dispatch(data: bytes, name: str, encoding: str | None) -> SourceText:
    match sniff_bytes(data, name):
        case Format.DOCX:
            from qdoc.read.docx import read_docx
            from qdoc.read.worker import heavy_apart

            return heavy_apart(SourceText)(read_docx)(data, name)
        case Format.PDF:
            from qdoc.read.pdf import read_pdf

            return read_pdf(data, name)
        case Format.OFFICE:
            from qdoc.read.office import read_office

            return read_office(data, name)
    if len(data) > limits.MAX_TEXT_BYTES:
        promised = promised_format(name)
        raise _too_long(name) if promised is None else _broken_promise(name, promised)
    text, codec = _decoded(data, name, encoding)
    if len(text) > limits.MAX_TEXT_CHARS:
        raise _too_long(name)
    match sniff_text(text, name):
        case Format.HTML:
            if len(text) > limits.PARENT_PAGE_CHARS:
                from qdoc.read.blocks import make_source
                from qdoc.read.worker import read_html_apart

                far = read_html_apart(text.encode("utf-8", "replace"), name)
                return make_source(data, name, "text/html", codec, far.text, far.blocks, far.diagnostics)
            from qdoc.read.html import read_html

            return read_html(data, name, text, codec)
        case Format.OFFICE:
            from qdoc.read.office import read_office

            return read_office(data, name)
        case Format.MARKDOWN:
            return read_markdown(data, name, text, codec)
    return read_plain(data, name, text, codec)


def _decoded(data: bytes, name: str, encoding: str | None) -> tuple[str, str]:
    """Decode a text; what is called .docx or .pdf and is neither that nor text is a damaged file, not an encoding."""
    promised = promised_format(name)
    try:
        text, codec = decode(data, name, encoding)
    except EncodingUnknown as error:
        if promised is None or encoding is not None:
            raise
        raise _broken_promise(name, promised) from error
    if promised is not None and "\0" in text[:4096]:
        raise _broken_promise(name, promised)
    return text, codec


def _broken_promise(name: str, promised: str) -> DamagedFile:
    return DamagedFile(
        f"文件名写的是 {promised}，内容却不是",
        file=name,
        hint="文件可能没有传完或已经损坏，请重新取得；能在 Word 或 WPS 中打开的，另存为 .docx 后再试",
    )


def _with_empty_told(source: SourceText) -> SourceText:
    if source.text.strip():
        return source
    told = Diagnostic("R001", Severity.WARNING, "文件中没有文字", hint="请确认给的是通知正文所在的文件")
    return replace(source, diagnostics=(*source.diagnostics, told))


def _too_long(name: str) -> LimitExceeded:
    return LimitExceeded(
        f"文字超过 {limits.MAX_TEXT_CHARS:,} 个字符",
        file=name,
        rule="单个文件的文字量有上限",
        hint="请把文件拆分后再试",
    )


def _too_large(name: str, size: int) -> LimitExceeded:
    return LimitExceeded(
        f"文件有 {size / limits.MIB:.0f} MB",
        file=name,
        rule=f"不超过 {limits.MAX_FILE_BYTES // limits.MIB} MB",
        hint="请确认给的是通知文件",
    )

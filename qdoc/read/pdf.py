"""Owns reading PDF: pages from the child process → one text; a PDF without text is refused as a scan."""

from __future__ import annotations

from qdoc.errors import DamagedFile, ScannedDocument
from qdoc.model import Diagnostic, Severity, SourceText
from qdoc.read.blocks import TextBuilder, make_source
from qdoc.read.pdf_layout import write_pages
from qdoc.read.worker import run_worker


def read_pdf(data: bytes, name: str) -> SourceText:
    """Return the text of a PDF, one paragraph, cell, page header or page number a block.

    Lines are joined back into paragraphs (see ``pdf_layout``). Raises ScannedDocument where there are pages but no
    text, EncryptedFile, DamagedFile or LimitExceeded as the child process reports.
    """
    pages = run_worker(data, name)
    if not pages:
        hint = "请重新获取完整的文件，或用 PDF 阅读器另存一份后再试"
        raise DamagedFile("PDF 里没有一页", file=name, hint=hint)
    if not any(page["lines"] or page["tables"] for page in pages):
        raise ScannedDocument(
            f"共 {len(pages)} 页，没有可读的文字（可能是扫描件）",
            file=name,
            hint="请先用文字识别（OCR）软件转成 Word 或带文字的 PDF，核对后再试",
        )
    builder = TextBuilder(name)
    write_pages(pages, builder)
    empty = [
        str(number)
        for number, page in enumerate(pages, start=1)
        if page["pictures"] and not page["lines"] and not page["tables"]
    ]
    told: tuple[Diagnostic, ...] = ()
    if empty:
        shown = "、".join(empty[:10]) + ("等" if len(empty) > 10 else "")
        told = (
            Diagnostic(
                "R011",
                Severity.REVIEW,
                f"第 {shown} 页只有图片，没有读出文字",
                hint="请核对这些页，必要时用文字识别软件处理",
            ),
        )
    text, blocks = builder.build()
    return make_source(data, name, "application/pdf", None, text, blocks, told)

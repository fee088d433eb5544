"""Owns reading PDF: pages from the child process → one text; a PDF without text is refused as a scan."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qdoc.errors import DamagedFile, ScannedDocument
from qdoc.model import Diagnostic, Severity, SourceText
from qdoc.read.blocks import TextBuilder, make_source
from qdoc.read.pdf_layout import write_pages
from qdoc.read.worker import run_worker

_Page = dict[str, Any]
_TOLD: tuple[tuple[str, Severity, Callable[[_Page], Any], str, str], ...] = (
    (
        "R011",
        Severity.REVIEW,
        lambda page: page["pictures"] and not page["lines"] and not page["tables"],
        "第 {} 页只有图片，没有读出文字",
        "请核对这些页，必要时用文字识别软件处理",
    ),
    (
        "R012",
        Severity.WARNING,
        lambda page: page.get("mark") == "unread",
        "第 {} 页已损坏，读不出来；其余各页照常读出",
        "请在 PDF 阅读器中查看这些页，文字另行补入，或向发文单位索取完整的文件",
    ),
    (
        "R013",
        Severity.REVIEW,
        lambda page: page.get("mark") == "second",
        "第 {} 页有错，已改用另一种方法读出，分段和表格可能不准",
        "请与原件逐页核对",
    ),
    (
        "R014",
        Severity.WARNING,
        lambda page: page.get("partly"),
        "第 {} 页可能有一部分文字没有读出",
        "请与原件逐页核对，或改给 Word 文件",
    ),
    (
        "R015",
        Severity.WARNING,
        lambda page: page.get("strange"),
        "第 {} 页有文件没有说明是什么字的符号（读作“(cid:…)”或“\ufffd”）",
        "请与原件核对，或改给 Word 文件",
    ),
    (
        "R016",
        Severity.REVIEW,
        lambda page: page.get("fields"),
        "第 {} 页表单域里填写的文字没有读",
        "需要时请在 PDF 阅读器中打印成新的 PDF 后再试",
    ),
    (
        "R017",
        Severity.INFO,
        lambda page: page.get("comments"),
        "第 {} 页的批注没有读",
        "批注不是通知正文；如写有正式内容，请另行补入",
    ),
)
"""Code, severity, which pages, what is said of them (their numbers in the braces), the next step."""
_BESIDE = (
    ("anew", "R018", Severity.REVIEW, "PDF 不能照常打开，已重新整理后读出", "请与原件核对页数和文字"),
    ("xfa", "R016", Severity.REVIEW, "这是带 XFA 表单的 PDF，表单里的内容没有读", "请打印成新的 PDF 后再试"),
    ("files", "R019", Severity.REVIEW, "PDF 里夹带了附件文件，没有读", "附件里如有任务，请取出后另行处理"),
)


def read_pdf(data: bytes, name: str) -> SourceText:
    """Return the text of a PDF, one paragraph, cell, page header or page number a block.

    Lines are joined back into paragraphs (see ``pdf_layout``). Raises ScannedDocument where there are pages but no
    text, EncryptedFile, DamagedFile or LimitExceeded as the child process reports. What was not read of a file that
    is not refused is told page by page.
    """
    answer, pages = run_worker(data, name)
    if not pages:
        hint = "请重新获取完整的文件，或用 PDF 阅读器另存一份后再试"
        raise DamagedFile("PDF 里没有一页", file=name, hint=hint)
    told = (*_told_of(pages), *(Diagnostic(c, s, m, hint=h) for key, c, s, m, h in _BESIDE if answer.get(key)))
    if not any(page["lines"] or page["tables"] for page in pages):
        beside = "；".join(one.message for one in told if one.code not in ("R011", "R018"))
        raise ScannedDocument(
            f"共 {len(pages)} 页，没有可读的文字（{beside or '可能是扫描件'}）",
            file=name,
            hint="请先用文字识别（OCR）软件转成 Word 或带文字的 PDF，核对后再试",
        )
    builder = TextBuilder(name)
    write_pages(pages, builder)
    text, blocks = builder.build()
    return make_source(data, name, "application/pdf", None, text, blocks, told)


def _told_of(pages: list[_Page]) -> tuple[Diagnostic, ...]:
    told = []
    for code, severity, is_one, message, hint in _TOLD:
        numbers = [str(number) for number, page in enumerate(pages, start=1) if is_one(page)]
        if numbers:
            shown = "、".join(numbers[:10]) + (f" 等 {len(numbers)} " if len(numbers) > 10 else "")
            told.append(Diagnostic(code, severity, message.replace(" {} ", f" {shown} ".replace("  ", " ")), hint=hint))
    return tuple(told)

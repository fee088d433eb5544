"""Owns 印发通知, 上行文, 函, 纪要.docx: run it to make the files anew (an office may as well edit the files)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from notice_bricks import HEAD, annexes, attendance, closing, colophon, opening, plan, red_double_rule, text  # noqa: E402
from template_kit import FOLDER, Sheet, paragraph  # noqa: E402

from qdoc.render.notice_head import LETTER_HEADER  # noqa: E402
from qdoc.render.page import twips  # noqa: E402


def notice() -> bytes:
    """文件: head, main part, the issued plan, annexes, colophon."""
    sheet = Sheet("印发通知", grid=True, heads=True)
    sheet.append(HEAD, *opening(), *text("正文", kept=True), *closing(), *plan(), *annexes(), colophon())
    return sheet.finish()


def upward() -> bytes:
    """上行文 (请示、报告): as a 文件, with 签发人 in the head and 附注 for the contact (7.2.6, 7.3.6)."""
    sheet = Sheet("上行文", grid=True, heads=True)
    sheet.append(HEAD, *opening(), *text("正文", kept=True), *closing(), *annexes(), colophon())
    return sheet.finish()


def letter() -> bytes:
    """信函: mark and double rule in the first page's header, the second double rule in its footer (10.1)."""
    mark = paragraph("Flush1", "{{p 信函标志}}")
    sheet = Sheet("函", grid=True, heads=True, header=twips(LETTER_HEADER), first=(mark, red_double_rule()))
    body = (*opening(), *text("正文", kept=True), *closing(), *annexes())
    sheet.append(HEAD, *body, colophon(ruled=False))
    return sheet.finish()


def minutes() -> bytes:
    """纪要: its name as the mark, the text, who was there; no seal (10.3)."""
    sheet = Sheet("纪要", grid=True, heads=True)
    sheet.append(HEAD, paragraph("Flush1"), *text("正文"), *attendance(), *annexes(), colophon())
    return sheet.finish()


TEMPLATES = {"印发通知.docx": notice, "上行文.docx": upward, "函.docx": letter, "纪要.docx": minutes}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())

"""Owns Markdown in a text that is no heading, list or bold: tables, quotations, rules, links, pictures; each is told.

Its signs have no place in an official document: what can be printed is taken in its sense, the rest stands and is named
with its line.
"""

from __future__ import annotations

import re

from qdoc.model import Diagnostic, Severity

_ROW = re.compile(r"^\|(.*\|.*?)\|?$")
_BETWEEN_HEAD_AND_ROWS = re.compile(r"^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")
_CELL_END = re.compile(r"(?<!\\)\|")
_QUOTED = re.compile(r"^(?:>\s?)+")
_RULE = re.compile(r"^(?:-\s*){3,}$|^(?:\*\s*){3,}$|^(?:_\s*){3,}$|^={3,}$")
_FENCE = re.compile(r"^(?:```|~~~)\w*$")
_PICTURE = re.compile(r"!\[(?P<words>[^\]]*)\]\((?P<address>[^()\s]*)[^()]*\)")
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]+)\]\((?P<address>[^()\s]+)[^()]*\)|<(?P<bare>https?://[^<>\s]+)>")
_CODE = re.compile(r"`([^`]+)`")
_ITALIC = re.compile(r"(?<![*0-9A-Za-z])\*(?=[^\s*0-9])([^*]*[^\s*])\*(?![*0-9A-Za-z])")
_BOX = re.compile(r"^([-*+]\s+)\[[ xX]\]\s+")
_LEFT = re.compile(r"~~[^~]+~~|\[\^[^\]]+\]|</?[a-zA-Z][^<>]*>|<!--.*?-->")
_ADDRESS = 60


def read_markdown_lines(lines: list[str], found: list[Diagnostic]) -> list[str]:
    """Return the lines without Markdown's signs for tables, quotations, rules, links, code and pictures.

    The cells of a row stand on one line, as those of a Word table do (D013). Taken off and told as D019: the signs of a
    quotation, a rule, a fence, the address of a link, a picture; D019 (warning) names what stays as it is written.
    """
    made: list[str] = []
    off: dict[str, list[int]] = {}
    tables: list[int] = []
    in_table = False
    for number, raw in enumerate(lines, 1):
        line = raw.strip()
        row = _ROW.match(line)
        if row or (in_table and _BETWEEN_HEAD_AND_ROWS.match(line)):
            if not in_table:
                tables.append(number)
            in_table = True
            if _BETWEEN_HEAD_AND_ROWS.match(line):
                continue
            cells = (cell.strip().replace("\\|", "|") for cell in _CELL_END.split(line.strip("|")))
            made.append(_words("　".join(cell for cell in cells if cell), number, off, found))
            continue
        in_table = False
        if _RULE.match(line) or _FENCE.match(line):
            off.setdefault(f"“{line}”", []).append(number)
            continue
        if _QUOTED.match(line):
            off.setdefault("引用号“>”", []).append(number)
            raw = line = _QUOTED.sub("", line)
        words = _words(raw, number, off, found)
        if words.strip() or not line:
            made.append(words)
    for number in tables:
        message = f"正文第 {number} 行起有表格，按一行一段排出，格线没有了"
        found.append(Diagnostic("D013", Severity.REVIEW, message, hint="要保留表格，请在生成的 Word 里另行插入"))
    if off:
        told = "；".join(f"第 {'、'.join(map(str, dict.fromkeys(at)))} 行的{what}" for what, at in off.items())
        hint = "Markdown 的记号公文里不用；要印的，请在正文里写明"
        found.append(Diagnostic("D019", Severity.REVIEW, f"没有印：正文{told}", hint=hint))
    return made


def _words(line: str, number: int, off: dict[str, list[int]], found: list[Diagnostic]) -> str:
    """The line with links, pictures and code in their sense; D019 for signs that stay."""

    def link(one: re.Match[str]) -> str:
        if one["bare"]:
            return one["bare"]
        off.setdefault(f"网址 {one['address'][:_ADDRESS]}", []).append(number)
        return one["words"]

    def picture(one: re.Match[str]) -> str:
        off.setdefault(f"图片 {(one['words'] or one['address'])[:_ADDRESS]}", []).append(number)
        return ""

    if not any(sign in line for sign in "[]`*~<"):
        return line
    line = _LINK.sub(link, _PICTURE.sub(picture, _BOX.sub(r"\1", line)))
    line = _ITALIC.sub(r"\1", _CODE.sub(r"\1", line))
    if left := _LEFT.search(line):
        message = f"正文第 {number} 行的“{left[0][:_ADDRESS]}”是 Markdown 或网页的记号，照原样印出"
        hint = "要印的改成文字，不要的删去，再生成"
        found.append(Diagnostic("D019", Severity.WARNING, message, hint=hint))
    return line

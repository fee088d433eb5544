"""Owns the question which lines of a web page are the notice and which are the site's: navigation, page tools, footers.

The notice is found by structure: from the body downwards, into the one child that holds nearly all running text, as
long as everything left outside looks like the site's own (mostly links, named as navigation, page tools, copyright).
Where that is not so the descent ends: rather a line too much than a signature lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

    from qdoc.read.html import Line

_SENTENCE = re.compile(r"[。；！？]")
_LONG = 30
_MOST = 0.9
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navi|menu|header|head|top|topbar|foot|footer|bottom|crumbs?|breadcrumbs?|position|location|"
    r"weizhi|dqwz|sidebar|aside|share|bdsharebuttonbox|copyright|links?|friendlinks?|toolbar|tools?|search|login|qrcode|"
    r"pagination|pager|related|recommend)(?:$|[\s_\d-])",
    re.I,
)
_OUTSIDE_TAGS = frozenset(("nav", "footer", "aside"))
_SITE = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|网站地图|Copyright|All Rights Reserved|建议使用.{0,40}(?:浏览|分辨率)", re.I
)
_LITTLE = 0.2
_TITLE = re.compile(
    r"(?:通知|要点|方案|意见|计划|办法|措施|规定|规划|分工|总结|报告|决定|通报|批复|细则|公告|通告)\s*$"
)
_TOOLS = re.compile(
    r"\s*[【\[（(]?\s*(?:(?:发布|发文|更新|公开)(?:日期|时间)\s*[：:]|(?:信息|文章|稿件)?来源\s*[：:]|(?:浏览|点击|阅读)(?:次数|量|数)|字体|字号|"
    r"打印|关闭(?:窗口|本页)?\s*[】\]）)]?\s*$|分享(?:到|至)?\s*[：:]?|责任编辑|编辑\s*[：:]|作者\s*[：:]|扫一扫|上一[篇条]|下一[篇条]|"
    r"相关(?:链接|文档|稿件|阅读|解读|信息)|您?的?(?:现在|当前|目前|所在)的?位置|您(?:所)?在的?位置|首\s*页\s*[>＞»/|]|"
    r"我要纠错|收藏|返回(?:顶部|首页)|无障碍|长者模式)"
)
_LABEL = (
    r"索引号|主题分类|发文机关|发布机构|成文日期|发布日期|生成日期|发文字号|文\s*号|"
    r"公开(?:方式|类别|属性|范围)|有效性|标\s*题|主题词|关键词|名\s*称"
)
_LABELS = re.compile(rf"({_LABEL})\s*(?:[：:]|$)")
_EDGE = 8


def mark_furniture(root: _Element, lines: list[Line]) -> list[str | None]:
    """Return for each line why it is not the notice's (navigation, footer, page_tools, metadata, hidden), else None.

    A page without running text is left as it is: every reason is None.
    """
    tree = _Tree(root, lines)
    reasons: list[str | None] = [None] * len(lines)
    if not tree.weight(root):
        return reasons
    inside = tree.span(tree.descend())
    for index in range(len(lines)):
        if not inside[0] <= index < inside[1]:
            reasons[index] = "navigation" if index < inside[0] else "footer"
    for element, (first, last) in tree.parts(inside):
        reason = tree.furniture(element)
        if reason in ("metadata", "hidden", "footer") or (reason and tree.is_named(element)):
            reasons[first:last] = [reason] * (last - first)
    _trim_edges(tree, lines, reasons, inside)
    return reasons


def _trim_edges(tree: _Tree, lines: list[Line], reasons: list[str | None], inside: tuple[int, int]) -> None:
    """Mark links, page tools and site lines before the first and after the last line of running text, and near them."""
    kept = [i for i in range(*inside) if reasons[i] is None]
    running = [i for i in kept if tree.weights[i]]
    if not running:
        return
    for index in kept:
        line = lines[index]
        if running[0] <= index <= running[-1]:
            continue
        if _is_links(line.text, line.linked) or _SITE.search(line.text):
            reasons[index] = "navigation" if index < running[0] else "footer"
    kept = [i for i in kept if reasons[i] is None]
    for index in (*kept[:_EDGE], *kept[-_EDGE:]):
        text = lines[index].text
        if len(text) <= 120 and not _SENTENCE.search(text) and _TOOLS.match(text):
            reasons[index] = "page_tools"


class _Tree:
    """The page's elements with the stretch of lines that each holds."""

    def __init__(self, root: _Element, lines: list[Line]) -> None:
        self._root = root
        self._lines = lines
        self.weights = [_weight(line) for line in lines]
        self._spans: dict[_Element, tuple[int, int]] = {}
        for index, line in enumerate(lines):
            element: _Element | None = line.owner
            while element is not None:
                first, _ = self._spans.get(element, (index, index))
                self._spans[element] = (first, index + 1)
                element = element.getparent()

    def span(self, element: _Element) -> tuple[int, int]:
        return self._spans.get(element, (0, 0))

    def weight(self, element: _Element) -> int:
        first, last = self.span(element)
        return sum(self.weights[first:last])

    def descend(self) -> _Element:
        """Return the smallest element that holds the notice (see the module's first words)."""
        node = self._root
        while True:
            children = [c for c in node if c in self._spans]
            total = self.weight(node)
            heavy = next((c for c in children if self.weight(c) >= _MOST * total), None)
            if heavy is None or heavy.tag in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "span", "a", "font", "b"):
                return node
            if self._own_lines(node, children) or any(not self.furniture(c) for c in children if c is not heavy):
                if self._is_page(node) and heavy.tag not in ("tr", "td"):
                    others = [c for c in children if c is not heavy and not self.furniture(c)]
                    if not any(self._may_belong(c) for c in others) and not self._own_lines(node, children):
                        node = heavy
                        continue
                return node
            node = heavy

    def parts(self, inside: tuple[int, int]) -> list[tuple[_Element, tuple[int, int]]]:
        """Return the elements that lie inside the notice, with their lines."""
        first, last = inside
        return [(e, s) for e, s in self._spans.items() if first <= s[0] and s[1] <= last and s != inside]

    def furniture(self, element: _Element) -> str | None:
        """Return why all of an element is the site's own, None where it may be the notice's."""
        first, last = self.span(element)
        lines = self._lines[first:last]
        text = "".join(line.text for line in lines)
        if _is_hidden(element) and self.weight(element) < 0.5 * self.weight(self._root):
            return "hidden"
        sentences = bool(_SENTENCE.search(text))
        labels = {found[1] for line in lines for found in _LABELS.finditer(line.text)}
        if len(labels) >= 3 and len(text) < 600 and not sentences:
            return "metadata"
        if element.tag in _OUTSIDE_TAGS or _is_links(text, sum(line.linked for line in lines)):
            return "navigation"
        little = self.weight(element) <= _LITTLE * self.weight(self._root)
        titled = any(line.level or _is_title(line) for line in lines)
        if self.is_named(element) and little and not titled:
            return "navigation"
        if _SITE.search(text) and len(text) < 600 and little:
            return "footer"
        if not sentences and all(_TOOLS.match(line.text) for line in lines):
            return "page_tools"
        return None

    def is_named(self, element: _Element) -> bool:
        """Whether the page itself names the element as navigation, page tools or footer."""
        return bool(_NAMED.search(f"{element.get('class') or ''} {element.get('id') or ''}"))

    def _own_lines(self, node: _Element, children: list[_Element]) -> bool:
        covered = sum(last - first for first, last in map(self.span, children))
        first, last = self.span(node)
        return covered < last - first

    def _is_page(self, node: _Element) -> bool:
        return node.tag in ("html", "body") and any(self.furniture(c) == "navigation" for c in node if c in self._spans)

    def _may_belong(self, element: _Element) -> bool:
        """Whether a part beside the heavy one may be the notice's: it has a sentence, a heading, a colon or a date."""
        first, last = self.span(element)
        return any(
            line.level or self.weights[index] or re.search(r"[：:]\s*$|\d日\s*$|[〔\[]\d{4}[〕\]]", line.text)
            for index, line in enumerate(self._lines[first:last], start=first)
        )


def _weight(line: Line) -> int:
    """Return how much running text a line is: the site's own phrases, links and short lines are none."""
    size = len(line.text.strip()) - line.linked
    if size <= 0 or _SITE.search(line.text):
        return 0
    if _SENTENCE.search(line.text) or line.table >= 0:
        return size
    return size if size >= _LONG and not _TOOLS.match(line.text) else 0


def _is_title(line: Line) -> bool:
    text = line.text.strip()
    return len(text) >= 8 and not line.linked and not _TOOLS.match(text) and _TITLE.search(text) is not None


def _is_links(text: str, linked: int) -> bool:
    size = sum(1 for c in text if not c.isspace())
    return bool(size) and linked >= 0.5 * size


def _is_hidden(element: _Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None

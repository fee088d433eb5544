"""Owns what a copy carries that is not the document's: navigation, site footers, front matter, quoted remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.model import Block, BlockKind
from qdoc.parse.paragraphs import Paragraph

# what sites print below a document (general knowledge of government sites and law databases)
_TAIL = re.compile(
    r"更多(?:信息|精彩|内容)请?(?:关注|点击|扫)|全真版:|扫一扫|公开程序:|责任部门:[^。]{0,30}处\s*$|打印本页|关闭窗口"
    r"|\[?打印\]?\s*\[?关闭|分享到[:\s]"
    r"|(?:文字|图片|视频|相关)?(?:政策)?解读:|政策解读$|一图读懂|附件下载|相关链接|相关附件|相关文档"
    r"|上一篇|下一篇|责任编辑[::]|(?:[一二三初复终]审|责编|校对|值班编辑|审核人?):|网站地图|版权所有|主办单位:"
    r"|《[^《》]{5,120}》(?:文字)?(?:政策)?解读\s*$|(?:[^。;,:]{4,60}(?:措施|方案|政策|意见|办法|计划)(?:文字)?解读)\s*$"
)
_HEAD_LINE = re.compile(
    r"(?:您?(?:当前|现在|所在)?的?位置[:是])|(?:首 ?页)[ >|]|(?:来源|发布时间|发布日期|索引号|字号|浏览次数)[:]"
    r"|(?:访问量|点击数|作者)[:]"
    r"|(?:发文日期|成文日期|主题分类|信息来源|发布机构|字体|原文链接|效力级别|时效性)[:]"
    r"|\[[^\]]{0,12}引证码\]|https?://"
)
_NAVIGATION_TOKEN = re.compile(r"[^\s,。;:()《》、]{1,8}(?:[ |>·]+|$)")
_FRONT_MATTER_FIELD = re.compile(r"([^\s:]{1,12}):[ ]*([^\n]*)")
_EXPLAINED = re.compile(r"《[^《》]{5,120}》(?:文字)?(?:政策)?解读\s*$")
_TAIL_REACH = 400
_CRUMB = 6
_MENU, _MENU_WORD = 20, 12
_PLACE_LINE = re.compile(r"您?(?:当前|现在|所在)?的?位置[:是]|首 ?页 ?>")


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch that belongs to the copy and not to the document."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class FrontMatterField:
    """One ``name: value`` line above the document, with the value's place."""

    name: str
    start: int
    end: int


def find_noise(folded: str, paragraphs: tuple[Paragraph, ...], marked: tuple[Block, ...]) -> list[Noise]:
    """Return the noise in order: the reader's boilerplate, front matter, quoted remarks, navigation, site footer."""
    noise = [Noise(b.start, b.end, b.reason or "boilerplate") for b in marked]
    noise.extend(Noise(p.start, p.end, "page_number") for p in paragraphs if p.kind is BlockKind.BOILERPLATE)
    body = [p for p in paragraphs if p.kind is not BlockKind.BOILERPLATE]
    crumbs = max(_crumbs(body), _above_place(folded, body))
    noise.extend(Noise(p.start, p.end, "navigation") for p in body[:crumbs])
    del body[:crumbs]
    while body and (reason := _head_reason(folded, body)):
        closing = _front_matter_end(folded, body) if reason == "front_matter" else 1
        noise.extend(Noise(p.start, p.end, reason) for p in body[:closing])
        del body[:closing]
    while len(body) > 1 and _is_footer(folded, body[-1]):
        noise.append(Noise(body[-1].start, body[-1].end, "footer"))
        body.pop()
    if body:
        last = body[-1]
        for p in body[-3:]:
            found = _TAIL.search(folded, max(p.start, p.end - _TAIL_REACH), p.end)
            if found and (p is last or found.start() == p.start):
                before = _EXPLAINED.search(folded, p.start, found.start())
                noise.append(Noise(before.start() if before else found.start(), last.end, "footer"))
                break
    return sorted(noise, key=lambda n: n.start)


def front_matter_fields(
    folded: str, paragraphs: tuple[Paragraph, ...], marked: tuple[Block, ...]
) -> list[FrontMatterField]:
    """Return the fields of a YAML front matter above the document (文号, 发布日期 …); empty where there is none."""
    spans = [(b.start, b.end) for b in marked if b.reason == "front_matter"]
    if not spans and paragraphs and folded.startswith("---", paragraphs[0].start):
        closing = _front_matter_end(folded, list(paragraphs))
        spans = [(p.start, p.end) for p in paragraphs[:closing]]
    return [
        FrontMatterField(found[1], found.start(2), found.end(2))
        for start, end in spans
        for found in _FRONT_MATTER_FIELD.finditer(folded, start, end)
        if found[2]
    ]


def _crumbs(body: list[Paragraph]) -> int:
    """Return how many very short pieces open the text: navigation in a copy that kept only spaces between its parts."""
    count = next((i for i, p in enumerate(body) if p.end - p.start > _CRUMB), len(body))
    words = sum(p.end - p.start > 1 for p in body[:count])
    return (
        count
        if words >= 3 and 4 <= count < len(body) and all(p.kind is not BlockKind.CELL for p in body[:count])
        else 0
    )


def _above_place(folded: str, body: list[Paragraph]) -> int:
    """Return how many short pieces stand above the line that says where the page is (当前位置：…): a site's menu."""
    for i, p in enumerate(body[:_MENU]):
        if p.kind is BlockKind.CELL:
            break
        if i and _PLACE_LINE.match(folded, p.start, p.end):
            return i
        if p.end - p.start > _MENU_WORD:
            break
    return 0


def _head_reason(folded: str, body: list[Paragraph]) -> str | None:
    p = body[0]
    if folded.startswith("---", p.start) and p.end - p.start <= 4 and _front_matter_end(folded, body) > 1:
        return "front_matter"
    if folded[p.start] == ">":
        return "quoted_remark"
    line = folded[p.start : p.end]
    if len(line) < 120 and _HEAD_LINE.search(line) and "通知" not in line:
        return "navigation"
    tokens = _NAVIGATION_TOKEN.findall(line) if len(line) < 200 else []
    # four or more short words in a row that are no spaced title (letters set apart are single characters)
    if len(tokens) >= 4 and sum(map(len, tokens)) == len(line) and sum(len(t.strip()) > 1 for t in tokens) >= 3:
        return "navigation"
    return None


def _front_matter_end(folded: str, body: list[Paragraph]) -> int:
    """Return how many paragraphs the front matter takes, its closing line included; 1 where it is not closed."""
    for i, p in enumerate(body[1:40], 1):
        if folded[p.start : p.end] == "---":
            return i + 1
    return 1


def _is_footer(folded: str, p: Paragraph) -> bool:
    return p.end - p.start < 80 and _TAIL.match(folded, p.start, p.end) is not None

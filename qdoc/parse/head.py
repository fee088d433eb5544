"""Owns what stands above the body: title, document number, addressees, and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.model import BlockKind
from qdoc.parse.addressees import addressees_end, names_addressees
from qdoc.parse.numbering import Mark
from qdoc.parse.view import View

# 文种 and the kinds of plan that a notice issues (《党政机关公文处理工作条例》 8 names fifteen kinds of document;
# 方案, 要点 and the like are no 文种 but head what is issued)
NOTICE_KIND = r"(?:通知|意见|决定|命令|令|公报|公告|通告|通报|报告|请示|批复|议案|函|纪要)"
PLAN_KIND = r"(?:要点|方案|计划|措施|办法|规定|规则|细则|意见|规划|纲要|制度|清单|分解表|分工|条例|预案|指南|规范|章程|政策|标准|决定|报告|责任书|安排|任务|举措|目标)"
_TITLE_END = re.compile(rf"(?:{NOTICE_KIND}|{PLAN_KIND})(?:\([^()]{{2,30}}\))?(?:\([^()]{{2,12}}\))?$")
DOCUMENT_NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,12}(?:\([\u4e00-\u9fff]{1,4}\)[\u4e00-\u9fff]{0,4})?)\s*[\[(<〈]?\s*(?P<year>(?:19|20)\d\d)\s*[\])>〉]?\s*(?:第)?\s*(?P<n>\d{1,4})\s*号"
)
_GLUED_TITLE = re.compile(rf"[^。!?;:]{{4,150}}?的(?:若干|实施|指导)?{NOTICE_KIND}(?=[各省市县区国本委有承机学]|\s|$)")
_DECREE_NUMBER = re.compile(r"第\s*\d{1,5}\s*号")
_HASHES = re.compile(r"#{1,6} +")
_SENTENCE = re.compile(r"[。;!?]")
_LONGEST_TITLE_LINE = 120


@dataclass(frozen=True, slots=True)
class Head:
    """Spans into the text, or None; ``body`` is where the body begins."""

    title: tuple[int, int] | None
    number: tuple[int, int] | None
    addressees: tuple[int, int] | None
    body: int


def read_head(view: View, marks: list[Mark]) -> Head:
    """Return the head of the document: everything before the first paragraph of the body.

    Works where title, number and addressees stand on lines of their own and where they run into each other.
    A first line that is neither short nor ends as titles do is no title.
    """
    paragraphs = view.paragraphs
    folded = view.folded
    number: tuple[int, int] | None = None
    addressees: tuple[int, int] | None = None
    titles: list[tuple[int, int]] = []
    numbered = {m.start for m in marks}
    index = 0
    body = paragraphs[0].start if paragraphs else 0
    while index < len(paragraphs) and index < 12:
        p = paragraphs[index]
        if p.start in numbered or p.kind is BlockKind.CELL:
            break
        start = p.start
        hashes = _HASHES.match(folded, p.start)
        if hashes:
            start = hashes.end()
        decree = _DECREE_NUMBER.fullmatch(folded, start, p.end) if titles and number is None else None
        if decree is not None:
            number = (start, p.end)
            index += 1
            body = p.end
            continue
        found = DOCUMENT_NUMBER.search(folded, start, min(p.end, start + 160)) if number is None else None
        if found is not None and not _alone(folded, start, found, bool(titles)):
            found = None
        if found is not None:
            a, b = _trim_code(folded, start, found)
            if a > start and not titles:
                glued = (start, _rstrip(folded, start, a))
                if _TITLE_END.search(folded[glued[0] : glued[1]]):
                    titles.append(glued)
            number = (a, b)
            start = _lstrip(folded, b, p.end)
            if start >= p.end:
                index += 1
                body = p.end
                continue
        title = _GLUED_TITLE.match(folded, start, p.end) if not titles else None
        if (
            title is not None
            and title.end() < p.end
            and names_addressees(folded, _lstrip(folded, title.end(), p.end), p.end)
        ):
            titles.append((title.start(), title.end()))
            start = _lstrip(folded, title.end(), p.end)
        elif titles and title is None and start == p.start and len(titles) < 5:
            # the last line of a title with the addressees run into it
            more = _LAST_TITLE_LINE.match(folded, start, p.end)
            if (
                more
                and more.end() < p.end
                and names_addressees(folded, _lstrip(folded, more.end(), p.end), p.end)
                and not _ends_title(folded, titles)
            ):
                titles.append((more.start(), more.end()))
                start = _lstrip(folded, more.end(), p.end)
        found_end = addressees_end(folded, start, p.end)
        if found_end is not None:
            addressees = (start, found_end)
            body = found_end + 1
            break
        line = folded[start : p.end]
        if titles and line == folded[titles[0][0] : titles[-1][1]]:
            index += 1
            body = p.end
            continue
        if (_is_title_line(line) or (_open_quote(folded, titles) and len(line) < 60 and "》" in line)) and len(
            titles
        ) < 6:
            if (
                titles
                and _ends_title(folded, titles)
                and not _continues_title(
                    folded, titles, [folded[q.start : q.end] for q in paragraphs[index : index + 3]]
                )
            ):
                body = start
                break
            titles.append((start, p.end))
            index += 1
            body = p.end
            continue
        body = start if start > p.start or number is not None else p.start
        break
    else:
        body = paragraphs[index - 1].end if paragraphs and index else body
    titles, body = _settle(view, titles, number, addressees, body)
    span = (titles[0][0], titles[-1][1]) if titles else None
    return Head(span, number, addressees, body)


_LAST_TITLE_LINE = re.compile(rf"[^。!?;:]{{2,80}}?的(?:若干|实施|指导)?{NOTICE_KIND}(?=[各省市县区国本委有承机学])")


def _settle(
    view: View,
    titles: list[tuple[int, int]],
    number: tuple[int, int] | None,
    addressees: tuple[int, int] | None,
    body: int,
) -> tuple[list[tuple[int, int]], int]:
    """Drop lines that proved to be no title: none of them ends as titles do, and nothing official follows."""
    folded = view.folded
    if not titles or _ends_title(folded, titles):
        return titles, body
    for keep in range(len(titles) - 1, 0, -1):
        if _ends_title(folded, titles[:keep]):
            return titles[:keep], body if number or addressees else titles[keep][0]
    if number is None and addressees is None:
        return [], titles[0][0]
    return titles, body


def _open_quote(folded: str, titles: list[tuple[int, int]]) -> bool:
    """Whether the lines so far open a 《 that they do not close."""
    if not titles:
        return False
    start, end = titles[0][0], titles[-1][1]
    return folded.count("《", start, end) > folded.count("》", start, end)


def _ends_title(folded: str, titles: list[tuple[int, int]]) -> bool:
    if _open_quote(folded, titles):
        return False
    line = re.sub(r"\s+", "", folded[titles[-1][0] : titles[-1][1]])
    return _TITLE_END.search(line) is not None or line.endswith("的通知")


def _continues_title(folded: str, titles: list[tuple[int, int]], lines: list[str]) -> bool:
    """Whether a title that could end here goes on: one of the next lines closes it with 的通知, or with a kind of
    document that it lacks so far (…关于全面推行某某制度 / …制度的指导意见).
    """
    so_far = re.sub(r"\s+", "", folded[titles[0][0] : titles[-1][1]])
    if so_far.endswith("的通知") or re.search(r"印发|转发|关于", so_far) is None:
        return False
    lacking = _ENDS_NOTICE.search(so_far) is None
    for line in lines:
        plain = re.sub(r"\s+", "", line)
        if not _is_title_line(plain) or len(plain) > 60:
            return False
        if plain.endswith("的通知") or (lacking and _ENDS_NOTICE.search(plain)):
            return True
    return False


_ENDS_NOTICE = re.compile(rf"{NOTICE_KIND}$")


def _is_title_line(line: str) -> bool:
    if len(line) > _LONGEST_TITLE_LINE or _SENTENCE.search(line) or line.endswith((":", ",", "、")):
        return False
    return not re.match(r"\(|附[件表]|[0-9一二三四五六七八九十]{1,3}[、.]|抄送|—|-", line)


def _alone(folded: str, start: int, found: re.Match[str], titled: bool) -> bool:
    """A number of this document stands at the head of a line or ends a title; one in brackets is cited."""
    before = folded[start : found.start()]
    if "《" in before and "》" not in before:
        return False
    if folded[found.end() : found.end() + 1] in (")", "文", "精", "》", "件"):
        return False
    return (
        before.count("(") <= before.count(")")
        and "根据" not in before
        and "按照" not in before
        and "贯彻" not in before
        and "," not in before
    )


def _trim_code(folded: str, start: int, found: re.Match[str]) -> tuple[int, int]:
    """Cut what ran into the office's code: …的通知某政办发〔2020〕1号 → 某政办发〔2020〕1号."""
    a = found.start()
    code = found["code"]
    for word in ("的通知", "的意见", "的函", "的决定", "的批复", "的报告", "通知", "意见", "实施意见"):
        at = code.rfind(word)
        if at >= 0 and at + len(word) < len(code):
            return a + at + len(word), found.end()
    return a, found.end()


def _lstrip(folded: str, at: int, end: int) -> int:
    while at < end and folded[at].isspace():
        at += 1
    return at


def _rstrip(folded: str, start: int, at: int) -> int:
    while at > start and folded[at - 1].isspace():
        at -= 1
    return at

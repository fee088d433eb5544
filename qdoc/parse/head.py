"""Owns what stands above the body: title, document number, addressees, and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.model import BlockKind
from qdoc.parse.addressees import addressees_end, names_addressees
from qdoc.parse.dates import DATE, iso_of
from qdoc.parse.numbering import Mark
from qdoc.parse.paragraphs import Paragraph
from qdoc.parse.signature import BODY_TAIL
from qdoc.parse.view import View

# 文种 and the kinds of plan that a notice issues (《党政机关公文处理工作条例》 8 names fifteen kinds of document;
# 方案, 要点 and the like are no 文种 but head what is issued)
NOTICE_KIND = r"(?:通知|意见|决定|命令|令|公报|公告|通告|通报|报告|请示|批复|议案|函|纪要)"
PLAN_KIND = (
    r"(?:要点|要點|方案|计划|措施|办法|规定|规则|细则|意见|规划|纲要|制度|清单|分解(?:表|方案)?|台账|一览表|分工表?|条例|预案|指南|规范|章程|政策|标准|决定|报告"
    r"|责任书|安排|任务|举措|目标)"
)
_YEARLY = r"(?<!\d)(?:19|20)\d\d年\S{0,24}(?:工作|项目|实事|事项|重点)"
_TITLE_END = re.compile(rf"(?:{NOTICE_KIND}|{PLAN_KIND}|{_YEARLY})(?:\([^()]{{2,30}}\))?(?:\([^()]{{2,12}}\))?$")
DOCUMENT_NUMBER = re.compile(
    r"(?P<code>[\u4e00-\u9fff]{1,12}(?:\([\u4e00-\u9fff]{1,4}\)[\u4e00-\u9fff]{0,4})?)"
    r"\s*[\[(<〈]?\s*(?P<year>(?:19|20)\d\d)\s*[\])>〉]?\s*(?:第)?\s*(?P<n>\d{1,4})\s*号"
)
_GLUED_TITLE = re.compile(rf"[^。!?;:]{{4,150}}?的(?:若干|实施|指导)?{NOTICE_KIND}(?=[各省市县区国本委有承机学]|\s|$)")
_DECREE_NUMBER = re.compile(r"第\s*\d{1,5}\s*号")
# printed above the title (GB/T 9704—2012 7.2): copy number, secrecy, urgency, who signs; or a place left open
_ABOVE = re.compile(
    r"\d{6}$|(?:绝密|机密|秘密)(?:★\S*)?$|(?:特提|特急|加急|平急)$|(?:\S?待补:\S{1,10}\s+)?签发人:\S{0,20}$|\S?待补:\S{1,10}$"
)
_MARK = re.compile(rf"(?P<name>[^。:《》,]{{2,60}}?{BODY_TAIL})(?P<file>文件)?$")
_HASHES = re.compile(r"#{1,6} +")
_SENTENCE = re.compile(r"[。;!?]")
_LONGEST_TITLE_LINE = 120
_LONGEST_HEAD = 12


@dataclass(frozen=True, slots=True)
class Head:
    """Spans into the text, or None; ``body`` is where the body begins, ``mark`` the name of the office above it all.

    ``dated``: a date printed in the head, behind the document number, as law databases do.
    """

    title: tuple[int, int] | None
    number: tuple[int, int] | None
    addressees: tuple[int, int] | None
    body: int
    mark: tuple[int, int] | None = None
    dated: tuple[int, int] | None = None


def read_head(view: View, marks: list[Mark]) -> Head:
    """Return the head of the document: everything before the first paragraph of the body.

    Works where title, number and addressees stand on lines of their own and where they run into each other.
    A first line that is neither short nor ends as titles do is no title.
    """
    reader = _HeadReader(view)
    numbered = {m.start for m in marks}
    for index, p in enumerate(view.paragraphs[:_LONGEST_HEAD]):
        if p.start in numbered or p.kind is BlockKind.CELL or not reader.takes(index, p):
            break
    titles, body = _settle(view, reader.titles, reader.number, reader.addressees, reader.body)
    span = (titles[0][0], titles[-1][1]) if titles else None
    return Head(span, reader.number, reader.addressees, body, reader.mark, reader.dated)


class _HeadReader:
    """Takes paragraphs from the top as long as they belong to the head."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.folded = view.folded
        self.titles: list[tuple[int, int]] = []
        self.number: tuple[int, int] | None = None
        self.addressees: tuple[int, int] | None = None
        self.mark: tuple[int, int] | None = None
        self.dated: tuple[int, int] | None = None
        self.body = view.paragraphs[0].start if view.paragraphs else 0

    def takes(self, index: int, p: Paragraph) -> bool:
        """Read one paragraph; False when the body begins in it or at it."""
        hashes = _HASHES.match(self.folded, p.start)
        start = self._take_number(hashes.end() if hashes else p.start, p.end)
        if start < p.end:
            start = self._take_glued_title(start, p)
        start = self._take_date(start, p.end)
        start = self._take_minutes_line(start, p.end)
        self.body = start
        if start >= p.end:
            return True
        if _ABOVE.match(self.folded[start : p.end]) or self._take_mark(start, p.end):
            self.body = p.end
            return True
        end = addressees_end(self.folded, start, p.end)
        if end is not None:
            self.addressees, self.body = (start, end), end + 1
            return False
        if not self._take_title_line(index, start, p.end):
            return False
        self.body = p.end
        return True

    def _take_mark(self, start: int, end: int) -> bool:
        """Take the mark of the office (某某人民政府办公室文件), which stands above the title and is no part of it."""
        found = _MARK.match(self.folded[start:end])
        if found is None or not found["file"] or self.titles or self.mark is not None:
            return False
        self.mark = (start, start + found.end("name"))
        return True

    def _take_date(self, start: int, end: int) -> int:
        """Take a date right behind the document number; return what is left."""
        date = DATE.match(self.folded, start, end) if self.number is not None and self.dated is None else None
        if date is None or iso_of(date) is None or self.folded[date.end() : date.end() + 1] not in ("", " ", "\n"):
            return start
        self.dated = date.span()
        return _lstrip(self.folded, date.end(), end)

    def _take_minutes_line(self, start: int, end: int) -> int:
        """Take the line of office and date that stands above the text of minutes (GB/T 9704, 10.3); return the rest."""
        if not self.titles or self.dated is not None or not self.folded[: self.titles[-1][1]].endswith("纪要"):
            return start
        parts = self.folded[start:end].split()
        date = DATE.search(self.folded, start, end)
        if len(parts) != 2 or date is None or date.end() < _rstrip(self.folded, start, end) or iso_of(date) is None:
            return start
        self.dated = date.span()
        return end

    def _take_number(self, start: int, end: int) -> int:
        """Take a document number from the front of the line, and a title that runs into it; return what is left."""
        if self.number is not None:
            return start
        if self.titles and _DECREE_NUMBER.fullmatch(self.folded, start, end):
            self.number = (start, end)
            return end
        found = DOCUMENT_NUMBER.search(self.folded, start, min(end, start + 160))
        if found is None or not _alone(self.folded, start, found):
            return start
        a, b = _trim_code(found)
        if a > start and not self.titles:
            before = _rstrip(self.folded, start, a)
            if _TITLE_END.search(self.folded[start:before]):
                self.titles.append((start, before))
        self.number = (a, b)
        self._unmark(a)
        return _lstrip(self.folded, b, end)

    def _unmark(self, at: int) -> None:
        """Names of offices alone above the number are the mark, where no title has ended yet."""
        if self.titles and not _ends_title(self.folded, self.titles) and self.mark is None:
            lines = [self.folded[a:b] for a, b in self.titles]
            if all(_MARK.match(line) for line in lines) and self.titles[-1][1] <= at:
                self.mark = (self.titles[0][0], self.titles[-1][1])
                self.titles.clear()

    def _take_glued_title(self, start: int, p: Paragraph) -> int:
        """Take a title, or its last line, that the addressees run into; return what is left."""
        if not self.titles:
            title = _GLUED_TITLE.match(self.folded, start, p.end)
        elif start == p.start and len(self.titles) < 5 and not _ends_title(self.folded, self.titles):
            title = _LAST_TITLE_LINE.match(self.folded, start, p.end)
        else:
            return start
        if title is None or title.end() >= p.end:
            return start
        rest = _lstrip(self.folded, title.end(), p.end)
        if not names_addressees(self.folded, rest, p.end):
            return start
        self.titles.append((title.start(), title.end()))
        return rest

    def _take_title_line(self, index: int, start: int, end: int) -> bool:
        """Take a line of the title, also one printed twice; False when the line is none."""
        line = self.folded[start:end]
        titles = self.titles
        if titles and line == self.folded[titles[0][0] : titles[-1][1]]:
            return True
        closes = _open_quote(self.folded, titles) and len(line) < 60 and "》" in line
        if not (_is_title_line(line) or closes) or len(titles) >= 6:
            return False
        if titles and _ends_title(self.folded, titles):
            ahead = [self.folded[q.start : q.end] for q in self.view.paragraphs[index : index + 3]]
            if not _continues_title(self.folded, titles, ahead):
                return False
        titles.append((start, end))
        return True


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
    """Whether a title that could end here goes on.

    One of the next lines closes it with 的通知, or with a kind of document that it lacks so far
    (…关于全面推行某某制度 / …制度的指导意见).
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


def _alone(folded: str, start: int, found: re.Match[str]) -> bool:
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


def _trim_code(found: re.Match[str]) -> tuple[int, int]:
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

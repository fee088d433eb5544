"""Owns what stands above the body: title, document number, addressees, and where the body begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.model import BlockKind
from qdoc.parse.addressees import addressees_end, names_addressees
from qdoc.parse.dates import DATE, iso_of
from qdoc.parse.document_number import DOCUMENT_NUMBER, alone, trim_code
from qdoc.parse.numbering import Mark
from qdoc.parse.office_mark import ABOVE, FILE, MARK, mark_in_cells
from qdoc.parse.paragraphs import Paragraph
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
_GLUED_TITLE = re.compile(rf"[^。!?;:]{{4,150}}?的(?:若干|实施|指导)?{NOTICE_KIND}(?=[各省市县区国本委有承机学]|\s|$)")
_DECREE_NUMBER = re.compile(r"第\s*\d{1,5}\s*号")
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
    first, stop = mark_in_cells(view)
    for index, p in enumerate(view.paragraphs[: stop + _LONGEST_HEAD]):
        if first <= index < stop:
            reader.takes_cell(p)
        elif p.start in numbered or p.kind is BlockKind.CELL or not reader.takes(index, p):
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
        if ABOVE.match(self.folded[start : p.end]) or self._take_mark(start, p.end):
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

    def takes_cell(self, p: Paragraph) -> None:
        """Read a cell of the mark: names that stand together are its span."""
        self.body = p.end
        found = MARK.match(self.folded[p.start : p.end])
        if found is not None:
            stop = p.start + found.end("name")
            between = "" if self.mark is None else self.folded[self.mark[1] : p.start]
            self.mark = (p.start if self.mark is None else self.mark[0], stop) if not between.strip() else self.mark

    def _take_mark(self, start: int, end: int) -> bool:
        """Take the mark of the office (某某人民政府办公室文件), which stands above the title and is no part of it."""
        found = MARK.match(self.folded[start:end])
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
        if found is None or not alone(self.folded, start, found):
            return start
        a, b = trim_code(found)
        if a > start and not self.titles:
            before = _rstrip(self.folded, start, a)
            if _TITLE_END.search(self.folded[start:before]):
                self.titles.append((start, before))
        self.number = (a, b)
        self._unmark(a)
        return _lstrip(self.folded, b, end)

    def _unmark(self, at: int) -> None:
        """Names of offices alone above the number are the mark, or its rest, where no title has ended yet."""
        if self.titles and not _ends_title(self.folded, self.titles):
            lines = [self.folded[a:b] for a, b in self.titles]
            if all(MARK.match(line) or FILE.match(line) for line in lines) and self.titles[-1][1] <= at:
                self.mark = self.mark or (self.titles[0][0], self.titles[-1][1])
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
        if self._is_stopped_title(index, line):
            line, end = line[:-1], end - 1
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

    def _is_stopped_title(self, index: int, line: str) -> bool:
        """Whether the line is the title or its last line with a full stop by a slip: addressees or a number follow."""
        if _STOPPED.fullmatch(line) is None or (self.titles and _ends_title(self.folded, self.titles)):
            return False
        following = self.view.paragraphs[index + 1 : index + 2]
        return any(
            addressees_end(self.folded, p.start, p.end) is not None
            or DOCUMENT_NUMBER.match(self.folded, p.start, p.end)
            for p in following
        )


_STOPPED = re.compile(rf"[^。!?;:]{{0,60}}(?:关于|印发|转发)[^。!?;:]{{2,90}}{NOTICE_KIND}[。;]")
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


def _lstrip(folded: str, at: int, end: int) -> int:
    while at < end and folded[at].isspace():
        at += 1
    return at


def _rstrip(folded: str, start: int, at: int) -> int:
    while at > start and folded[at - 1].isspace():
        at -= 1
    return at

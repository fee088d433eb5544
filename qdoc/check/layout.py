"""Owns the rules of layout (QD101–QD119): page, type and spacing of a Word document, by GB/T 9704—2012 5 and 7.

They look at official documents only (a title with a 文种, or a document number): forms and tables have looks of their
own. What a paragraph is, is told by the letterhead and by its number, never by the name of its style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from qdoc.check.head import places
from qdoc.check.values import Found, Subject
from qdoc.model.looks import PageLook, ParagraphLook

_A4 = (210.0, 297.0)
# white of 37, 28 mm ± 1 (5.2.1); Word's own margin is up to 2.4 mm less where ink is measured (3.2)
_TOP, _LEFT, _BOTTOM, _RIGHT = (33.5, 38.1), (26.9, 29.1), (31.5, 36.1), (24.9, 27.1)
_PITCH = (28.0, 30.5)  # points a line: 22 lines on 225 mm, with what offices really use
_BODY, _TITLE = 16.0, 22.0  # points: 3号 and 2号
_LONG = 24  # characters from which on a paragraph is one of running text
_FEW = 0.1  # of the running text: what is set otherwise up to here is emphasis or a slip that is told one by one
_FAMILIES = {
    "仿宋": ("仿宋", "fangsong"),
    "黑体": ("黑体", "simhei", "heiti"),
    "楷体": ("楷", "kaiti"),
    "小标宋": ("小标宋",),
}
_LEVELS = (
    (re.compile(r"[一二三四五六七八九十]+、"), "黑体", "QD107", "一级标题"),
    (re.compile(r"[（(][一二三四五六七八九十]+[）)]"), "楷体", "QD108", "二级标题"),
)
_SMALL = re.compile(r"\s*(?:注[：:\d]|抄送|主送：)|.*印发\s*$", re.DOTALL)
"""What is set smaller by the standard itself (the colophon, 7.4) or by practice (notes under tables)."""
_PRINTED = re.compile(r"[^。]{2,60}印发\s*")
"""The last line of the colophon: nothing behind it is the document's own text."""
_DASHED = re.compile(r"[—–－-]\s*#\s*[—–－-]")
_RED = re.compile(r"(?:[C-F][0-9A-F])(?:[0-4][0-9A-F]){2}")


def page(subject: Subject) -> Iterator[Found]:
    """QD101 paper, QD102 margins, QD110 lines a page, QD111 page numbers."""
    looks = subject.looks
    for number, one in enumerate(looks.pages if looks and _is_official(subject) else (), 1):
        where = "页面设置" if looks and len(looks.pages) == 1 else f"页面设置（第{number}节）"
        width, height = sorted((one.width, one.height))
        if abs(width - _A4[0]) > 1 or abs(height - _A4[1]) > 1:
            yield Found(
                "QD101", None, None, f"纸张是 {one.width:g}×{one.height:g} 毫米，应为 A4（210×297 毫米）", where
            )
            continue
        if one.landscape or one.width > one.height:
            continue
        for name, value, (low, high), asked in _margins(one):
            if not low <= value <= high:
                yield Found("QD102", None, None, f"{name} {value:g} 毫米，应为 {asked} 毫米", where)
        if one.pitch is not None and not _PITCH[0] <= one.pitch <= _PITCH[1]:
            yield Found("QD110", None, None, f"文档网格每行 {one.pitch:g} 磅，每页排不成 22 行（约 29 磅）", where)
        if not one.numbers and number == 1:
            yield Found("QD111", None, None, "没有页码", "页脚")
        for _, shown in one.numbers[:1]:
            if not _DASHED.search(shown):
                yield Found("QD112", None, None, f"页码写作“{shown}”，数字左右应各有一条一字线", "页脚")


def title(subject: Subject) -> Iterator[Found]:
    """QD105 a title's type, QD106 its place in the middle; that of minutes is their mark (10.3)."""
    for place in places(subject, "title") if _is_official(subject) and subject.genre != "纪要" else ():
        for each in _overlapping(subject, place.start, place.end):
            wrong = [run for run in each.runs if run.size != _TITLE or not _is(run.font, "小标宋")]
            if wrong:
                said = f"{wrong[0].font or '未设字体'} {wrong[0].size:g} 磅"
                yield Found("QD105", each.start, each.end, f"标题用的是{said}，一般用 2 号（22 磅）小标宋体")
            if each.align != "center":
                yield Found("QD106", each.start, each.end, "标题没有居中")
            return


def running_text(subject: Subject) -> Iterator[Found]:
    """QD103 type, QD104 size, QD109 first lines: once for the text where it is set so throughout, else one by one."""
    body = _body(subject)
    asked: tuple[tuple[str, Callable[[ParagraphLook], str], str], ...] = (
        ("QD103", lambda one: _other_font(subject, one), "正文一般用仿宋体，{}"),
        ("QD104", _other_size, "正文一般用 3 号（16 磅）字，{}"),
        ("QD109", _other_indent, "每个自然段左空二字，{}"),
    )
    for rule, wrong, message in asked:
        found = [(one, said) for one in body if (said := wrong(one))]
        if len(found) > max(1, _FEW * len(body)):
            said = Counter(said for _, said in found).most_common(1)[0][0]
            yield Found(rule, None, None, message.format(f"{len(body)} 段中 {len(found)} 段{said}"), "正文")
        else:
            for one, said in found:
                yield Found(rule, one.start, one.end, message.format(f"这一段{said}"))


def headings(subject: Subject) -> Iterator[Found]:
    """QD107–QD108: 黑体 for 一、, 楷体 for （一）, by the number's own type."""
    text = subject.source.text
    told: set[str] = set()
    for one in _paragraphs(subject):
        for number, family, rule, name in _LEVELS:
            match = number.match(text, one.start, one.end)
            if match and one.runs and rule not in told and not _is(one.runs[0].font, family):
                told.add(rule)
                said = one.runs[0].font or "未设字体"
                yield Found(rule, one.start, one.end, f"{name}用的是{said}，一般用{family}")


def addressees(subject: Subject) -> Iterator[Found]:
    """QD114: the line of addressees is flush left (7.3.2)."""
    for place in places(subject, "addressees") if _is_official(subject) else ():
        for one in _overlapping(subject, place.start, place.end):
            if one.first > 0.2 or one.left > 0.2 or one.align in ("center", "right"):
                yield Found("QD114", one.start, one.end, "主送机关没有顶格")
            return


def colours(subject: Subject) -> Iterator[Found]:
    """QD113: text is black (5.2.4), but for the mark and what stands above the body."""
    start = max((place.end for place in places(subject, "title")), default=0)
    told = False
    for one in _paragraphs(subject):
        for run in one.runs:
            shows = run.start < run.end  # an empty run has a colour that nobody sees
            if shows and one.start >= start and run.colour not in ("", "000000") and not told:
                told = True
                shown = "红色" if _RED.fullmatch(run.colour) else f"颜色 {run.colour}"
                yield Found("QD113", run.start, run.end, f"正文用了{shown}，如无特殊说明，公文各要素为黑色")


def spacing(subject: Subject) -> Iterator[Found]:
    """QD117: no space before or behind paragraphs of running text: it breaks the grid of 22 lines."""
    wrong = [one for one in _body(subject) if one.before > 0.5 or one.after > 0.5]
    if wrong:
        message = f"{len(wrong)} 段设了段前、段后间距，每页排不成 22 行"
        yield Found("QD117", wrong[0].start, wrong[0].end, message)


def _is_official(subject: Subject) -> bool:
    return subject.looks is not None and bool(subject.genre or subject.notice.letterhead.document_number)


def _margins(one: PageLook) -> tuple[tuple[str, float, tuple[float, float], str], ...]:
    return (
        ("上边距", one.top, _TOP, "37±1"),
        ("左边距", one.left, _LEFT, "28±1"),
        ("下边距", one.bottom, _BOTTOM, "35±1"),
        ("右边距", one.right, _RIGHT, "26±1"),
    )


def _paragraphs(subject: Subject) -> Iterator[ParagraphLook]:
    """The paragraphs of portrait pages that are not in tables, where the document is an official one."""
    looks = subject.looks
    if looks is None or not _is_official(subject):
        return
    for one in looks.paragraphs:
        if not one.in_table and not looks.pages[one.section].landscape:
            yield one


def _overlapping(subject: Subject, start: int, end: int) -> list[ParagraphLook]:
    return [one for one in _paragraphs(subject) if one.start < end and one.end > start]


def _body(subject: Subject) -> list[ParagraphLook]:
    """The paragraphs of running text: long ones that are no title, no line of addressees and no heading alone."""
    fields = ("title", "addressees", "cc", "dated")
    head = [(place.start, place.end) for field in fields for place in places(subject, field)]
    first = max((end for start, end in head[:1]), default=0)
    text = subject.source.text
    paragraphs = list(_paragraphs(subject))
    last = next((one.start for one in reversed(paragraphs) if _PRINTED.fullmatch(text, one.start, one.end)), len(text))
    return [
        one
        for one in paragraphs
        if one.start < last
        and one.end - one.start >= _LONG
        and one.start >= first
        and one.align not in ("center", "right")
        if not any(one.start < end and one.end > start for start, end in head)
        if not _SMALL.match(text, one.start, one.end)
    ]


def _other_font(subject: Subject, one: ParagraphLook) -> str:
    """What the longest run of a paragraph is set in, where that is not 仿宋 and the paragraph no heading."""
    if not one.runs or any(number.match(subject.source.text, one.start, one.end) for number, *_ in _LEVELS):
        return ""
    run = max(one.runs, key=lambda run: run.end - run.start)
    return "" if _is(run.font, "仿宋") else f"用的是{run.font or '未设字体'}"


def _other_size(one: ParagraphLook) -> str:
    run = max(one.runs, key=lambda run: run.end - run.start, default=None)
    return "" if run is None or run.size == _BODY else f"用的是 {run.size:g} 磅"


def _other_indent(one: ParagraphLook) -> str:
    return "" if 1.8 <= one.first + max(one.left, 0) <= 2.2 else f"首行空 {one.first + one.left:g} 字"


def _is(font: str, family: str) -> bool:
    return any(name in font.lower() for name in _FAMILIES[family])


CHECKS = (page, title, running_text, headings, addressees, colours, spacing)

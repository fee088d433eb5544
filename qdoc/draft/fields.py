"""Owns what a draft says about itself: the lines 项目：内容 on top, or the head of a notice written out in full."""

from __future__ import annotations

import re

from qdoc.draft.addressee_lines import addressee_lines
from qdoc.draft.blanks import BLANK_DAY, BLANK_NUMBER
from qdoc.draft.dates import is_date_line
from qdoc.draft.given import KEYS, PLAN, WHOLE, Given, annex_names
from qdoc.draft.issuer import settle_issuer
from qdoc.draft.repeated import same
from qdoc.draft.titles import PASSING, is_organ, passing_verb, title_issuer
from qdoc.model import Diagnostic, Severity

KEY_LINE = re.compile(r"^(?P<key>[一-鿿]{2,7})\s*[：:]\s*(?P<value>.*)$")
_RULE = re.compile(r"^\s*-{3,}\s*$")
NUMBER_LINE = re.compile(r"^[一-鿿]{1,16}[〔\[［(（【]\d{4}[〕\]］)）】]\s*第?\d+号$")
ANY_NUMBER = re.compile(rf"{NUMBER_LINE.pattern}|^{BLANK_NUMBER}$")
"""A line that is a document number, given or with its place left blank."""
_NOTICE_TITLE = re.compile(rf"(?:{PASSING}).+通知(?:（[^（）]{{1,8}}）)?。?$")
PRINTED = re.compile(rf"^(?P<office>.*?)[\s　]*(?P<date>\d{{4}}年\d{{1,2}}月\d{{1,2}}日|{BLANK_DAY})印发$")
_LISTED = re.compile(r"^\d{1,2}\s*(?:[.．](?!\d)|、)")
OFFICE = re.compile(r"(?:办公室|办事处|小组|中心|公司|办公厅|政府|委员会|局|委|厅|部|院)$")
_D001_HINT = f"开头可用的项目：{'、'.join(KEYS)}；方案正文请与它们隔一个空行"
_TITLE_LINES = 5  # a web page's navigation and a title broken by sense fit in here
_END_LINES = 6  # the colophon, and what a web page adds below it
_HEAD_LINES = 20  # a notice of issuance is shorter than this; beyond it a date belongs to the plan


def take_fields(lines: list[str]) -> tuple[Given, list[str]]:
    """Take the fields off the top of a draft; return them and the lines of the plan that remain.

    The lines ``项目：内容`` count only when the draft begins with one, up to the first blank line. Else, when it begins
    with a title such as 关于印发…的通知, everything up to the date of the notice is its head, and 抄送 and 印发 lines
    at the end are its colophon. Nothing is taken from any other text.
    """
    given = Given()
    lines = _without_blank_top(lines)
    if lines and _known(lines[0]):
        rest = _take_key_lines(lines, given)
    else:
        start, end = notice_title(lines)
        rest = take_written_out(lines, start, end, given) if end else lines
    return given, _without_blank_top(rest)


def _without_blank_top(lines: list[str]) -> list[str]:
    start = next((i for i, line in enumerate(lines) if line.strip() and not _RULE.match(line)), len(lines))
    return lines[start:]


def _known(line: str) -> bool:
    match = KEY_LINE.match(line.strip())
    return match is not None and match["key"] in KEYS


def _take_key_lines(lines: list[str], given: Given) -> list[str]:
    for index, raw in enumerate(lines):
        line = raw.strip()
        if not line or _RULE.match(line):
            return lines[index:]
        match = KEY_LINE.match(line)
        if match is None or match["key"] not in KEYS:
            given.found.append(_not_used(line))
            continue
        given.fill(match["key"], match["value"])
    return []


def notice_title(lines: list[str]) -> tuple[int, int]:
    """The lines [from, to) that hold the title of a notice near the top; (0, 0) where there is none."""
    places = [at for at, line in enumerate(lines) if line.strip()][:_TITLE_LINES]
    top = [lines[at].strip().lstrip("# ") for at in places]
    for end in range(1, len(top) + 1):
        for start in range(end - 1, -1, -1):
            words = "".join(top[start:end])
            if any(line.endswith(("。", "；", "：", ":")) for line in top[start : end - 1]) or "：" in words:
                break
            if passing_verb(words) and _NOTICE_TITLE.search(words):
                if start and not title_issuer(words) and is_organ(top[start - 1]):
                    start -= 1
                return places[start], places[end - 1] + 1
    return 0, 0


def _not_used(line: str) -> Diagnostic:
    return Diagnostic("D001", Severity.WARNING, f"这一行没有用上：{line}", hint=_D001_HINT)


def take_written_out(lines: list[str], title_start: int, title_end: int, given: Given) -> list[str]:
    """Take a notice whose title says that it issues or passes on a text off ``lines``; return the text behind it.

    All the lines come back where they cannot be parted: D003 for a notice of issuance without its date, D018 for one
    with nothing behind it. D001 for a line that was not used.
    """
    title = "".join(line.strip().lstrip("# ") for line in lines[title_start:title_end])
    issued = passing_verb(title) == "印发"
    head = [(i, line.strip()) for i, line in enumerate(lines) if i >= title_end and line.strip()][:_HEAD_LINES]
    date_at = next((n for n, (_, line) in enumerate(head) if is_date_line(line)), None)
    if date_at is None:
        message = "文稿以通知标题开头，但没有找到成文日期，通知与方案分不开"
        if issued:
            given.found.append(Diagnostic("D003", Severity.WARNING, message, hint="请在通知落款下单独一行写成文日期"))
        return lines
    if not _text_behind(lines[head[date_at][0] + 1 :]):
        given.text_is = WHOLE
        if issued:
            message = f"标题写的是印发，通知后面却没有看到印发的方案：{title if len(title) <= 40 else title[:40] + '…'}"
            hint = "方案请接在通知的成文日期后面；只印通知的，不用改"
            given.found.append(Diagnostic("D018", Severity.WARNING, message, hint=hint))
        return lines
    given.text_is = PLAN
    marks: list[str] = []
    for line in (line.strip() for line in lines[:title_start] if line.strip()):
        if ANY_NUMBER.match(line):
            given.set("document_number", line)
        elif is_organ(line.removesuffix("文件")):
            marks.append(line.removesuffix("文件").strip())
        elif not same(line, title_issuer(title)):
            given.found.append(_not_used(line))
    given.set("title", title)
    given.set("issuer", settle_issuer(given, "、".join(marks), title))
    given.set("dated", head[date_at][1])
    before = [line for _, line in head[:date_at]]
    if before and not before[-1].endswith(("。", "：", ":")):
        given.set("signatory", before.pop())
    while before:
        count = addressee_lines(before) if "addressees" not in given.one else 0
        line = "".join(before[: count or 1])
        del before[: count or 1]
        name = "addressees" if count else _kind_of(line, given)
        given.set("annexes" if name == "body" and given.many.get("annexes") and _LISTED.match(line) else name, line)
    _tidy(given)
    rest = _without_blank_top(lines[head[date_at][0] + 1 :])
    if rest and rest[0].strip().startswith(("（", "(")) and rest[0].strip().endswith(("）", ")")):
        given.set("note", rest[0].strip()[1:-1])
        rest = rest[1:]
    return _take_colophon(rest, given)


def _text_behind(lines: list[str]) -> bool:
    """Whether more stands there than 附注, 抄送 and the line of printing: the text that the notice issues."""
    ends = ("（", "(", "抄送", "---", "联系", "电话", "扫一扫", "打印", "分享")
    return any(line.strip() and not line.strip().startswith(ends) and not PRINTED.match(line.strip()) for line in lines)


def _kind_of(line: str, given: Given) -> str:
    if ANY_NUMBER.match(line):
        return "document_number"
    if line.startswith(("附件：", "附件:")):
        return "annexes"
    return "addressees" if line.endswith(("：", ":")) and "addressees" not in given.one else "body"


def _tidy(given: Given) -> None:
    if "addressees" in given.one:
        given.one["addressees"] = given.one["addressees"].rstrip("：:")
    if "annexes" in given.many:
        given.many["annexes"] = annex_names([re.sub(r"^附件[：:]\s*", "", line) for line in given.many["annexes"]])


def _take_colophon(lines: list[str], given: Given) -> list[str]:
    written = [i for i, line in enumerate(lines) if line.strip()][-_END_LINES:]
    marks = [i for i in written if lines[i].strip().startswith(("抄送：", "抄送:")) or PRINTED.match(lines[i].strip())]
    if not marks:
        return lines
    for line in (lines[i].strip() for i in written if i >= marks[0]):
        printed = PRINTED.match(line)
        if printed:
            given.set("printed_by", printed["office"].strip())
            given.set("issued_on", printed["date"])
        elif line.startswith(("抄送：", "抄送:")):
            given.set("cc", line[3:].strip())
        else:
            given.found.append(_not_used(line))
    return lines[: marks[0]]

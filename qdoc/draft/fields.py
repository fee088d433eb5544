"""Owns what a draft says about itself: the lines 项目：内容 on top, or the head of a notice written out in full."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qdoc.model import Diagnostic, Severity

_KEYS = {
    "发文机关": "issuer", "发文单位": "issuer", "制发机关": "issuer",
    "文种": "kind", "事由": "matter",
    "标题": "title", "通知标题": "title", "纪要名称": "title",
    "方案标题": "plan_title",
    "发文字号": "document_number", "文号": "document_number",
    "主送": "addressees", "主送机关": "addressees",
    "批准": "approval", "审议": "approval",
    "正文": "body", "通知正文": "body",
    "附件": "annexes", "附件说明": "annexes",
    "署名": "signatory", "落款": "signatory",
    "成文日期": "dated", "日期": "dated",
    "附注": "note",
    "抄送": "cc", "抄送机关": "cc",
    "印发机关": "printed_by",
    "印发日期": "issued_on",
    "格式": "form", "公文格式": "form",
    "标志": "mark", "发文机关标志": "mark",
    "份号": "copy_number",
    "密级": "secrecy", "密级和保密期限": "secrecy",
    "紧急程度": "urgency",
    "签发人": "signers",
    "盖章": "sealed",
    "双面": "duplex",
    "版面": "profile",
    "主送位置": "addressees_at",
    "出席": "present", "请假": "absent", "列席": "sitting_in",
}  # fmt: skip
_BETWEEN_LINES = {"issuer": "、", "signers": "、", "signatory": "、"} | dict.fromkeys(
    ("addressees", "cc", "present", "absent", "sitting_in"), "，"
)
_LIST_KEYS = ("body", "annexes")
_KEY_LINE = re.compile(r"^(?P<key>[一-鿿]{2,7})\s*[：:]\s*(?P<value>.*)$")
_RULE = re.compile(r"^\s*-{3,}\s*$")
NUMBER_LINE = re.compile(r"^[一-鿿]{1,16}[〔\[［(（【]\d{4}[〕\]］)）】]\s*第?\d+号$")
_DATE = re.compile(r"^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日$|^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NOTICE_TITLE = re.compile(r"关于印发.+的通知$")
_PRINTED = re.compile(r"^(?P<office>.*?)[\s　]*(?P<date>\d{4}年\d{1,2}月\d{1,2}日)印发$")
_OFFICE = re.compile(r"(?:办公室|办公厅|政府|委员会|局|委|厅|部|院)$")
_D001_HINT = f"开头可用的项目：{'、'.join(_KEYS)}；方案正文请与它们隔一个空行"
_TITLE_LINES = 5  # a web page's navigation and a title broken by sense fit in here
_END_LINES = 6  # the colophon, and what a web page adds below it
_HEAD_LINES = 20  # a notice of issuance is shorter than this; beyond it a date belongs to the plan


@dataclass(slots=True)
class Given:
    """What the draft's author wrote about the notice, by field; absent fields were not written."""

    one: dict[str, str] = field(default_factory=dict)
    many: dict[str, list[str]] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def fill(self, label: str, value: str) -> bool:
        """Keep the value of a labelled field, several lines as one value or as a list; say whether the label is known.

        D002 where the field has a value already; the later one is used.
        """
        name = _KEYS.get(label, "")
        lines = [line.strip() for line in value.splitlines() if line.strip()]
        if name in _LIST_KEYS:
            for line in lines:
                self.set(name, line)
        elif name and lines:
            if name in self.one:
                self.found.append(Diagnostic("D002", Severity.WARNING, f"“{label}”写了两次，用后一次：{lines[0]}"))
            self.set(name, _joined(name, lines))
        return bool(name)

    def words(self) -> str:
        """All that was written, a value a line."""
        return "\n".join((*self.one.values(), *(value for values in self.many.values() for value in values)))

    def set(self, name: str, value: str) -> None:
        """Keep a value; an empty one counts as not written."""
        if not value:
            return
        if name in _LIST_KEYS:
            self.many.setdefault(name, []).append(value)
        else:
            self.one[name] = value


def _joined(name: str, lines: list[str]) -> str:
    """Lines of one field as it prints: a broken title is one again, names on lines of their own are parted."""
    sign = _BETWEEN_LINES.get(name, "")
    return "".join(
        line if at == len(lines) - 1 or not sign or line.endswith(("，", "、", "；", ",")) else line + sign
        for at, line in enumerate(lines)
    )


def printed_date(value: str) -> str | None:
    """Return a date as official documents print it (no leading zeros), None when ``value`` is no date."""
    match = _DATE.match(value.strip())
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups() if part)
    return f"{year}年{month}月{day}日" if 1 <= month <= 12 and 1 <= day <= 31 else None


def take_fields(lines: list[str]) -> tuple[Given, list[str]]:
    """Take the fields off the top of a draft; return them and the lines of the plan that remain.

    The lines ``项目：内容`` count only when the draft begins with one, up to the first blank line. Else, when it begins
    with a title 关于印发…的通知, everything up to the date of the notice is its head, and 抄送 and 印发 lines at the
    end are its colophon. Nothing is taken from any other text.
    """
    given = Given()
    lines = _without_blank_top(lines)
    if lines and _known(lines[0]):
        rest = _take_key_lines(lines, given)
    else:
        start, end = _notice_title(lines)
        rest = _take_written_out(lines, start, end, given) if end else lines
    return given, _without_blank_top(rest)


def _without_blank_top(lines: list[str]) -> list[str]:
    start = next((i for i, line in enumerate(lines) if line.strip() and not _RULE.match(line)), len(lines))
    return lines[start:]


def _known(line: str) -> bool:
    match = _KEY_LINE.match(line.strip())
    return match is not None and match["key"] in _KEYS


def _take_key_lines(lines: list[str], given: Given) -> list[str]:
    for index, raw in enumerate(lines):
        line = raw.strip()
        if not line or _RULE.match(line):
            return lines[index:]
        match = _KEY_LINE.match(line)
        if match is None or match["key"] not in _KEYS:
            given.found.append(_not_used(line))
            continue
        given.fill(match["key"], match["value"])
    return []


def _notice_title(lines: list[str]) -> tuple[int, int]:
    """The lines [from, to) that hold the title of a notice near the top; (0, 0) where there is none."""
    top = [line.strip().lstrip("# ") for line in lines[:_TITLE_LINES]]
    for end in range(1, len(top) + 1):
        for start in range(end - 1, -1, -1):
            if "关于印发" in "".join(top[start:end]) and _NOTICE_TITLE.search("".join(top[start:end])):
                if start and top[start].startswith("关于") and _OFFICE.search(top[start - 1]):
                    start -= 1
                return start, end
    return 0, 0


def _not_used(line: str) -> Diagnostic:
    return Diagnostic("D001", Severity.WARNING, f"这一行没有用上：{line}", hint=_D001_HINT)


def _take_written_out(lines: list[str], title_start: int, title_end: int, given: Given) -> list[str]:
    title = "".join(line.strip().lstrip("# ") for line in lines[title_start:title_end])
    given.found += [_not_used(line.strip()) for line in lines[:title_start] if line.strip()]
    head = [(i, line.strip()) for i, line in enumerate(lines) if i >= title_end and line.strip()][:_HEAD_LINES]
    date_at = next((n for n, (_, line) in enumerate(head) if printed_date(line)), None)
    if date_at is None:
        message = "文稿以通知标题开头，但没有找到成文日期，通知与方案分不开"
        given.found.append(Diagnostic("D003", Severity.WARNING, message, hint="请在通知落款下单独一行写成文日期"))
        return lines
    given.set("title", title)
    given.set("issuer", title.partition("关于印发")[0])
    given.set("dated", head[date_at][1])
    before = [line for _, line in head[:date_at]]
    if before and not before[-1].endswith(("。", "：", ":")):
        given.set("signatory", before.pop())
    for line in before:
        given.set(_kind_of(line, given), line)
    _tidy(given)
    rest = _without_blank_top(lines[head[date_at][0] + 1 :])
    if rest and rest[0].strip().startswith(("（", "(")) and rest[0].strip().endswith(("）", ")")):
        given.set("note", rest[0].strip()[1:-1])
        rest = rest[1:]
    return _take_colophon(rest, given)


def _kind_of(line: str, given: Given) -> str:
    if NUMBER_LINE.match(line):
        return "document_number"
    if line.startswith(("附件：", "附件:")):
        return "annexes"
    return "addressees" if line.endswith(("：", ":")) and "addressees" not in given.one else "body"


def _tidy(given: Given) -> None:
    if "addressees" in given.one:
        given.one["addressees"] = given.one["addressees"].rstrip("：:")
    if "annexes" in given.many:
        given.many["annexes"] = [re.sub(r"^附件[：:]\s*(\d+[.．]\s*)?", "", line) for line in given.many["annexes"]]


def _take_colophon(lines: list[str], given: Given) -> list[str]:
    written = [i for i, line in enumerate(lines) if line.strip()][-_END_LINES:]
    marks = [i for i in written if lines[i].strip().startswith(("抄送：", "抄送:")) or _PRINTED.match(lines[i].strip())]
    if not marks:
        return lines
    for line in (lines[i].strip() for i in written if i >= marks[0]):
        printed = _PRINTED.match(line)
        if printed:
            given.set("printed_by", printed["office"].strip())
            given.set("issued_on", printed["date"])
        elif line.startswith(("抄送：", "抄送:")):
            given.set("cc", line[3:].strip())
        else:
            given.found.append(_not_used(line))
    return lines[: marks[0]]

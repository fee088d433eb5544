"""Owns the head of a finished text that was pasted: 文号, 标题, 主送机关 above its first paragraph."""

from __future__ import annotations

import re

from qdoc.draft.dates import DAY, is_date_line
from qdoc.draft.fields import KEY_LINE, NUMBER_LINE, notice_title, take_written_out
from qdoc.draft.given import KEYS, Given
from qdoc.draft.kinds import ISSUANCE
from qdoc.draft.plan_text import number_level, plain_words
from qdoc.draft.repeated import Repeated, same

_KINDS = "通知|通报|函|请示|报告|批复|决定|决议|公告|通告|公报|议案|命令"
_TITLE = re.compile(rf"^[^。；：:！？]{{0,60}}关于[^。；：:！？]{{1,90}}(?:{_KINDS})(?:（[^（）]{{1,8}}）)?。?$")
_MINUTES = re.compile(r"^[^。；：:，！？]{2,40}纪要。?$")
_MARK = re.compile(r"^[一-鿿、\s]{4,40}文件$")
_SIGNED_NUMBER = re.compile(r"^(?P<number>\S+号)[\s　]+签\s*发\s*人\s*[：:]\s*(?P<signers>\S.*)$")
_MINUTES_NUMBER = re.compile(r"^(?:第\s*\d+\s*期|[〔\[［]\d{4}[〕\]］]\s*\d+号)$")
_ISSUED = re.compile(rf"^(?P<office>[一-鿿]{{3,40}})[\s　]+(?P<day>{DAY})$")  # below the mark of minutes (10.3)
_SECURITY = (
    ("copy_number", re.compile(r"^\d{6}$")),
    ("secrecy", re.compile(r"^(?:绝密|机密|秘密)(?:[★☆*].{0,8})?$")),
    ("urgency", re.compile(r"^(?:特急|加急|特提|平急)$")),
)
_BODY_WORDS = re.compile(r"如下|下列|以下|现将|根据|责任|牵头")
_ADDRESSEE = re.compile(r"^各|^有关|(?:局|政府|委员会|委|办|办公室|办公厅|办事处|研究院|中心|公司|院|部|厅|同志)[：:]$")
_FIELDS = frozenset(
    set(KEYS.values()) - {"body", "annexes", "form", "mark", "sealed", "duplex", "profile", "addressees_at"}
)
_HEAD_LINES, _TITLE_LINES, _LONGEST_ADDRESSEES = 9, 3, 400


def take_head(lines: list[str], given: Given, kind: str, repeated: Repeated) -> list[str]:
    """Take the head that the text has of its own off ``lines``; ``repeated`` holds each part against the fields.

    Lines 项目：内容 below the filled fields; a whole notice of issuance (for 印发通知, or where no kind is said); else
    文号, 标题 and 主送机关 in their usual places. A text that does not begin so is left alone.
    """
    if given.one:
        lines = _take_labelled(lines, repeated)
    if kind in ("", ISSUANCE) and not any(one.code == "D003" for one in given.found):
        start, end = notice_title(lines)
        if end:
            inner = Given()
            rest = take_written_out(lines, start, end, inner)
            given.found += inner.found
            for name, value in inner.one.items():
                repeated.meet(name, value)
            if "annexes" in inner.many:
                repeated.meet_annexes(inner.many["annexes"])
            if "body" in inner.many and "body" not in given.many:
                given.many["body"] = inner.many["body"]
            return rest
    if kind == ISSUANCE:
        return lines
    return _take_usual(lines, given, kind, repeated)


def _take_labelled(lines: list[str], repeated: Repeated) -> list[str]:
    rest = list(lines)
    while rest:
        match = KEY_LINE.match(rest[0].strip())
        labelled = match is not None and match["key"] != "日期" and KEYS.get(match["key"]) in _FIELDS
        if match and labelled:
            repeated.meet(KEYS[match["key"]], match["value"])
        elif rest[0].strip():
            break
        rest.pop(0)
    return rest


def _take_usual(lines: list[str], given: Given, kind: str, repeated: Repeated) -> list[str]:
    written = [(at, plain_words(line.strip())) for at, line in enumerate(lines) if line.strip()][:_HEAD_LINES]
    found: list[tuple[str, str]] = []
    place = titled = 0
    while place < len(written):
        line = written[place][1]
        below = [words for _, words in written[place : place + _TITLE_LINES]]
        if not titled and (titled := _title_at(below, given, kind)):
            found.append(("title", "".join(below[:titled])))
            place += titled
            continue
        parts = _parts(line, titled=bool(titled or given.one.get("title") or kind), given=given)
        if (
            not parts
            and (kind or dict(found).get("title", "")).endswith("纪要")
            and (below_mark := _ISSUED.match(line))
        ):
            parts = [("issuer", below_mark["office"]), ("dated", below_mark["day"])]
        if not parts or parts[0][0] in {name for name, _ in found}:
            break
        found += parts
        place += 1
        if parts[0][0] == "addressees":
            break
    names = {name for name, _ in found}
    if not found or ("title" not in names and not (given.one.get("title") or kind or "matter" in given.one)):
        return lines
    title = dict(found).get("title", "")
    if title and "issuer" not in given.one and title.partition("关于")[0] and "关于" in title:
        given.set("issuer", title.partition("关于")[0].strip())
    for name, value in found:
        repeated.meet(name, value)
    return lines[written[place][0] :] if place < len(written) else lines[written[-1][0] + 1 :]


def _title_at(lines: list[str], given: Given, kind: str) -> int:
    """How many of the lines make a title (0 where they begin with none): at most three, whole words together."""
    for count in range(1, len(lines) + 1):
        if _parts(lines[count - 1], titled=False, given=given) or is_date_line(lines[count - 1]):
            break
        words = "".join(lines[:count])
        if number_level(lines[count - 1]):
            break
        if same(words, given.one.get("title", "-")) or _TITLE.match(words):
            return count
        if kind in ("", "纪要") and count == 1 and _MINUTES.match(words):
            return count
    return 0


def _parts(line: str, *, titled: bool, given: Given) -> list[tuple[str, str]]:
    """The fields that a line of the head holds; [] for a line of the text."""
    if match := _SIGNED_NUMBER.match(line):
        return [("document_number", match["number"]), ("signers", match["signers"])]
    if NUMBER_LINE.match(line) or _MINUTES_NUMBER.match(line):
        return [("document_number", line)]
    if _MARK.match(line):
        return [("issuer", line.removesuffix("文件").strip())]
    for name, pattern in _SECURITY:
        if pattern.match(line):
            return [(name, line)]
    if not titled or not line.endswith(("：", ":")) or len(line) > _LONGEST_ADDRESSEES or number_level(line):
        return []
    known = same(line, given.one.get("addressees", "-"))
    if known or (_ADDRESSEE.search(line) and not _BODY_WORDS.search(line) and "。" not in line):
        return [("addressees", line.rstrip("：:"))]
    return []

"""Owns the head of a finished text that was pasted: 文号, 标题, 主送机关 above its first paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qdoc.draft.addressee_lines import addressee_lines
from qdoc.draft.blanks import BLANK_NUMBER
from qdoc.draft.dates import DAY, is_date_line
from qdoc.draft.fields import ANY_NUMBER, KEY_LINE, notice_title, take_written_out
from qdoc.draft.given import KEYS, PLAN, WHOLE, Given
from qdoc.draft.issuer import settle_issuer
from qdoc.draft.kinds import ISSUANCE
from qdoc.draft.plan_text import number_level, plain_words
from qdoc.draft.repeated import Repeated, same
from qdoc.draft.titles import PASSING, is_organ, passing_verb, title_issuer
from qdoc.model import Diagnostic, Severity

_KINDS = "通知|通报|函|请示|报告|批复|决定|决议|公告|通告|公报|议案|命令"
_TITLE = re.compile(
    rf"^[^。；：:！？]{{0,60}}(?:关于|{PASSING})[^。；：:！？]{{1,90}}(?P<kind>{_KINDS})(?:（[^（）]{{1,8}}）)?。?$"
)
_MINUTES = re.compile(r"^[^。；：:，！？]{2,40}纪要。?$")
_MARK = re.compile(r"^[一-鿿、\s]{4,40}文件$")
_SIGNED_NUMBER = re.compile(rf"^(?P<number>\S+号|{BLANK_NUMBER})[\s　]+签\s*发\s*人\s*[：:]\s*(?P<signers>\S.*)$")
_MINUTES_NUMBER = re.compile(r"^(?:第\s*\d+\s*期|[〔\[［]\d{4}[〕\]］]\s*\d+号)$")
_ISSUED = re.compile(rf"^(?P<office>[一-鿿]{{3,40}})[\s　]+(?P<day>{DAY})$")  # below the mark of minutes (10.3)
_SECURITY = (
    ("copy_number", re.compile(r"^\d{6}$")),
    ("secrecy", re.compile(r"^(?:绝密|机密|秘密)(?:[★☆*].{0,8})?$")),
    ("urgency", re.compile(r"^(?:特急|加急|特提|平急)$")),
)
_FIELDS = frozenset(
    set(KEYS.values()) - {"body", "annexes", "form", "mark", "sealed", "duplex", "profile", "addressees_at"}
)
_HEAD_LINES, _TITLE_LINES, _LONGEST_ABOVE = 12, 3, 30


@dataclass(slots=True)
class _Head:
    """The head of a text: its fields in order, lines above its title that are none, how many lines it takes."""

    found: list[tuple[str, str]] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    lines: int = 0

    def value(self, name: str) -> str:
        return next((value for one, value in self.found if one == name), "")


def take_head(lines: list[str], given: Given, kind: str, repeated: Repeated) -> list[str]:
    """Take the head that the text has of its own off ``lines``; ``repeated`` holds each part against the fields.

    Lines 项目：内容 below the filled fields; a whole notice that issues or passes on a text, parted from it; else
    文号, 标题 and 主送机关 in their usual places. A text that does not begin so is left alone. D018 where the text is
    another kind of document than the draft says; ``given.text_is`` tells what it was taken for.
    """
    if given.text_is == PLAN:
        return lines
    if given.one:
        lines = _take_labelled(lines, repeated)
    if kind in ("", ISSUANCE, "通知") and not given.text_is and not any(one.code == "D003" for one in given.found):
        start, end = notice_title(lines)
        if end and (rest := _take_parted(lines, start, end, given, kind, repeated)) is not None:
            return rest
    head = _head_of(lines, given, kind)
    if kind == ISSUANCE and not _is_no_plan(head, given):
        return lines
    return _take_usual(lines, head, given, kind, repeated)


def _take_parted(
    lines: list[str], start: int, end: int, given: Given, kind: str, repeated: Repeated
) -> list[str] | None:
    """The text behind its notice, whose parts are taken; None where the two cannot be parted."""
    inner = Given()
    rest = take_written_out(lines, start, end, inner)
    title = inner.one.get("title", "")
    if inner.text_is == PLAN and kind == "通知":
        if not same(title, given.one.get("title", title)):
            return None
        message = f"文种填的是“通知”，正文里是一份印发通知和它印发的文字，按“印发通知”排的：{_short(title)}"
        given.found.append(_other_kind(message, "文种请改成“印发通知”；要是只发通知、不附方案，请把方案的文字删去"))
    if inner.text_is != PLAN:
        if kind != "通知":
            given.found += inner.found
        given.text_is = inner.text_is
        return None
    given.found += inner.found
    given.text_is = inner.text_is
    given.issuer_read = inner.issuer_read and "issuer" not in given.one
    for name, value in inner.one.items():
        repeated.meet(name, value)
    if "annexes" in inner.many:
        repeated.meet_annexes(inner.many["annexes"])
    if "body" in inner.many and "body" not in given.many:
        given.many["body"] = inner.many["body"]
    return rest


def _is_no_plan(head: _Head, given: Given) -> bool:
    """Whether the text of a notice of issuance is a notice itself; D018 says so, and for other whole documents."""
    title = head.value("title")
    found = _TITLE.match(title)
    if found is None:
        return False
    if found["kind"] != "通知" or not same(given.one.get("title", title), title):
        if head.value("addressees") and found["kind"] != "纪要":
            message = f"正文像是一份完整的{found['kind']}，照“印发通知”的方案排了：{_short(title)}"
            given.found.append(_other_kind(message, f"不是要印发它的，文种请改成“{found['kind']}”"))
        return False
    if not passing_verb(title):
        message = f"文种填的是“印发通知”，正文却是一份完整的通知，按“通知”排的，没有另拟印发的话：{_short(title)}"
        hint = "文种请改成“通知”；要印发的是另一份文字，请只把那份文字写在正文里"
        given.found.append(_other_kind(message, hint))
        given.text_is = WHOLE
    return True


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


def _head_of(lines: list[str], given: Given, kind: str) -> _Head:
    """What of the first lines is a head; nothing is taken yet."""
    places = [at for at, line in enumerate(lines) if line.strip()][:_HEAD_LINES]
    written = [plain_words(lines[at].strip()) for at in places]
    head, place, titled = _Head(), 0, False
    title_at = next((at for at in range(len(written)) if _title_at(written[at:], given, kind)), -1)
    while place < len(written):
        if place == title_at:
            count = _title_at(written[place:], given, kind)
            head.found.append(("title", "".join(written[place : place + count])))
            place, titled = place + count, True
            continue
        parts, count = _parts(written[place:], titled=titled or bool(given.one.get("title") or kind), given=given)
        minutes = (kind or head.value("title")).endswith("纪要")
        if not parts and minutes and (below_mark := _ISSUED.match(written[place])):
            parts = [("issuer", below_mark["office"]), ("dated", below_mark["day"])]
        above = not titled and title_at > place
        if not parts and above and _is_above(written[place]):
            organ = is_organ(written[place])
            parts = [("issuer", written[place])] if organ else []
            head.unused += [] if organ else [written[place]]
        elif not parts or (head.value(parts[0][0]) and not (above and parts[0][0] == "issuer")):
            break
        head.found += parts
        place += count
        if parts and parts[0][0] == "addressees":
            break
    head.lines = (places[place] if place < len(places) else places[-1] + 1) if places else 0
    return head


def _is_above(line: str) -> bool:
    """Whether a line may stand above a title without being a field: （送审稿）, 附件2, a menu, an organ's name."""
    return (
        len(line) <= _LONGEST_ABOVE
        and not line.endswith(("。", "；", "：", ":", "，", "！"))
        and not number_level(line)
    )


def _take_usual(lines: list[str], head: _Head, given: Given, kind: str, repeated: Repeated) -> list[str]:
    title = head.value("title")
    if not head.found or not (title or given.one.get("title") or kind or "matter" in given.one):
        return lines
    marks = list(dict.fromkeys(value for name, value in head.found if name == "issuer"))
    if "issuer" not in given.one and title:
        given.set("issuer", settle_issuer(given, "、".join(marks), title))
    elif marks:
        repeated.meet("issuer", "、".join(marks))
    for name, value in head.found:
        if name != "issuer":
            repeated.meet(name, value)
    if title and head.value("addressees") and kind != ISSUANCE:
        given.text_is = WHOLE
    for line in head.unused:
        if not same(line.removesuffix("文件"), given.one.get("issuer", "")):
            message = f"标题上面的这一行没有用上，没有印：{_short(line)}"
            hint = "不是公文里的就不用管；是文号、密级这些，请写到相应的项目里"
            given.found.append(Diagnostic("D001", Severity.WARNING, message, hint=hint))
    return lines[head.lines :]


def _title_at(lines: list[str], given: Given, kind: str) -> int:
    """How many of the lines make a title (0 where they begin with none): at most three, whole words together.

    What stands above 关于 or 转发 on lines of its own must be the issuer's name; a line that is joined must not stand
    above a title that is whole without it.
    """
    known = given.one.get("title", "-")
    for count in range(1, min(len(lines), _TITLE_LINES) + 1):
        line, words = lines[count - 1], "".join(lines[:count])
        if _parts([line], titled=False, given=given)[0] or is_date_line(line) or number_level(line):
            break
        if same(words, known):
            return count
        if _TITLE.match(words):
            later = ("".join(lines[start:count]) for start in range(1, count))
            if any(same(one, known) or (_TITLE.match(one) and title_issuer(one)) for one in later):
                return 0
            alone = re.search(rf"关于|{PASSING}", lines[0]) or is_organ(title_issuer(words))
            return count if alone else 0
        if kind in ("", "纪要") and count == 1 and _MINUTES.match(words):
            return count
    return 0


def _parts(lines: list[str], *, titled: bool, given: Given) -> tuple[list[tuple[str, str]], int]:
    """The fields that the first line of the head holds ([] for a line of the text), and on how many lines."""
    line = lines[0]
    if match := _SIGNED_NUMBER.match(line):
        return [("document_number", match["number"]), ("signers", match["signers"])], 1
    if ANY_NUMBER.match(line) or _MINUTES_NUMBER.match(line):
        return [("document_number", line)], 1
    if _MARK.match(line) and is_organ(line.removesuffix("文件")):
        return [("issuer", re.sub(r"\s+", "、", line.removesuffix("文件").strip()))], 1
    for name, pattern in _SECURITY:
        if pattern.match(line):
            return [(name, line)], 1
    count = addressee_lines(lines, given.one.get("addressees", "")) if titled else 0
    return ([("addressees", "".join(lines[:count]).rstrip("：:"))], count) if count else ([], 1)


def _other_kind(message: str, hint: str) -> Diagnostic:
    return Diagnostic("D018", Severity.WARNING, message, hint=hint)


def _short(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:40]}…"

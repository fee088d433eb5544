"""Owns the end of a finished text that was pasted: 附件说明, 署名, 成文日期, 附注 below its last paragraph; 版记."""

from __future__ import annotations

import re

from qdoc.draft.dates import DAY
from qdoc.draft.fields import OFFICE, PRINTED
from qdoc.draft.given import Given, annex_names
from qdoc.draft.plan_text import number_level, plain_words
from qdoc.draft.repeated import Repeated, agree, same
from qdoc.model import Diagnostic, Severity

_DATE_LINE = re.compile(rf"^(?:(?P<office>[一-鿿（）、\s　]{{2,60}}?)[\s　]+)?(?P<day>{DAY})$")
_NOTE_LINE = re.compile(r"^[（(](?P<note>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)]$")
_ANNEXES = re.compile(r"^附\s*件\s*[：:]\s*(?P<first>.*)$")
_ANNEXES_ALONE = re.compile(r"^附\s*件\s*[：:]$")
_NUMBERED = re.compile(r"^\d{1,2}\s*(?:[.．](?!\d)|、)\s*\S")
_ATTENDANCE = {"出席": "present", "请假": "absent", "列席": "sitting_in"}
_ATTENDED = re.compile(r"^(?P<label>出席|请假|列席)\s*[：:]\s*(?P<names>\S.*)$")
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章)[）)]$")
_CONTACT = re.compile(r"^(?:联\s*系\s*人|联系电话|联系方式|电话|手机|传真|邮箱|电子邮箱|联系地址|地址)\s*[：:]")
_ONE_ANNEX = re.compile(r"^附\s*件\s*\d{1,2}\s*[：:]\s*(?=\S)")
_CC = re.compile(r"^抄\s*送\s*[：:]\s*(?P<names>\S.*)$")
_LONGEST_OFFICE, _MOST_SIGNING, _MOST_CONTACTS = 40, 6, 4
_SENTENCE_SIGNS = re.compile(r"[。；;：:，,！？!?【】]")


def join_annex_lines(lines: list[str]) -> list[str]:
    """附件： alone above 1.…, 2.… is 附件说明, no annex: its first name goes behind it."""
    joined: list[str] = []
    for line in lines:
        above = next((one for one in reversed(joined[-3:]) if one.strip()), "").strip()
        entry = line.strip()
        named = entry.startswith("1") and _NUMBERED.match(entry) and not entry.endswith(("。", "；", ";"))
        if named and _ANNEXES_ALONE.match(above):
            while not joined[-1].strip():
                joined.pop()
            joined[-1] = joined[-1].rstrip() + entry
            continue
        joined.append(line)
    return joined


def take_colophon(lines: list[str], repeated: Repeated) -> list[str]:
    """Take 抄送 and 印发 lines off the very end of the text; anything below them leaves them where they are."""
    rest = _stripped(lines)
    while rest:
        line = rest[-1].strip()
        cc, printed = _CC.match(line), PRINTED.match(line)
        if printed:
            repeated.meet("printed_by", printed["office"])
            repeated.meet("issued_on", printed["date"])
        elif cc:
            repeated.meet("cc", cc["names"].rstrip("。."))
        else:
            break
        rest = _stripped(rest[:-1])
    return rest if len(rest) < len(_stripped(lines)) else lines


def take_end(
    lines: list[str], given: Given, annexes: tuple[str, ...], repeated: Repeated, *, issues: bool, minutes: bool
) -> list[str]:
    """Take what closes a document off ``lines`` (annexes already parted); ``repeated`` holds it against the fields.

    ``annexes``: titles of the annexes behind the text. 出席 and the like belong to ``minutes`` alone. Of a plan that is
    issued (``issues``) only what says the same as the notice is taken: its own list of annexes, signature and date are
    the plan's, and D016 names the latter.
    """
    rest, note = _contacts_below_the_date(_stripped(lines))
    day = ""
    offices: list[str] = []
    names: list[str] = []
    attended: list[tuple[str, str]] = []
    while rest:
        line = _SEAL.sub("", plain_words(rest[-1].strip()))
        date_line, note_line, attended_line = _DATE_LINE.match(line), _NOTE_LINE.match(line), _ATTENDED.match(line)
        if date_line and not day:
            day, offices = date_line["day"], [date_line["office"].strip()] if date_line["office"] else []
            rest = _stripped(rest[:-1])
            while rest and not (date_line["office"]) and len(offices) < _MOST_SIGNING and _signs(rest, given, offices):
                offices.insert(0, _SEAL.sub("", plain_words(rest[-1].strip())))
                rest = _stripped(rest[:-1])
        elif note_line and not note and not day and _closes(rest[:-1]):
            note, rest = note_line["note"], _stripped(rest[:-1])
        elif attended_line and minutes:
            attended.insert(0, (_ATTENDANCE[attended_line["label"]], attended_line["names"].rstrip("。")))
            rest = _stripped(rest[:-1])
        elif not day and not offices and _is_issuer(line, given):
            offices, rest = [line], _stripped(rest[:-1])
        elif not names and (at := _annexes_at(rest)) is not None:
            first = _ANNEXES.match(rest[at].strip())
            below = [_ONE_ANNEX.sub("", one.strip()) for one in rest[at + 1 if first else at :]]
            names = annex_names([first["first"] if first else "", *below])
            rest = _stripped(rest[:at])
        else:
            break
    if not any((day, offices, names, note, attended)):
        repeated.watch(() if issues else lines)
        return lines
    if issues and not _all_the_notices(given, annexes, day, offices, names, note):
        if day and offices:
            message = f"方案末尾写着署名和日期（{'、'.join(offices)}，{day}），与通知的不同，照原样排印"
            hint = "是通知的，请写到“署名”“成文日期”里，从方案末尾删去；是方案自己的，不用改"
            given.found.append(Diagnostic("D016", Severity.REVIEW, message, hint=hint))
        return lines
    for name, value in (("signatory", "、".join(offices)), ("dated", day), ("note", note), *attended):
        repeated.meet(name, value)
    if names and not (issues and not given.many.get("annexes")):
        repeated.meet_annexes(names)
    repeated.watch(() if issues else rest)
    return rest


def _all_the_notices(
    given: Given, annexes: tuple[str, ...], day: str, offices: list[str], names: list[str], note: str
) -> bool:
    """Whether all that closes a plan says what the notice says, or what it does not say yet."""
    one = given.one
    signatory = one.get("signatory") or one.get("issuer", "")
    listed = given.many.get("annexes") or list(annexes)
    signed = not offices or not signatory or same("、".join(offices), signatory)
    dated = not day or "dated" not in one or agree("dated", one["dated"], day)
    noted = not note or "note" not in one or same(one["note"], note)
    return signed and dated and noted and (not names or (len(listed) == len(names) and all(map(same, listed, names))))


def _stripped(lines: list[str]) -> list[str]:
    """The lines without blank ones at the end."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return lines[:end]


def _is_issuer(line: str, given: Given) -> bool:
    names = (given.one.get("signatory", ""), given.one.get("issuer", ""))
    return any(name and same(line, name) for name in names)


def _signs(lines: list[str], given: Given, below: list[str]) -> bool:
    """Whether the last line is an office that signs above the date; several sign one below the other."""
    line = lines[-1].strip()
    if len(line) > _LONGEST_OFFICE or _SENTENCE_SIGNS.search(line) or number_level(line) or line.startswith("附件"):
        return False
    names = (given.one.get("signatory", ""), given.one.get("issuer", ""))
    broken = any(name.endswith(line) if not below else same(line + "".join(below), name) for name in names if name)
    if broken or _is_issuer(line, given) or OFFICE.search(line):
        return True
    if below:
        return False
    above = next((one.strip() for one in reversed(lines[:-1]) if one.strip()), "")
    return above.endswith(("。", "；", "：", "！")) or bool(_ANNEXES.match(above))


def _closes(lines: list[str]) -> bool:
    """Whether the last of ``lines`` is a date: only below it a line in brackets is 附注."""
    rest = _stripped(lines)
    return bool(rest) and _DATE_LINE.match(rest[-1].strip()) is not None


def _annexes_at(lines: list[str]) -> int | None:
    """Where 附件：…, or the first of 附件1：… 附件2：…, closes the lines with nothing but more names below it."""
    start = None
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at].strip()
        if _ONE_ANNEX.match(line) and not line.endswith(("。", "；")):
            start = at
        elif start is not None:
            return start
        elif found := _ANNEXES.match(line):
            return at if found["first"].strip() else None
        elif line and not _NUMBERED.match(line):
            return None
    return start


def _contacts_below_the_date(lines: list[str]) -> tuple[list[str], str]:
    """Part lines such as 联系人：… below the date off: together they are 附注."""
    above, contacts = lines, list[str]()
    while above and len(contacts) < _MOST_CONTACTS and _CONTACT.match(above[-1].strip()):
        contacts.insert(0, above[-1].strip().rstrip("。；，"))
        above = _stripped(above[:-1])
    return (above, "，".join(contacts)) if contacts and _closes([*above, ""]) else (lines, "")

"""Owns a letter's return slip (回执) that came back: what the unit ticked and wrote, and the acts that makes of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from qdoc.errors import EventRefused
from qdoc.ledger.form_columns import NODES, PHONE, SLIP_DATE, SLIP_FIELDS, SLIP_KEY, SLIP_TICKS, UNIT, read_tag
from qdoc.ledger.key import fold_text
from qdoc.ledger.life import apply_event
from qdoc.ledger.tasks import task_name
from qdoc.letters import make_letters
from qdoc.model import AssignmentLetter, Event, EventKind, Ledger, Office
from qdoc.read.guard import Package
from qdoc.read.worker import heavy_apart
from qdoc.returns.controls import controls_under
from qdoc.returns.form_answers import any_day

_DOCUMENT = "word/document.xml"
_ASK = "请与该单位核实后，由您用 qdoc 登记这一条异议"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip as it came back: whose, of which plan, and its fields by name (``SLIP_FIELDS``; "" not filled in)."""

    name: str
    sha256: str
    unit: str
    plan_sha256: str
    fields: tuple[tuple[str, str], ...]

    def field(self, name: str) -> str:
        """What stands in a field; 是 for a box that is ticked."""
        return dict(self.fields).get(name, "")


@dataclass(frozen=True, slots=True)
class SlipResult:
    """What became of a slip: the acts that are in the ledger now, and what could not be taken, with the next step."""

    slip: Slip
    unit: str
    events: tuple[Event, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


@heavy_apart(Slip | None)
def read_slip(data: bytes, name: str) -> Slip | None:
    """Return the slip in the Word file ``data``; None where no key of one is left. Raises as ``read.guard`` does."""
    package = Package(data, name)
    if _DOCUMENT not in package:
        return None
    unit = plan = ""
    fields: dict[str, str] = {}
    for control in controls_under(package.xml(_DOCUMENT)):
        tag = read_tag(control.key)
        if tag is None or tag.line != SLIP_KEY:
            continue
        text = (control.date or control.text).strip()
        if tag.field == UNIT:
            unit, plan = text, tag.of
        elif tag.field in SLIP_FIELDS and text != SLIP_DATE.strip():
            fields.setdefault(tag.field, text)
    if not fields:
        return None
    return Slip(name, hashlib.sha256(data).hexdigest(), unit, plan, tuple(fields.items()))


def apply_slips(
    ledger: Ledger, slips: Sequence[Slip], office: Office | None = None, *, received_on: str = ""
) -> tuple[Ledger, tuple[SlipResult, ...]]:
    """Return ``ledger`` with 签收 for every row that the unit leads (supports, where it leads none), and its 异议.

    An objection is put to the task that its reason names by number and title, or to the unit's only one; which row is
    meant otherwise only a person can say, so it is refused with the next step. A slip known already changes nothing.
    """
    if not slips:
        return ledger, ()
    letters = {letter.department: letter for letter in make_letters(ledger, office)}
    results = []
    for slip in sorted(slips, key=lambda one: (one.name, one.sha256)):
        unit = (office or Office()).called(slip.unit, ledger.head.year) if slip.unit else ""
        letter = letters.get(unit)
        if why := _not_ours(slip, letter, ledger):
            results.append(SlipResult(slip, unit, (), (why,)))
            continue
        assert letter is not None
        made, refused = _acts(slip, letter, received_on)
        done = []
        for event in made:
            try:
                after = apply_event(ledger, event)
            except EventRefused as problem:
                refused.append((problem.message, problem.hint or ""))
                continue
            done += [event] if after is not ledger else []
            ledger = after
        results.append(SlipResult(slip, unit, tuple(done), tuple(refused)))
    return ledger, tuple(results)


def _not_ours(slip: Slip, letter: AssignmentLetter | None, ledger: Ledger) -> tuple[str, str] | None:
    if not slip.unit:
        return "回执没有写明是哪个单位的", "请核对后由您登记"
    if slip.plan_sha256 and not ledger.head.plan_sha256.startswith(slip.plan_sha256):
        return "是另一份要点的交办单的回执", "请核对是不是发错了文件"
    if letter is None:
        return f"“{slip.unit}”不是这本台账里的单位", "同一个单位的，请在 单位信息.xlsx 的“责任单位”里把它写成别名"
    return None


def _acts(slip: Slip, letter: AssignmentLetter, received_on: str) -> tuple[list[Event], list[tuple[str, str]]]:
    refused: list[tuple[str, str]] = []
    ticked = [SLIP_FIELDS[name] for name in SLIP_TICKS if slip.field(name)]
    written = slip.field("received_on")
    day = any_day(written) if written else None
    if written and day is None:
        refused.append((f"签收时间“{written[:20]}”不是完整的日期，没有记", "请由您在办理记录中补填"))
    if len(ticked) != 1:
        said = "、".join(ticked) or "一个也没有勾"
        refused.append((f"接收意见应勾一项，现为：{said}", "请与该单位核实后再收一次"))
        return [], refused
    items = letter.lead_items or letter.support_items
    people = slip.field("handler"), slip.field(PHONE)
    told = (ticked[0], "承办人：" + " ".join(filter(None, people)) if any(people) else "", slip.field(NODES))
    common = {"on": day or received_on, "by": slip.field("received_by"), "unit": letter.department}
    proof = {"file": slip.name, "sha256": slip.sha256}
    text = "；".join(filter(None, told))
    events = [Event(item.row_key, EventKind.RECEIPT, text=text, **common, **proof) for item in items]
    if ticked[0] != SLIP_FIELDS["accepted"]:
        reason = slip.field("reason")
        rows = _meant(reason, letter)
        if not reason:
            refused.append((f"勾了“{ticked[0]}”，没有写理由", "请该单位写明对哪一项、什么理由"))
        elif not rows:
            refused.append((f"异议“{reason[:30]}”没有写明是哪一项任务，没有登记为异议", _ASK))
        events += [Event(key, EventKind.OBJECTION, text=reason, **common, **proof) for key in rows if reason]
    elif slip.field("reason"):
        refused.append((f"勾了“接受”，又写了“{slip.field('reason')[:30]}”，没有登记为异议", _ASK))
    return events, refused


def _meant(reason: str, letter: AssignmentLetter) -> tuple[str, ...]:
    """The rows of the tasks that ``reason`` names by their title, or of the unit's only task; else ()."""
    items = (*letter.lead_items, *letter.support_items)
    tasks: dict[tuple[str, str], list[str]] = {}
    for item in items:
        tasks.setdefault((item.number, item.task), []).append(item.row_key)
    said = fold_text(reason)
    named = [keys for (number, task), keys in tasks.items() if task and fold_text(task_name("", task)) in said]
    if not named and len(tasks) == 1:
        named = list(tasks.values())
    return tuple(key for keys in named for key in keys)

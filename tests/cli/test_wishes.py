"""What a letter prints: an option before the settings, those before the notice; numbers by their prefix."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from docx import Document

from qdoc.cli.missing import missing_list
from qdoc.cli.numbers import Numbers
from qdoc.cli.wishes import Wishes
from qdoc.ledger import build_ledger
from qdoc.letters import make_letters
from qdoc.model import LedgerHead, Office, UnitInfo
from qdoc.render.letter_docx import KINDS, letter_docx
from qdoc.resources import template
from tests.ledger.made_plans import plan

HEAD = LedgerHead("通知", "要点", "区政府办", None, None, 2026, "a.txt", "")
OFFICE = Office(
    name="区质量强区办",
    numbers=(("责任书", "责〔2026〕"), ("", "办〔2026〕")),
    contact="赵某",
    phone="000",
    leader="钱某",
    feedback_by="2026-03-20",
    units=(UnitInfo("区教育局", ("区教委",), contact="孙某"),),
)

PRECEDENCE = [
    # (wishes, office, field, value)
    (Wishes(), None, "office", "区政府办"),  # the notice's issuer
    (Wishes(), Office(), "office", "区政府办"),
    (Wishes(), OFFICE, "office", "区质量强区办"),
    (Wishes(office="区府办"), OFFICE, "office", "区府办"),
    (Wishes(), None, "contact", None),  # 【待补】
    (Wishes(), OFFICE, "contact", "赵某"),
    (Wishes(contact="李某"), OFFICE, "contact", "李某"),
    (Wishes(), OFFICE, "phone", "000"),
    (Wishes(phone="1"), OFFICE, "phone", "1"),
    (Wishes(), OFFICE, "leader", "钱某"),
    (Wishes(leader="周某"), OFFICE, "leader", "周某"),
    (Wishes(), OFFICE, "feedback_by", "2026-03-20"),
    (Wishes(feedback_by="下周"), OFFICE, "feedback_by", "下周"),
    (Wishes(), None, "number", None),
    (Wishes(), OFFICE, "number", "责〔2026〕3号"),
    (Wishes(number="甲〔2026〕"), OFFICE, "number", "甲〔2026〕3号"),
    (Wishes(date="2026-03-01"), OFFICE, "date", "2026-03-01"),  # no settings have a date
    (Wishes(as_of="2026-09-30"), OFFICE, "as_of", "2026-09-30"),
    (Wishes(urgency="加急", within=7), OFFICE, "urgency", "加急"),
    (Wishes(urgency="加急", within=7), OFFICE, "within", 7),
    (Wishes(), OFFICE, "unit", OFFICE.units[0]),  # by an alias too
    (Wishes(), None, "unit", None),
]


@pytest.mark.parametrize(("wishes", "office", "field", "value"), PRECEDENCE)
def test_an_option_goes_before_the_settings_and_those_before_the_notice(
    wishes: Wishes, office: Office | None, field: str, value: object
) -> None:
    assert getattr(wishes.letter(HEAD, "责任书", 3, "区教委", office), field) == value


def series(wishes: Wishes, office: Office | None, kinds: str) -> list[int]:
    names = {"单": "任务交办单", "责": "责任书", "督": "督办单"}
    numbers = Numbers(wishes, office)
    found = []
    for at, one in enumerate(kinds):
        found.append(numbers.running(names[one], f"{at}局"))
        numbers.take(names[one], f"{at}局")
    return found


SERIES = [
    (Wishes(), OFFICE, "单单责责督", [1, 2, 1, 2, 3]),  # 责任书 has its own prefix, the others share one
    (Wishes(number="甲"), OFFICE, "单单责责督", [1, 2, 3, 4, 5]),  # one prefix for all: no number twice
    (Wishes(), None, "单责", [1, 2]),
]


@pytest.mark.parametrize(("wishes", "office", "kinds", "expected"), SERIES)
def test_each_prefix_has_one_series(wishes: Wishes, office: Office | None, kinds: str, expected: list[int]) -> None:
    assert series(wishes, office, kinds) == expected


def test_a_number_that_no_document_took_is_free() -> None:
    numbers = Numbers(Wishes(), OFFICE)
    assert (numbers.running("责任书", "甲局"), numbers.running("责任书", "乙局")) == (1, 1)


def test_what_is_missing_is_listed_once_with_its_documents() -> None:
    letters = make_letters(build_ledger(plan()))
    listed = missing_list(
        letters, Wishes(kinds=("任务交办单", "督办单"), number="甲"), Office(name="区府办", phone="0")
    )
    told = {one.value: (one.printed, one.kinds, one.documents, one.option) for one in listed}
    leading = sum(bool(letter.lead_items) for letter in letters)
    assert told == {
        "日期": (("交办日期", "督办日期"), ("任务交办单", "督办单"), len(letters) + leading, "--date"),
        "联系人": (("联系人", "督办人"), ("任务交办单", "督办单"), len(letters) + leading, "--contact"),
        "反馈时限": (("反馈时限",), ("任务交办单",), len(letters), "--feedback-by"),
        "紧急程度": (("紧急程度",), ("督办单",), leading, "--urgency"),
        "分管领导": (("分管领导",), ("督办单",), leading, "--leader"),
    }
    assert next(one for one in listed if one.value == "联系人").sentence == (
        f"联系人（联系人、督办人）：任务交办单、督办单，共 {len(letters) + leading} 份；"
        "在“本单位”的“联系人”填写，或写 --contact"
    )


def test_a_report_misses_the_contact_of_the_unit_that_writes_it() -> None:
    letters = make_letters(build_ledger(plan()), OFFICE)
    wishes = Wishes(kinds=("办理情况报告",), as_of="2026-09-30")
    (phone, contact) = [one for one in missing_list(letters, wishes, OFFICE) if one.place]
    assert (contact.value, contact.documents) == ("承办单位联系人", len(letters) - 1)  # 区教育局 has one
    assert (phone.place, phone.documents) == ("“责任单位”的“联系电话”", len(letters))


def printed_gaps(data: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        texts = "".join(
            re.sub("<[^>]+>", "", package.read(name).decode()) for name in package.namelist() if "word/" in name
        )
    return set(re.findall("【待补：([^】]+)】", texts))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_listed_is_what_the_shipped_documents_print(kind: str) -> None:
    letter = make_letters(build_ledger(plan()))[0]
    wishes = Wishes(kinds=(kind,), as_of="9999-12-31")
    data = letter_docx(kind, letter, wishes.letter(letter.head, kind, 1, letter.department))
    assert data is not None
    to_fill_in = printed_gaps(template(f"{kind}.docx").read_bytes())  # by the unit that gets it, by hand
    assert {name for one in missing_list([letter], wishes) for name in one.printed} == printed_gaps(data) - to_fill_in


def test_what_an_offices_own_template_does_not_print_is_not_missed() -> None:
    document = Document()
    document.add_paragraph("{{ 承办单位 }}：请联系 {{ 联系人 }}")
    out = io.BytesIO()
    document.save(out)
    listed = missing_list(
        make_letters(build_ledger(plan())), Wishes(kinds=("任务交办单",)), templates={"任务交办单": out.getvalue()}
    )
    assert [one.value for one in listed] == ["联系人"]

"""Every Office file that qdoc makes of the two example notices, and the letters of the real ones, proved as files.

Two validators, an own check of what they do not see, every cell of every letter against the ledger as it is read
back from 台账.xlsx, and LibreOffice's printed pages. What is made is asked of the catalogue of templates: a new kind of
document that has no file here fails ``test_every_template_has_a_file_here``.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest

from qdoc.asking import ask
from qdoc.compare import Reading, compare_plans
from qdoc.compare.lineage import lineage
from qdoc.draft import parse_draft
from qdoc.draft.forms import new_form
from qdoc.draft.kinds import KINDS as KINDS_OF_DRAFTS
from qdoc.draft.next_year import next_plan
from qdoc.extract import extract
from qdoc.ledger import build_ledger
from qdoc.ledger.units import split_units
from qdoc.letters import make_letters, prove
from qdoc.lexicon import load_lexicon
from qdoc.model import AssignmentLetter, Basis, Cell, Ledger, LedgerRow, Plan
from qdoc.parse import parse
from qdoc.parse.punctuation import full_width
from qdoc.proof.package_faults import package_faults
from qdoc.proof.prove import prove as prove_files
from qdoc.read import read_path
from qdoc.render.allocation_docx import allocation_docx
from qdoc.render.catalogue import catalogue
from qdoc.render.charts import Chart
from qdoc.render.comparison_docx import comparison_docx
from qdoc.render.comparison_sheet import Keys, comparison_xlsx
from qdoc.render.draft_form_docx import draft_form_docx
from qdoc.render.draft_form_sheet import draft_form_xlsx
from qdoc.render.form_docx import form_docx
from qdoc.render.form_sheet import form_xlsx
from qdoc.render.forms import Control
from qdoc.render.letter_docx import KINDS, LetterOptions, assignment_docx, letter_docx, responsibility_docx
from qdoc.render.manifest_sheet import Delivery, manifest_xlsx
from qdoc.render.merge import merge_docx
from qdoc.render.notice_docx import notice_docx
from qdoc.render.office_sheet import office_xlsx
from qdoc.render.overview_docx import overview_docx
from qdoc.render.page import PROFILES
from qdoc.render.pictures import Picture
from qdoc.render.samples import fills
from qdoc.render.summary_docx import summary_docx
from qdoc.render.templates import Template
from qdoc.render.trend_sheet import trend_xlsx
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger
from qdoc.returns.draft_form import read_draft_docx
from qdoc.summary import summarise
from tests.draft.filled import complete, fill

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = {year: ROOT / "examples" / f"云溪区质量强区{year}年工作要点.txt" for year in ("2025", "2026")}
DRAFTS = sorted((ROOT / "examples").glob("*草稿.txt"))
OPTIONS = LetterOptions(quote=full_width, as_of="2027-01-31")
WRITERS = {"交办单": assignment_docx, "责任书": responsibility_docx}
LETTERS_A_NOTICE = 5
MARK = "建议，待确认"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005fe02fe"
    "a735810e0000000049454e44ae426082"
)


@cache
def plan_of(path: Path) -> tuple[Plan, str]:
    source = read_path(path)
    return extract(parse(source), load_lexicon()), source.text


@cache
def ledger_of(year: str) -> Ledger:
    """The ledger as a clerk's program gives it back: written to 台账.xlsx and read again."""
    return read_ledger(ledger_xlsx(build_ledger(plan_of(EXAMPLES[year])[0])), "台账.xlsx")


@cache
def letters_of(year: str) -> dict[str, bytes]:
    """The two kinds of letter whose cells are compared with the ledger, of all units."""
    made = {}
    for number, letter in enumerate(make_letters(ledger_of(year))):
        written = {f"{kind}-{number}.docx": write(letter, OPTIONS) for kind, write in WRITERS.items()}
        made |= {name: data for name, data in written.items() if data is not None}
    return made


def kind_of(name: str) -> str:
    """The kind of document that a file is: its name up to the first sign that numbers or describes it."""
    return name.removesuffix(".docx").removesuffix(".xlsx").partition("-")[0]


@cache
def products(year: str) -> dict[str, bytes]:
    """Every kind of product by name: of each kind of letter the longest and the shortest, one of everything else."""
    ledger = ledger_of(year)
    made = {
        "台账.xlsx": ledger_xlsx(ledger),
        "单位信息.xlsx": office_xlsx(("区教育局",), ("各街道办事处",)),
        "任务分解表.docx": allocation_docx(ledger, OPTIONS),
        "年终总结.docx": summary_docx(summarise(ledger), quote=full_width),
    }
    deliveries = []
    for kind in KINDS:
        written = ((letter, letter_docx(kind, letter, OPTIONS)) for letter in make_letters(ledger))
        found = sorted(((one, data) for one, data in written if data is not None), key=lambda pair: len(pair[1]))
        for letter, data in (found[-1], found[0]):
            made[f"{kind}-{letter.department}.docx"] = data
            deliveries.append(delivery(kind, letter))
    for kind in KINDS:
        alike = [data for name, data in made.items() if kind_of(name) == kind]
        made[f"{kind}合订本.docx"] = merge_docx(alike, f"{kind}合订本", f"{kind}.docx")
    form = max(ask(ledger, f"{year}Q1"), key=lambda one: len(one.lines))
    made |= {f"进展填报表-{form.unit}.docx": form_docx(form), f"进展填报表-{form.unit}.xlsx": form_xlsx(form)}
    made["分发清单.xlsx"] = manifest_xlsx(deliveries, ledger)
    name = EXAMPLES[year].name
    for profile in PROFILES.values():
        draft = parse_draft(EXAMPLES[year].read_text("utf-8"), name)
        made[f"印发通知-{profile.name}.docx"] = notice_docx(draft, profile=profile)
    if year == "2026":
        before, after = (Reading(*plan_of(path)) for path in EXAMPLES.values())
        diff = compare_plans(before, after)
        words = before.wordings(), after.wordings()
        made["年度对照表.docx"] = comparison_docx(diff, *words, quote=full_width)
        made["变化综述.docx"] = overview_docx(diff, *words, quote=full_width)
        keys = (dict(zip(side, side, strict=True)) for side in words)
        made["对照.xlsx"] = comparison_xlsx(diff, *words, Keys(*keys), quote=full_width)
        made["年度脉络.xlsx"] = trend_xlsx(lineage((before, after), (diff,)), words, quote=full_width)
        made |= {f"{path.stem}.docx": notice_docx(parse_draft(path.read_text("utf-8"), path.name)) for path in DRAFTS}
        made |= drafted(ledger)
        made["模板里的图表控件图片.docx"] = embedded()
    return made


def drafted(ledger: Ledger) -> dict[str, bytes]:
    """A form of every kind of document, empty and filled in and built, in Word and Excel, and next year's draft."""
    made: dict[str, bytes] = {}
    for name, kind in KINDS_OF_DRAFTS.items():
        form = new_form(kind, None)
        made |= {f"表单-{name}.docx": draft_form_docx(form), f"表单-{name}.xlsx": draft_form_xlsx(form)}
        filled = fill(made[f"表单-{name}.docx"], *complete(name, kind.labels))
        made[f"公文-{name}草稿.docx"] = notice_docx(read_draft_docx(filled, f"{name}草稿.docx")[0])
    made["明年要点.docx"] = draft_form_docx(next_plan(ledger, load_lexicon()).form)
    return made


def delivery(kind: str, letter: AssignmentLetter) -> Delivery:
    lead, support = len(letter.lead_items), len(letter.support_items)
    path = f"各单位/{letter.department}/{letter.department}{kind}.docx"
    return Delivery(letter.department, path, kind, "1号", lead, support, 0, "", "", "0" * 64)


@cache
def samples() -> dict[str, bytes]:
    """Each shipped template filled with made data, full and bare, whether or not the examples lead to it."""
    return {
        f"{name}-样本{number}.docx": fill(entry.shipped())
        for name, entry in catalogue().items()
        for number, fill in enumerate(fills(name, entry.fields))
    }


def embedded() -> bytes:
    """A notice of an office's own with a chart, a control and a picture at its head."""
    tags = "".join(f"<w:p><w:r><w:t>{{{{r {name}}}}}</w:t></w:r></w:p>" for name in ("图", "栏", "章"))
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(products("2025")["印发通知-通行.docx"])) as source,
        zipfile.ZipFile(target, "w") as made,
    ):
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", f"<w:body>{tags}".encode())
            made.writestr(name, data)
    chart = Chart("bar", "完成率", ("一季度", "二季度"), (("区教育局", (0.5, 0.75)),))
    values = {"图": chart, "栏": Control("进展", title="进展"), "章": Picture(PIXEL, width_mm=20)}
    return Template(target.getvalue(), "模板.docx", dict.fromkeys(values, "")).render(values)


# --- validity -----------------------------------------------------------------------------------


def test_every_template_has_a_file_here() -> None:
    kinds = {kind_of(name) for name in samples()}
    assert kinds >= set(catalogue()), "a template without a validated file"
    others = {"任务分解表", "年终总结", "年度对照表", "变化综述"}
    assert {kind_of(name) for name in products("2026")} >= set(KINDS) | others


def every_file() -> dict[str, bytes]:
    """All of both years, and the samples; the same name of another year stands beside it."""
    return {f"{year}-{name}": data for year in EXAMPLES for name, data in products(year).items()} | samples()


def test_openxml_audit_finds_nothing_in_any_kind(tmp_path: Path) -> None:
    from openxml_audit import FileFormat, OpenXmlValidator

    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    for name, data in every_file().items():
        path = tmp_path / name
        path.write_bytes(data)
        assert [str(error) for error in validator.validate(path).errors] == [], name


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing_in_any_kind(openxml_sdk: Callable[[Path], str], tmp_path: Path) -> None:
    chosen = {kind_of(name): (name, data) for name, data in {**samples(), **products("2026")}.items()}
    paths = []
    for name, data in chosen.values():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(data)
    with ThreadPoolExecutor(2) as pool:
        found = dict(zip((path.name for path in paths), pool.map(openxml_sdk, paths), strict=True))
    assert {name: errors for name, errors in found.items() if errors} == {}
    assert len(found) >= len(catalogue())


def test_no_part_has_what_validators_do_not_see() -> None:
    for name, data in every_file().items():
        assert package_faults(data, name) == (), name


# --- as printed ---------------------------------------------------------------------------------


@pytest.mark.office
def test_every_row_of_the_proof_table_holds_for_our_documents(soffice: object) -> None:
    """Within 1 mm and in exact counts: the example notices in both profiles, and the drafts of every format."""
    assert soffice
    files = {name: data for name, data in products("2026").items() if name.startswith("印发通知") or "草稿" in name}
    batch = prove_files(files)
    assert batch.printed
    assert {name: [] for name in files} == {
        one.name: [(row.name, row.measured) for row in one.failed] + list(one.faults) for one in batch.files
    }
    for profile in PROFILES:
        (proof,) = (one for one in batch.files if one.name == f"印发通知-{profile}.docx")
        assert proof.profile == profile
        held = {row.name for row in proof.rows if row.verdict == "合格"}
        edges = {f"版心{edge}（{'墨迹' if profile == '墨线' else '行框'}）" for edge in ("上缘", "下缘")}
        needed = {"每面行数", "每行字数", "发文机关标志上缘", "红线距文号", "一字线距纸上缘", "版记末线", "标题字号"}
        assert held >= needed | edges


# --- contents -----------------------------------------------------------------------------------


def tabled(data: bytes) -> list[list[str]]:
    """The rows of the item tables of a letter; a merged cell repeats the text it continues."""
    tables = [
        [[cell.text for cell in row.cells] for row in table.rows] for table in docx.Document(io.BytesIO(data)).tables
    ]
    return [line for rows in tables if rows[0][0] == "序号" and "（原文）" in rows[0][2] for line in rows[1:]]


def units_of(cell: Cell) -> tuple[str, ...]:
    return split_units(cell.value)


def role_in(row: LedgerRow, unit: str) -> tuple[str, Cell] | None:
    """What the row's cells say of the unit: the weightier role first."""
    if unit in units_of(row.lead):
        return ("牵头单位" if units_of(row.lead)[0] == unit else "共同牵头单位"), row.lead
    if unit in units_of(row.responsible):
        return "责任单位", row.responsible
    return ("配合单位", row.support) if unit in units_of(row.support) else None


def printed(row: LedgerRow, unit: str) -> list[str]:
    """What the letter's row must say, drawn from the ledger's row alone (the running number left out)."""
    role, cell = role_in(row, unit) or ("", Cell())
    dot = ". " if row.number.isdigit() else ""
    place = row.place.replace(f"“{row.number}{row.task}”", f"“{row.number}”") if row.number else row.place
    words = full_width(row.text) + (f"\n〔{'原文' if place != row.place else ''}{place}〕" if place else "")
    lines = [role, *([MARK] if cell.basis is Basis.SUGGESTED else [])]
    values = (row.metric.value or "—", row.deadline.value or row.deadline_on or "—")
    return [full_width(f"{row.number}{dot}{row.task}"), words, *values, "\n".join(lines)]


def companions(row: LedgerRow, unit: str) -> set[str]:
    cells = (row.lead, row.responsible, row.support)
    nobody = set() if units_of(row.lead) or units_of(row.responsible) else {"待指定"}
    return {each for cell in cells for each in units_of(cell)} - {unit} | nobody


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("year", EXAMPLES)
def test_every_cell_of_every_letter_is_its_ledger_row(year: str, kind: str) -> None:
    ledger = ledger_of(year)
    units = list(
        dict.fromkeys(u for row in ledger.rows for c in (row.lead, row.responsible, row.support) for u in units_of(c))
    )
    letters = make_letters(ledger)
    assert sorted(letter.department for letter in letters) == sorted(units)
    assert len(units) >= 10
    for number, letter in enumerate(letters):
        unit, data = letter.department, letters_of(year).get(f"{kind}-{number}.docx")
        mine = [(row, role_in(row, unit)) for row in ledger.rows]
        leads = [row for row, place in mine if place and place[0] != "配合单位"]
        if data is None:
            assert kind == "责任书"
            assert not leads, "only a unit that answers for nothing signs none"
            continue
        expected = leads + [row for row, place in mine if place and place[0] == "配合单位"]
        found = tabled(data)
        assert [cells[0] for cells in found] == [str(n) for n in range(1, len(expected) + 1)], unit
        for cells, row in zip(found, expected, strict=True):
            own = printed(row, unit)
            assert [cells[1], *cells[2:5]] == own[:-1], (unit, row.key)
            assert cells[5].startswith(own[-1]), (unit, row.key)
            others = cells[5].removeprefix(own[-1]).strip()
            names = [name for group in others.split("；") if group for name in group.partition("：")[2].split("、")]
            assert {name.removesuffix("（建议）") for name in names} == companions(row, unit), (unit, row.key)
        text = "\n".join(
            each.text
            for each in docx.Document(io.BytesIO(data)).element.body.iter()
            if each.tag.endswith("}t") and each.text
        )
        assert (MARK in text) == any(place[1].basis is Basis.SUGGESTED for _, place in mine if place), unit


@pytest.mark.parametrize("year", EXAMPLES)
def test_the_workbook_and_the_summary_list_every_row(year: str) -> None:
    ledger = ledger_of(year)
    book = openpyxl.load_workbook(io.BytesIO(products(year)["台账.xlsx"]))
    header = [cell.value for cell in book["台账"][1]]
    texts = [row[header.index("具体事项")].value for row in book["台账"].iter_rows(min_row=2)]
    assert texts == [row.text for row in ledger.rows]
    assert not [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.data_type == "f"]
    document = docx.Document(io.BytesIO(products(year)["年终总结.docx"]))
    account = next(table for table in document.tables if table.rows[0].cells[-1].text == "指标对照")
    listed = [row.cells for row in list(account.rows)[1:]]
    assert [cells[2].text for cells in listed if cells[0].text.isdigit()] == [
        full_width(row.text).rstrip("。；") for row in ledger.rows
    ]


# --- the real notices, as printed ---------------------------------------------------------------


def sample(letters: tuple[AssignmentLetter, ...]) -> list[AssignmentLetter]:
    """Up to five letters of a notice: the longest, the shortest, and others spread over the notice."""
    size = {id(one): len(one.lead_items) + len(one.support_items) for one in letters}
    ordered = sorted(letters, key=lambda one: (-size[id(one)], one.department))
    step = max(1, len(ordered) // LETTERS_A_NOTICE)
    return list({id(one): one for one in (*ordered[::step][: LETTERS_A_NOTICE - 1], *ordered[-1:])}.values())


def letters_of_gold(shared: Path) -> Iterator[tuple[str, AssignmentLetter]]:
    for gold in sorted((shared / "notices" / "gold").glob("[0-9][0-9][0-9].json")):
        (path,) = (shared / "notices" / "texts").glob(f"{gold.stem}_*")
        ledger = build_ledger(plan_of(path)[0])
        letters = make_letters(ledger)
        assert prove(ledger, letters).holds, gold.stem
        yield from ((gold.stem, letter) for letter in sample(letters))


@pytest.mark.office
@pytest.mark.shared
def test_the_office_opens_the_letters_of_the_gold_notices_in_one_batch(
    shared: Path, soffice: Callable[..., list[Path]], pdftotext: Callable[..., str], tmp_path: Path
) -> None:
    made = []
    for number, (gold, letter) in enumerate(letters_of_gold(shared)):
        path = tmp_path / f"{gold}-{number:03}.docx"
        path.write_bytes(assignment_docx(letter, OPTIONS))
        assert package_faults(path.read_bytes(), path.name) == ()
        made.append((path, letter))
    assert len({path.name[:3] for path, _ in made}) >= 8, "notices with assignments"
    for pdf, (path, letter) in zip(soffice(*(path for path, _ in made), to="pdf", outdir=tmp_path), made, strict=True):
        text = "".join(pdftotext(pdf, layout=False).split())
        assert "".join(letter.department.split()) in text, path.name
        items = (*letter.lead_items, *letter.support_items)
        numbers = {"".join(full_width(item.number).split()) for item in items}
        assert [number for number in numbers if number not in text] == [], path.name
        marks = text.count(MARK) - (1 if letter.has_suggestions else 0)  # one more in the note at the head
        assert (marks > 0) == letter.has_suggestions, path.name
        assert f"{len(items)}" in text

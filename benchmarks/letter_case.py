"""Owns what the letter benchmarks fill: the letters' contexts, the same template in each rival's words, the check."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

from qdoc.model import AssignmentLetter, LedgerHead, LetterItem
from qdoc.render.letter_docx import ASSIGNMENT, LetterOptions
from qdoc.render.letter_fields import assignment_context
from qdoc.resources import template

TITLE = "云溪区质量工作要点"
HEAD = LedgerHead(f"关于印发{TITLE}的通知", TITLE, None, "云府办发〔2026〕3号", None, 2026, "a", "0")
OPTIONS = LetterOptions(office="云溪区人民政府督查室", number="云督〔2026〕1号", date="2026-03-05")
WORDS = "推进“一站式”质量服务站建设，为小微企业提供计量、标准、检验检测等集成服务"
DOCUMENT = "word/document.xml"
ITEM = ("序号", "任务", "事项", "位置", "指标", "时限", "职责", "待确认", "其他单位")
ONCE = ("编号", "承办单位", "交办单位", "交办日期", "交办依据", "联系人", "联系电话", "反馈时限")
Context = dict[str, object]


def contexts(count: int, items: int) -> list[Context]:
    """Contexts of ``count`` letters with ``items`` lead items each."""
    made = []
    for number in range(count):
        rows = tuple(_item(i, number) for i in range(items))
        made.append(assignment_context(AssignmentLetter(f"区第{number}局", HEAD, rows, (), True), OPTIONS))
    return made


def _item(i: int, number: int) -> LetterItem:
    return LetterItem(
        row_key=f"k{i}",
        number=str(i // 2 + 1),
        task="健全质量工作协调机制",
        text=f"{WORDS}，新建{i + number}个服务点。",
        role="牵头单位",
        others="配合：区教育局、区财政局",
        metric=f"{i}个",
        deadline="2026年9月底前",
        place=f"第{i}项",
        suggested=i % 3 == 0,
    )


def rows_of(context: Context) -> list[dict[str, str]]:
    """The lead items of a letter."""
    rows = context["牵头事项"]
    assert isinstance(rows, list)
    return rows


def our_template() -> bytes:
    """The shipped template, as an office has it."""
    return template(f"{ASSIGNMENT}.docx").read_bytes()


def docxtpl_template() -> bytes:
    """The same template in words that docxtpl has: its vm takes no value, so equal tasks are not merged."""
    source, made = zipfile.ZipFile(io.BytesIO(our_template())), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, re.sub(rb"\{% vm [^%]*%\}", b"", source.read(name)))
    return made.getvalue()


def marked(context: Context, *, alike: bool) -> Context:
    """The same context with ⟪name⟫ (⟪row·name⟫ in the items) for its texts; what is empty stays empty.

    ``alike``: the items' names carry no row number, as a template with one row for all of them wants it.
    """
    rows = []
    for index, row in enumerate(rows_of(context)):
        first = index - (index and row["任务"] == rows_of(context)[index - 1]["任务"])  # equal tasks stay equal
        place = {name: "" if alike else f"{first if name == '任务' else index}·" for name in row}
        rows.append({name: f"⟪{place[name]}{name}⟫" if text else "" for name, text in row.items()})
    return {**context, **{name: f"⟪{name}⟫" for name in ONCE}, "牵头事项": rows}


def mailmerge_template(filled: bytes) -> bytes:
    """A Word mail merge main document out of a letter filled with ``marked(…, alike=True)`` for one item.

    Each ⟪name⟫ becomes a MERGEFIELD, in the simple form, the cheapest to read.
    """

    def field(found: re.Match[str]) -> str:
        instruction = f'<w:fldSimple w:instr=" MERGEFIELD {found[1]} "><w:r><w:t>«{found[1]}»</w:t></w:r></w:fldSimple>'
        return f'</w:t></w:r>{instruction}<w:r><w:t xml:space="preserve">'

    source, made = zipfile.ZipFile(io.BytesIO(filled)), io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == DOCUMENT:
                content = re.sub("⟪([^⟫]*)⟫", field, content.decode()).encode()
            target.writestr(name, content)
    return made.getvalue()


def missing_words(data: bytes, context: Context) -> tuple[str, ...]:
    """The words of ``context`` that the filled letter ``data`` does not say; items in their order."""
    xml = zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT).decode()
    text = unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml)))
    lost = [str(context[name]) for name in ONCE if str(context[name]) not in text]
    at = 0
    for row in rows_of(context):
        for name in ("事项", "指标", "时限", "职责", "其他单位"):
            found = text.find(row[name], at)
            if found < 0:
                lost.append(row[name])
            else:
                at = found + len(row[name])
    lost += [row["任务"] for row in rows_of(context) if row["任务"] not in text]
    return tuple(lost)

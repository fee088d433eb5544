from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from qdoc.draft import parse_draft
from qdoc.errors import TemplateRefused
from qdoc.parse import parse
from qdoc.read import read_bytes
from qdoc.render.notice_docx import break_title, mark_of, notice_docx

ROOT = Path(__file__).parent.parent.parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAFT, FULL = "云溪区质量强区2026年通知草稿.txt", "云溪区质量强区2026年工作要点.txt"


def written(name: str) -> str:
    return (ROOT / "examples" / name).read_text(encoding="utf-8")


def built(name: str) -> bytes:
    return notice_docx(parse_draft(written(name), name))


def paragraphs(data: bytes) -> list[str]:
    """All paragraphs of the body in order, those of the text box included, empty ones left out."""
    body = docx.Document(io.BytesIO(data)).element.body
    found = [each for each in body.iter(f"{W}p") if each.find(f".//{W}txbxContent") is None]
    lines = ["".join(node.text or "" for node in each.iter(f"{W}t")) for each in found]
    return [line for line in lines if line]


def test_the_page_says_what_the_draft_says_and_nothing_else() -> None:
    draft = parse_draft(written(DRAFT), DRAFT)
    assert paragraphs(built(DRAFT)) == [
        draft.issuer + "文件", "【待补：发文字号】", draft.title, draft.addressees + "：", *draft.body,
        draft.signatory, "【待补：成文日期】", draft.plan_title,
        *(each.heading + each.text for each in draft.paragraphs),
        f"抄送：{draft.cc}。", draft.printed_by + "【待补：印发日期】印发",
    ]  # fmt: skip


def test_an_annex_has_its_mark_and_a_plain_plan_has_none() -> None:
    full, plain = paragraphs(built(FULL)), paragraphs(built(DRAFT))
    assert full.count("附件") == 1
    assert "附件：云溪区推进质量强区建设2026年工作要点" in full
    assert "附件" not in plain


def test_without_copies_the_colophon_has_no_line_for_them() -> None:
    data = notice_docx(parse_draft("云溪区方案\n\n一、目标\n", "方案.txt"))
    assert not [line for line in paragraphs(data) if "抄送" in line]


@pytest.mark.parametrize("name", [DRAFT, FULL])
def test_the_same_draft_gives_the_same_bytes_and_a_valid_file(name: str, tmp_path: Path) -> None:
    data = built(name)
    assert data == built(name)
    path = tmp_path / "通知.docx"
    path.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@pytest.mark.parametrize("name", [DRAFT, FULL])
def test_a_built_notice_reads_back_as_the_same_plan(name: str) -> None:
    before = parse(read_bytes(written(name).encode(), name))
    after = parse(read_bytes(built(name), "通知.docx"))
    assert [(task.number, task.title) for task in after.tasks] == [(task.number, task.title) for task in before.tasks]
    assert [theme.heading for theme in after.themes] == [theme.heading for theme in before.themes]
    assert [plan.title for plan in after.plans] == [parse_draft(written(name), name).plan_title]
    assert after.letterhead.cc == tuple(parse_draft(written(name), name).cc.split("，"))


OFFICE = "云溪区人民政府"
TITLES = [
    (OFFICE, "关于印发云溪区河道保洁方案的通知", 2),  # the office on its own line, the rest in one
    (OFFICE, "关于印发云溪区推进质量强区建设2026年/工作要点的通知", 3),  # too long: broken behind the year
    ("云溪区/", "关于印发保洁方案的通知", 1),  # fits on one line
    (OFFICE, "关于印发云溪区甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未的通知", 2),  # nowhere to break by sense: left to Word
]


@pytest.mark.parametrize(("office", "rest", "count"), TITLES)
def test_titles_break_by_sense(office: str, rest: str, count: int) -> None:
    title = (office + rest).replace("/", "")
    lines = break_title(title, office.rstrip("/")).split("\n")
    assert lines == ([office, *rest.split("/")] if count > 1 else [title])
    assert len(lines) == count


@pytest.mark.parametrize("issuer", ["云溪区", "江海市云溪区人民政府办公室", "江海市云溪区" * 5])
def test_the_mark_stands_on_one_line(issuer: str) -> None:
    mark = mark_of(issuer)
    looks = dict(mark.looks)
    scale, half_points = (int(re.search(r'val="(\d+)"', looks[key])[1]) for key in ("w", "sz"))
    assert len(mark.text) * half_points / 2 * scale / 100 <= 442  # points in 156 mm


def test_an_office_template_with_an_unknown_field_is_refused_by_name() -> None:
    document = docx.Document()
    document.add_paragraph("{{通知的标题}}")
    buffer = io.BytesIO()
    document.save(buffer)
    with pytest.raises(TemplateRefused, match="没有“通知的标题”这个字段"):
        notice_docx(parse_draft("云溪区方案", "方案.txt"), style=buffer.getvalue())


@pytest.mark.office
def test_the_office_shows_the_colophon_on_the_last_page(
    soffice: Callable[..., list[Path]], pdftotext: Callable[[Path], str], tmp_path: Path
) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(built(FULL))
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    pages = pdftotext(pdf).rstrip("\f").split("\f")
    assert "江海市云溪区人民政府办公室文件" in pages[0]
    assert "现印发给你们" in pages[0]  # page 1 must show body (7.3.3)
    assert "抄送：" in pages[-1]
    assert "2026 年 3 月 3 日印发" in pages[-1] or "2026年3月3日印发" in pages[-1]

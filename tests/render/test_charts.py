"""Charts: what is refused, the workbook's numbers beside the cached ones, validators, and LibreOffice's page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qdoc.errors import QdocError
from qdoc.render.charts import KINDS, Chart
from qdoc.render.templates import Template
from qdoc.resources import template
from tests.proof.stock import faults

QUARTERS = ("一季度", "二季度", "三季度", "=四季度")
TWO = (("计划", (3, 5.5, 8, 12)), ("完成<&>", (2, None, 7.125, 1e-7)))


def chart(kind: str, **more: Any) -> Chart:
    series = TWO[:1] if kind == "pie" else TWO
    return Chart(kind, f"云溪区办结情况（{KINDS[kind]}）", QUARTERS, series, unit="" if kind == "pie" else "项", **more)


def filled(*charts: Chart) -> bytes:
    """The charts in a lean document: a shipped template's own frame with a body of tags."""
    target = io.BytesIO()
    tags = "".join(f"<w:p><w:r><w:t>{{{{ a[{at}] }}}}</w:t></w:r></w:p>" for at in range(len(charts)))
    with zipfile.ZipFile(template("任务交办单.docx")) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                head, _, rest = content.decode().partition("<w:body>")
                content = f"{head}<w:body>{tags}{rest[rest.rindex('<w:sectPr') :]}".encode()
            elif name.startswith(("word/header", "word/footer", "docProps")):
                content = re.sub(rb"\{[{%].*?[}%]\}", b"", content)
            made.writestr(name, content)
    return Template(target.getvalue(), "t.docx").render({"a": charts})


@pytest.fixture(scope="module")
def made() -> bytes:
    return filled(*(chart(kind) for kind in KINDS), chart("line", labels=False))


def test_the_package_is_sound_and_the_same_every_time(made: bytes) -> None:
    assert faults(made) == []
    assert filled(*(chart(kind) for kind in KINDS), chart("line", labels=False)) == made


def test_the_workbook_holds_the_cached_numbers_and_text_stays_text(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = [name for name in archive.namelist() if name.startswith("word/charts/qdoc")]
        assert len(names) == len(KINDS) + 1
        assert len([name for name in archive.namelist() if "embeddings" in name]) == 2  # the same numbers, one workbook
        for name in names:
            xml = archive.read(name).decode()
            rels = archive.read(f"word/charts/_rels/{name.rpartition('/')[2]}.rels").decode()
            path = "word/" + re.search(r'Target="\.\./([^"]+)"', rels)[1]  # type: ignore[index]
            book = openpyxl.load_workbook(io.BytesIO(archive.read(path)))
            rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
            assert not [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]
            for index, found in enumerate(re.findall(r"<c:numCache>.*?</c:numCache>", xml), 1):
                cached = {int(at): float(value) for at, value in re.findall(r'idx="(\d)"><c:v>([^<]+)', found)}
                assert cached == {at: row[index] for at, row in enumerate(rows[1:]) if row[index] is not None}
            assert [row[0] for row in rows[1:]] == list(QUARTERS)


def test_a_missing_number_is_a_gap_and_every_text_names_its_chinese_font(made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        xml = archive.read("word/charts/qdoc1.xml").decode()
    assert '<c:dispBlanksAs val="gap"/>' in xml
    second = re.findall(r"<c:numCache>.*?</c:numCache>", xml)[1]
    assert re.findall(r'idx="(\d)"', second) == ["0", "2", "3"]
    assert '<c:ptCount val="4"/>' in second
    for texts in re.findall(r"<a:(?:defRPr|rPr)[ >].*?</a:(?:defRPr|rPr)>", xml):
        assert re.search(r'<a:ea typeface="(仿宋_GB2312|黑体)"/>', texts)


def test_the_alternative_text_tells_the_numbers() -> None:
    assert chart("column").told() == (
        "柱形图“云溪区办结情况（柱形图）”（项）。计划：一季度 3，二季度 5.5，三季度 8，=四季度 12；"
        "完成<&>：一季度 2，二季度 无数据，三季度 7.125，=四季度 1e-07"
    )


# (arguments, words)
REFUSED: list[tuple[tuple[Any, ...], str]] = [
    (("donut", "t", ("a",), (("s", (1,)),)), "不认识"),  # why: a kind that is not drawn
    (("column", "t", (), ()), "没有数据"),  # why: nothing to draw
    (("column", "t", ("a", "b"), (("s", (1,)),)), "有 1 个数，类别有 2 个"),  # why: numbers that fit no category
    (("column", "t", ("a",), (("s", (float("nan"),)),)), "不是数的值"),  # why: no number
    (("column", "t", ("a",), (("s", (10**400,)),)), "不是数的值"),  # why: more than a double holds
    (("column", "t", ("a",), (("s", ("95%",)),)), "不是数的值"),  # why: a text
    (("column", "t", ("a",), (("s", (1,)),), 150.0, 80.0, "", True, "仿宋", "黑体", float("nan")), "字号"),
    (("column", "t", ("a",), (("s", (1,)),), 150.0, 80.0, "", True, "仿宋", "黑体", -1), "字号"),  # why: no size
    (("pie", "t", ("a",), (("s", (-1,)),)), "不小于零"),  # why: no share of a whole
    (("pie", "t", ("a",), (("s", (1,)), ("u", (1,)))), "一组"),  # why: two wholes
    (("column", "t", ("a",), (("s", (1,)),), 0), "尺寸"),  # why: no size
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_what_cannot_be_drawn_is_refused(arguments: tuple[Any, ...], words: str) -> None:
    with pytest.raises(QdocError, match=words):
        Chart(*arguments)


def test_openxml_audit_finds_nothing(made: bytes, tmp_path: Path) -> None:
    from openxml_audit import FileFormat, OpenXmlValidator

    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        (tmp_path / "book.xlsx").write_bytes(archive.read("word/embeddings/qdoc1.xlsx"))
    (tmp_path / "chart.docx").write_bytes(made)
    validator = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365)
    for name in ("chart.docx", "book.xlsx"):
        assert [str(error) for error in validator.validate(tmp_path / name).errors] == []


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing_and_libreoffice_draws_every_chart(
    made: bytes,
    tmp_path: Path,
    openxml_sdk: Callable[[Path], str],
    soffice: Callable[..., list[Path]],
    pdftotext: Callable[..., str],
) -> None:
    path = tmp_path / "图表.docx"
    path.write_bytes(made)
    assert openxml_sdk(path) == ""
    (pdf,) = soffice(path, to="pdf", outdir=tmp_path)
    text = "".join(pdftotext(pdf).split())
    for kind, name in KINDS.items():
        assert f"云溪区办结情况（{name}）" in text, kind
    assert text.count("三季度") == len(KINDS) + 1
    assert "42%" in text

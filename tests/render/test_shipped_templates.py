"""The shipped Word templates: what the scripts make, without faults, all fields named, fit to be edited."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from lxml import etree

from qdoc.render.catalogue import Entry, catalogue, guess
from qdoc.render.page import WORD
from qdoc.render.samples import fills
from qdoc.render.template_review import Reviewed, review_template
from qdoc.render.template_trial import check_filled
from qdoc.resources import template

ROOT = Path(__file__).resolve().parent.parent.parent
FIELDS = {entry.file: entry.fields for entry in catalogue().values()}


def w(name: str) -> str:
    return f"{{{WORD}}}{name}"


def part(name: str, of: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(template(name).read_bytes())) as archive:
        return etree.fromstring(archive.read(f"word/{of}.xml"))


def test_the_catalogue_holds_every_shipped_template_and_nothing_else() -> None:
    assert {path.name for path in (ROOT / "templates" / "docx").glob("*.docx")} == set(FIELDS)


# (file name without .docx, the template that it is taken for)
LONG_ROWS = ("年度对照表.docx",)
"""Rows of whole tasks beside each other: kept together they would leave pages empty."""
GUESSES = [
    ("任务交办单", "任务交办单"),  # why: the very name
    ("云溪区任务交办单（2026年改）", "任务交办单"),  # why: a name within a name
    ("~责任书 定稿", "责任书"),  # why: as people call files
    ("关于事项的便签", None),  # why: nothing of ours
]


@pytest.mark.parametrize(("name", "wanted"), GUESSES)
def test_a_file_name_says_which_template_it_is(name: str, wanted: str | None) -> None:
    entry = guess(name)
    assert (entry.name if entry else None) == wanted


@pytest.mark.parametrize("entry", catalogue().values(), ids=lambda entry: entry.name)
def test_what_a_template_must_not_drop_are_fields_of_it(entry: Entry) -> None:
    assert entry.essential
    assert entry.about.endswith("。")
    for path in [path for paths in entry.essential for path in paths.split("|")]:
        fields: object = entry.fields
        for step in path.split("."):
            record = fields[0] if isinstance(fields, list) else fields
            assert step in record, path
            fields = record[step]


def test_the_scripts_make_the_shipped_bytes() -> None:
    code = (
        "import importlib, pathlib, sys; sys.path[:0] = ['scripts']\n"
        "names = sorted(path.stem for path in pathlib.Path('scripts').glob('make_templates*.py'))\n"
        "made = {n: build() for m in names for n, build in importlib.import_module(m).TEMPLATES.items()}\n"
        "shipped = {path.name: path.read_bytes() for path in pathlib.Path('templates/docx').glob('*.docx')}\n"
        "assert made.keys() == shipped.keys(), (sorted(made), sorted(shipped))\n"
        "wrong = [name for name in made if made[name] != shipped[name]]\n"
        "assert not wrong, f'{wrong}: run make templates'\n"
        "import make_template_readme as readme\n"
        "assert pathlib.Path('templates/docx/README.md').read_text('utf-8') == readme.readme(), 'run its script'\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", FIELDS)
def test_a_template_has_no_faults_and_python_docx_opens_it(name: str) -> None:
    data = template(name).read_bytes()
    entry = catalogue()[name.removesuffix(".docx")]
    assert review_template(data, name, entry) == Reviewed((), ())
    assert all(check_filled(fill(data)) == [] for fill in fills(entry.name, entry.fields))
    assert docx.Document(io.BytesIO(data)).paragraphs
    assert len(data) < 12_000, "a lean template is half the speed"


@pytest.mark.parametrize("name", FIELDS)
def test_the_readme_names_every_field(name: str) -> None:
    readme = template("README.md").read_text("utf-8")
    own = readme.partition(f"### {name}\n")[2].partition("\n### ")[0]
    assert own
    assert [field for field in FIELDS[name] if f"`{field}`" not in own] == []


def test_the_readme_tells_each_record_once() -> None:
    readme = template("README.md").read_text("utf-8")
    tables = [piece.partition("\n\n")[0] for piece in readme.split("| 字段 | 内容 |\n|---|---|\n")[1:]]
    inner = [table for table in tables if table.startswith("| `.")]
    assert inner
    assert sorted(set(inner)) == sorted(inner)
    assert "每条与“牵头事项”的相同" in readme


@pytest.mark.parametrize("name", FIELDS)
def test_every_tag_is_large_enough_to_be_read_and_every_style_is_there(name: str) -> None:
    styles = {each.get(w("styleId")): each for each in part(name, "styles").iter(w("style"))}
    document = part(name, "document")
    for each in document.iter(w("p")):
        style = each.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
        text = "".join(node.text or "" for node in each.iter(w("t")) if node.getparent().getparent() is each)
        size = int(styles[style].find(f"{w('rPr')}/{w('sz')}").get(w("val")))
        assert size >= 18 or not text, f"{text}: {size / 2} pt"
    assert {each.get(w("val")) for each in document.iter(w("rStyle"))} <= set(styles)


@pytest.mark.parametrize("name", FIELDS)
def test_tables_agree_in_width_with_the_page_as_wps_needs(name: str) -> None:
    document = part(name, "document")
    rooms = []
    for section in document.iter(w("sectPr")):
        page, margins = section.find(w("pgSz")), section.find(w("pgMar"))
        rooms.append(int(page.get(w("w"))) - int(margins.get(w("left"))) - int(margins.get(w("right"))))
    for table in document.iter(w("tbl")):
        columns = [int(each.get(w("w"))) for each in table.iter(w("gridCol"))]
        assert sum(columns) == int(table.find(f"{w('tblPr')}/{w('tblW')}").get(w("w")))
        assert sum(columns) in rooms
        for row in table.findall(w("tr")):
            at = 0
            for cell in row.findall(w("tc")):
                span = cell.find(f"{w('tcPr')}/{w('gridSpan')}")
                count = int(span.get(w("val"))) if span is not None else 1
                assert int(cell.find(f"{w('tcPr')}/{w('tcW')}").get(w("w"))) == sum(columns[at : at + count])
                at += count
            assert at == len(columns)
            whole = row.find(f"{w('trPr')}/{w('cantSplit')}") is not None
            assert whole or name in LONG_ROWS, "a row that may part leaves its head alone on a page"

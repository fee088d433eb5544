"""What is read in the child for its size: a proof and a corrected copy are the same as where it is small."""

from __future__ import annotations

import pytest

from qdoc.check.corrections import corrections
from qdoc.errors import DamagedFile, LimitExceeded
from qdoc.proof.inspected import inspect
from qdoc.proof.prove import prove
from qdoc.read import limits
from qdoc.render.corrected_docx import corrected_docx
from tests.hostile import packages
from tests.hostile.cases import _form, _ledger, _summary
from tests.render.corrected_files import corrected, found, wrong

FILES = {"填报表.docx": lambda: _form("docx"), "总结.docx": _summary, "台账.xlsx": _ledger}


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any package has more marks than this process takes; the child has limits of its own."""
    monkeypatch.setattr(limits, "PARENT_TREE_NODES", 10)
    monkeypatch.setattr(limits, "PARENT_XML_BYTES", 1000)


@pytest.mark.parametrize("name", FILES)
def test_our_own_products_are_proved_alike_whatever_their_size(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = FILES[name]()
    here = inspect(data, name)
    monkeypatch.setattr(limits, "PARENT_TREE_NODES", 10)
    with pytest.raises(LimitExceeded, match="内容太多"):  # so that what follows is not read in this process
        inspect(data, name)
    monkeypatch.setattr(limits, "PARENT_XML_BYTES", 1000)
    assert inspect(data, name) == here
    assert (here.described is None) == name.endswith("xlsx")


@pytest.mark.usefixtures("small")
def test_what_is_wrong_inside_is_told_from_the_child_too() -> None:
    data = packages.changed(_summary(), "word/document.xml", lambda xml: xml.replace(b"</w:t>", b"{{ x }}</w:t>", 1))
    proved = prove({"总结.docx": data, "别的.docx": packages.pack({"a.xml": b"<a>" + b"x" * 2000 + b"</a>"})})
    assert "模板里还有标签" in proved.files[0].unmade
    assert proved.files[1].refused == "别的.docx：不是 Word 或 Excel 文件，缺少 word/document.xml"


def test_what_would_print_for_minutes_is_not_printed_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qdoc.proof.prove.MOST_PRINTED", 1000)
    (one,) = prove({"总结.docx": _summary()}, printer=lambda *_: pytest.fail("printed")).files
    assert (one.pages, one.refused) == (0, "")
    assert "没有量版面，只查了结构" in one.unmade


def test_a_corrected_copy_is_the_same_from_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    data = wrong()
    text, findings, title = found(data)
    here = corrected(data, author="校对", date="2026-03-01")
    monkeypatch.setattr(limits, "PARENT_TREE_NODES", 10)
    monkeypatch.setattr(limits, "PARENT_XML_BYTES", 1000)
    there = corrected_docx(data, "文.docx", corrections(findings, text), title=title, author="校对", date="2026-03-01")
    assert there == here
    assert there.corrections.made


@pytest.mark.usefixtures("small")
def test_a_broken_file_is_refused_by_the_child_as_here() -> None:
    with pytest.raises(DamagedFile, match="缺少 word/document"):
        inspect(packages.pack({"a.xml": b"<a>" + b"x" * 2000 + b"</a>"}), "坏.docx")

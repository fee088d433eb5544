"""Content controls: what Word finds in them, what comes back by their keys, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from qdoc.errors import InputRefused, UsageError
from qdoc.render.forms import Control
from qdoc.render.templates import Template
from qdoc.returns.controls import FilledControl, read_controls
from tests.proof.stock import faults
from tests.render.word_files import part, word

STATUS = Control("事项/k1/状态", "choice", "推进中", ("已完成", "推进中"), title="状态")
CONTROLS = {
    "进展": Control("事项/k1/进展", value="甲<&>\n乙", title="进展"),
    "说明": Control("事项/k1/说明", title="说明"),
    "状态": STATUS,
    "未选": replace(STATUS, key="事项/k2/状态", value="", placeholder="请选择"),
    "日期": Control("日期", "date", "2026-03-01"),
    "未定": Control("未定", "date"),
    "已办": Control("已办", "tick", "是"),
    "未办": Control("未办", "tick"),
    "原文": Control("事项/k1/原文", value="年内完成评估", fixed=True),
}
BACK = (
    FilledControl("事项/k1/进展", "甲<&>\n乙", True),
    FilledControl("事项/k1/说明", "", False),  # why: a placeholder is not an answer
    FilledControl("事项/k1/状态", "推进中", True),
    FilledControl("事项/k2/状态", "", False),
    FilledControl("日期", "2026年3月1日", True, "2026-03-01"),
    FilledControl("未定", "", False),
    FilledControl("已办", "是", True),
    FilledControl("未办", "", True),  # why: an empty box is an answer
    FilledControl("事项/k1/原文", "年内完成评估", True),  # why: it says which row the answer is for
)
# (template of one control: in the line, in place of its run, as a paragraph, in a cell)
WAYS = ("前{{{{ {} }}}}后¦粗", "前{{{{r {} }}}}后", "{{{{p {} }}}}")


@pytest.mark.parametrize("way", WAYS)
def test_what_is_filled_comes_back_by_its_key(way: str) -> None:
    made = Template(word(*(way.format(name) for name in CONTROLS)), "t.docx").render(CONTROLS)
    assert faults(made) == []
    xml = part(made, "word/document.xml")
    assert read_controls(xml.encode(), "t.docx") == BACK
    assert xml.count('<w:lock w:val="sdtLocked"/>') == len(CONTROLS) - 1
    assert xml.count('<w:lock w:val="sdtContentLocked"/>') == 1
    numbers = re.findall(r'<w:id w:val="(\d+)"/>', xml)
    assert len(set(numbers)) == len(numbers) == len(CONTROLS)
    assert xml.count("<w:showingPlcHdr/>") == 3
    assert "【待补：说明】" in xml
    assert "请选择" in xml
    assert Template(word(*(way.format(name) for name in CONTROLS)), "t.docx").render(CONTROLS) == made


def test_a_control_in_a_cell_stands_in_its_paragraph_and_takes_on_the_runs_looks() -> None:
    made = Template(word([["{{p 进展 }}", "x¦{{ 未办 }}"]]), "t.docx").render(CONTROLS)
    assert faults(made) == []
    xml = part(made, "word/document.xml")
    assert "<w:p><w:sdt>" in xml
    assert re.search(r"<w:sdtContent><w:r><w:rPr><w:rFonts [^>]+/><w:b/></w:rPr><w:t [^>]+>☐<", xml)


def _kept(xml: str) -> str:
    return xml


def _without_tags(xml: str) -> str:
    return re.sub(r"<w:tag [^>]*/>", "", xml)


def _without_controls(xml: str) -> str:
    return re.sub(r"</?w:sdt>|</?w:sdtContent>|<w:sdtPr>.*?</w:sdtPr>", "", xml)


def _hidden_runs_split(xml: str) -> str:
    return _without_tags(xml).replace("k1", "k</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>1")


PLACEHOLDERS = {"事项/k1/说明", "事项/k2/状态", "未定"}
# (what a program does to the controls, whether their keys are found in hidden text)
DAMAGE = [
    (_kept, False),  # why: Word and WPS keep controls and keys
    (_without_tags, True),  # why: LibreOffice 7.4 keeps the controls and drops w:tag
    (_hidden_runs_split, True),  # why: a program may part a run anywhere
]


@pytest.mark.parametrize(("damage", "spelled"), DAMAGE)
def test_a_spelled_key_is_found_when_a_program_drops_it(damage: Callable[[str], str], spelled: bool) -> None:
    controls = {name: replace(control, spelled=True) for name, control in CONTROLS.items()}
    made = Template(word([[f"前{{{{ {name} }}}}后" for name in controls]]), "t.docx").render(controls)
    assert faults(made) == []
    back = read_controls(damage(part(made, "word/document.xml")).encode(), "t.docx")
    assert [(each.key, each.text, each.filled) for each in back] == [(e.key, e.text, e.filled) for e in BACK]
    assert {each.spelled for each in back} == {spelled}


def test_words_whose_control_is_gone_are_read_and_a_placeholder_is_then_words_too() -> None:
    controls = {name: replace(control, spelled=True) for name, control in CONTROLS.items()}
    made = Template(word([[f"前{{{{ {name} }}}}后" for name in controls]]), "t.docx").render(controls)
    back = read_controls(_without_controls(part(made, "word/document.xml")).encode(), "t.docx")
    wanted = [(each.key, each.text) for each in BACK if each.key not in PLACEHOLDERS]
    assert [(each.key, each.text) for each in back if each.key not in PLACEHOLDERS] == wanted
    assert {each.key: each.text for each in back if each.key in PLACEHOLDERS} == {
        "事项/k1/说明": "【待补：说明】",
        "事项/k2/状态": "请选择",
        "未定": "【待补：未定】",
    }


def test_word_2010s_prefix_is_declared_and_ignorable_in_a_lean_document() -> None:
    source = word("{{p 已办 }}")
    lean = re.sub(r' (?:xmlns:(?!w=|r=)\w+|mc:Ignorable)="[^"]*"', "", part(source, "word/document.xml"))
    made = part(Template(_replaced(source, lean), "t.docx").render(CONTROLS), "word/document.xml")
    root = made[made.index("<w:document") : made.index("<w:body>")]
    assert 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"' in root
    assert 'mc:Ignorable="w14"' in root
    assert faults(Template(_replaced(source, lean), "t.docx").render(CONTROLS)) == []


def _replaced(data: bytes, document: str) -> bytes:
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as made:
        for name in source.namelist():
            made.writestr(name, document if name == "word/document.xml" else source.read(name))
    return target.getvalue()


# (arguments, words)
REFUSED = [
    ({"key": ""}, "1 到 64 个字"),  # why: nothing to read it back by
    ({"key": "a b"}, "不含空格"),  # why: Word cuts it
    ({"key": "字" * 65}, "1 到 64 个字"),  # why: Word's limit
    ({"key": "k", "kind": "radio"}, "不认识"),  # why: Word has none
    ({"key": "k", "kind": "choice"}, "没有可选的内容"),  # why: an empty list
    ({"key": "k", "kind": "choice", "choices": ("a", "a")}, "重复"),  # why: Word calls the file damaged
    ({"key": "k", "kind": "choice", "choices": ("a",), "value": "b"}, "不在可选内容"),  # why: not to be chosen
    ({"key": "k", "kind": "date", "value": "3月1日"}, "2026-03-01"),  # why: no day of a year
    ({"key": "k", "kind": "tick", "value": "对"}, "只能是"),  # why: neither ticked nor not
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_what_word_would_not_take_is_refused(arguments: dict[str, object], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        Control(**arguments)  # type: ignore[arg-type]


def test_a_part_with_a_dtd_is_refused() -> None:
    with pytest.raises(InputRefused, match="DTD"):
        read_controls(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "t.docx")


@pytest.mark.office
def test_the_open_xml_sdk_finds_nothing(tmp_path: Path, openxml_sdk: Callable[[Path], str]) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(Template(word(*(WAYS[0].format(name) for name in CONTROLS)), "t.docx").render(CONTROLS))
    assert openxml_sdk(path) == ""

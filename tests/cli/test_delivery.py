"""Tests of what goes out: a folder a bureau, print files, the manifest, and what earlier runs left."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from qdoc.cli.earlier import earlier_files
from qdoc.cli.handing import MANIFEST
from qdoc.cli.making import unit_folders
from qdoc.errors import EXIT_FINDINGS
from tests.cli.calling import call
from tests.render.word_files import word

ROOT = Path(__file__).resolve().parent.parent.parent
NOTICE = """江海市云溪区2026年工作要点

一、重点任务

1.加强食品抽检。年底前抽检1200批次（区市场监管局牵头，区教育局、各街道办事处配合）。

2.更新健身步道。按照“一街道一方案”的要求，修缮步道18公里（区体育局负责）。

3.整治餐饮油烟。开展油烟净化设施专项检查。
"""


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def lines(workbook: Path, sheet: str) -> list[dict[str, object]]:
    rows = list(openpyxl.load_workbook(workbook)[sheet].iter_rows(values_only=True))
    return [dict(zip(map(str, rows[2]), row, strict=True)) for row in rows[3:]]


def made(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".qdoc" not in path.parts
    }


def test_a_bureau_finds_all_that_concerns_it_in_its_folder(notice: Path, tmp_path: Path) -> None:
    out = tmp_path / "出"
    call("run", notice, "-o", out, "--no-suggest", "--kind", "任务交办单", "--kind", "责任书", "--basis", "《办法》")
    inside = {name for name in made(out) if name.startswith("各单位/")}
    assert "各单位/区市场监管局/区市场监管局任务交办单.docx" in inside
    assert "各单位/区市场监管局/区市场监管局责任书.docx" in inside
    assert "各单位/区教育局/区教育局任务交办单.docx" in inside
    assert "各单位/区教育局/区教育局责任书.docx" not in inside  # it answers for nothing
    assert {row["文件"] for row in lines(out / MANIFEST, "分发清单")} == inside


def test_the_manifest_tells_each_file_and_what_is_open(notice: Path, tmp_path: Path) -> None:
    import hashlib

    call("run", notice, "-o", tmp_path / "出", "--no-suggest", "--date", "2026-03-05", "--number", "云交〔2026〕")
    files = made(tmp_path / "出")
    rows = lines(tmp_path / "出" / MANIFEST, "分发清单")
    assert [row["序号"] for row in rows] == list(range(1, len(rows) + 1))
    first = rows[0]
    assert (first["单位"], first["种类"], first["编号"]) == ("区市场监管局", "任务交办单", "云交〔2026〕1号")
    assert (first["牵头（责任）"], first["配合"], first["待确认"]) == (1, 0, 0)
    assert all(row["校验码"] == hashlib.sha256(files[str(row["文件"])]).hexdigest() for row in rows)
    missing = [row["缺什么"] for row in lines(tmp_path / "出" / MANIFEST, "待补")]
    assert "联系人" in missing
    assert "编号" not in missing  # it was given
    assert len(missing) == len(set(missing))  # each value once
    assert [row["任务"] for row in lines(tmp_path / "出" / MANIFEST, "待指定")] == ["3.整治餐饮油烟"]
    assert [row["名称"] for row in lines(tmp_path / "出" / MANIFEST, "未展开群组")] == ["各街道办事处"]


def test_the_manifest_holds_text_and_never_a_formula() -> None:
    from qdoc.model import Ledger, LedgerHead
    from qdoc.render.manifest_sheet import Delivery, manifest_xlsx

    one = Delivery("=1+1", "各单位/=1+1/a.docx", "+种类", "@1号", 1, 0, 0, "-联系人", "=cmd()", "ab")
    ledger = Ledger(LedgerHead("=标题", None, None, None, None, 2026, "a.txt", "", ""), (), ())
    book = openpyxl.load_workbook(io.BytesIO(manifest_xlsx([one], ledger)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert book["分发清单"]["B4"].value == "=1+1"
    assert manifest_xlsx([one], ledger) == manifest_xlsx([one], ledger)
    assert book["分发清单"].print_title_rows == "$3:$3"


def test_print_files_hold_every_letter_in_the_order_of_the_manifest(notice: Path, tmp_path: Path) -> None:
    out = tmp_path / "出"
    call("run", notice, "-o", out, "--no-suggest", "--merge")
    with zipfile.ZipFile(out / "合订" / "任务交办单合订本.docx") as package:
        xml = package.read("word/document.xml").decode()
    units = [str(row["单位"]) for row in lines(out / MANIFEST, "分发清单")]
    assert xml.count('w:val="oddPage"') == len(units)
    places = [xml.index(f">{unit}<") for unit in units]
    assert places[0] < places[-1]
    assert places[0] == min(places)


def test_plan_json_gives_the_letters_of_the_run(
    notice: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call("run", notice, "-o", tmp_path / "出", "--merge")
    alone = tmp_path / "plan.json"
    alone.write_bytes((tmp_path / "出" / "plan.json").read_bytes())
    assert call("letters", alone, "-o", tmp_path / "另", "--merge") in (0, EXIT_FINDINGS)
    run = made(tmp_path / "出")
    again = made(tmp_path / "另")
    assert again == {name: run[name] for name in again}
    assert set(run) - set(again) == {"台账.xlsx", "审阅.html", "plan.json"}
    capsys.readouterr()
    assert call("letters", tmp_path / "出" / "plan.json", "-o", tmp_path / "三") == EXIT_FINDINGS
    assert "旁边的 台账.xlsx 没有用" in capsys.readouterr().out  # a clerk's decisions would be missing unsaid
    alone.write_text(json.dumps({"schema": "else"}), encoding="utf-8")
    assert call("letters", alone, "-o", tmp_path / "四") == 3
    assert not (tmp_path / "四").exists()


EARLIER = [
    ("各单位/甲局/甲局任务交办单.docx", {"任务交办单"}, "stale"),  # the unit has no such letter any more
    ("各单位/甲局/甲局责任书.docx", {"任务交办单"}, "others"),  # another kind, which still holds
    ("各单位/旧局/旧局责任书.docx", {"任务交办单"}, "stale"),  # the ledger does not name the unit
    ("各单位/甲局/说明.docx", {"任务交办单"}, ""),  # a clerk's own
    ("各单位/甲局/~$甲局任务交办单.docx", {"任务交办单"}, ""),  # Word's lock file
    ("合订/任务交办单合订本.docx", {"任务交办单"}, "stale"),  # the letters in it were made anew
    ("合订/责任书合订本.docx", {"任务交办单"}, ""),
    ("交办单/甲局.docx", {"任务交办单"}, "stale"),  # where letters used to be put
]


@pytest.mark.parametrize(("name", "kinds", "expected"), EARLIER)
def test_what_earlier_runs_left_is_told_apart(name: str, kinds: set[str], expected: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    found = earlier_files(tmp_path, (), kinds, {"甲局"})
    assert found.stale == ((name,) if expected == "stale" else ())
    assert bool(found.others) is (expected == "others")
    assert earlier_files(tmp_path, {name}, kinds, {"甲局"}).stale == ()
    assert path.exists()


def test_a_letter_that_cannot_be_made_leaves_nothing_behind(
    notice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qdoc.errors import TemplateRefused
    from qdoc.render import letter_docx

    real, count = letter_docx.letter_docx, iter(range(100))

    def failing(*args: object, **options: object) -> object:
        if next(count) == 2:
            raise TemplateRefused("没有值", file="任务交办单.docx")
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(letter_docx, "letter_docx", failing)
    assert call("run", notice, "-o", tmp_path / "出", "--merge") == 3
    assert made(tmp_path / "出") == {}


def test_what_the_offices_template_does_not_print_is_not_missed(notice: Path, tmp_path: Path) -> None:
    out = tmp_path / "出"
    (out / "模板").mkdir(parents=True)
    (out / "模板" / "任务交办单.docx").write_bytes(word("{{ 承办单位 }}：请联系 {{ 联系人 }}"))
    call("run", notice, "-o", out)
    listed = {row["缺什么"]: row["哪些文件"] for row in lines(out / MANIFEST, "待补")}
    assert listed == {"联系人": "任务交办单", "单位名称": "任务分解表", "日期": "任务分解表"}


LONG = "云溪区" + "推进质量强区建设工作领导小组" * 12


def test_whole_paths_open_on_windows_and_units_stay_apart() -> None:
    units = [LONG + "甲办公室", LONG + "乙办公室", "区教育局/区体育局", "区教育局:区体育局", "CON", "𠮷" * 200]
    folders = unit_folders(units)
    assert len({name.casefold() for name in folders}) == len(units)
    chosen = "C:\\Users\\Administrator\\Desktop\\" + "质量强区工作\\" * 8 + "2026年输出"
    for name in folders:
        path = f"{chosen}\\各单位\\{name}\\{name}办理情况报告.docx"
        assert len(path.encode("utf-16-le")) // 2 <= 259, path
        assert "/" not in name
    assert unit_folders(["区教育局"]) == ("区教育局",)

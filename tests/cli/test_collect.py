"""Tests of ``qdoc collect``: forms handed out, filled in, collected; what the terminal says and what is written."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_PARTLY_FAILED, EXIT_REFUSED, EXIT_USAGE
from qdoc.ledger.form_columns import FORM_HIDDEN, FORM_SHEET, read_tag
from qdoc.render.workbook import ledger_xlsx
from qdoc.returns import read_ledger
from tests.cli.calling import call
from tests.summary.ledger_of_yunxi import LEDGER

NOTICE = """云溪区2026年工作要点

1.食品安全。加强食品抽检，抽检率达到95%以上。（区市场监管局牵头，区教育局配合）
2.校外托管。开展学校食堂检查。（区教育局负责）
3.加强保护。组织文物普查。（区文旅局负责）
"""
GIVEN = {"status": "推进中", "wording": "已抽检120批次", "actual": 96, "filled_by": "张三", "filled_on": "2026-04-02"}


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """A folder with 输出/台账.xlsx and 回执, where all units but 区文旅局 have answered."""
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    call("run", tmp_path / "通知.txt", "-o", tmp_path / "输出", "--no-suggest")
    call("forms", tmp_path / "输出" / "台账.xlsx", "-o", tmp_path / "表", "--quarter", "1")
    (tmp_path / "回执").mkdir()
    for number, path in enumerate(sorted((tmp_path / "表" / "各单位").rglob("*.xlsx"))):
        if path.parent.name != "区文旅局":
            fill(path, tmp_path / "回执" / f"新建工作表{number}.xlsx", GIVEN)
    return tmp_path


def fill(source: Path, target: Path, given: dict[str, object]) -> None:
    book = openpyxl.load_workbook(source)
    for tag, _, cell, _ in book[FORM_HIDDEN].iter_rows(min_row=9, values_only=True):
        named = read_tag(str(tag))
        assert named is not None
        book[FORM_SHEET][str(cell)].value = given.get(named.field)
    book.save(target)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def collect(year: Path, *more: object) -> int:
    return call("collect", year / "回执", "--ledger", year / "输出" / "台账.xlsx", *more)


def test_collecting_writes_the_ledger_a_backup_and_the_originals(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (year / "输出" / "台账.xlsx").read_bytes()
    capsys.readouterr()
    assert collect(year, "--on", "2026-04-05") == EXIT_FINDINGS  # a unit is missing
    said = capsys.readouterr().out
    assert "2026年第一季度：3 个单位中收到 2 个，缺 1 份：区文旅局" in said
    assert "核对通过：2 份表共填 10 格 = 登记 10 格 + 未读入 0 格" in said.replace("\n", "")
    ledger = read_ledger((year / "输出" / "台账.xlsx").read_bytes(), "台账.xlsx")
    first = next(row for row in ledger.rows if row.metric.value)
    assert (first.status, first.actual, first.progress) == ("推进中", "96%", "已抽检120批次")
    beside = [entry for entry in ledger.entries if entry.row_key == first.key and not entry.leads]
    assert [(entry.unit, entry.wording, entry.received_on) for entry in beside] == [
        ("区教育局", "已抽检120批次", "2026-04-05")
    ]
    written = files(year / "输出")
    assert [data for name, data in written.items() if name.startswith("台账备份/台账~2026-04-05~")] == [before]
    kept = {data for name, data in written.items() if name.startswith("回执存档/2026Q1/")}
    assert kept == set(files(year / "回执").values())


def test_collecting_again_leaves_everything_as_it_is(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    collect(year)
    before = files(year / "输出")
    capsys.readouterr()
    assert collect(year) == EXIT_FINDINGS
    assert "没有新的内容，台账没有动" in capsys.readouterr().out
    assert files(year / "输出") == before


def test_a_dry_run_and_json_say_the_same_and_write_nothing(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = files(year)
    capsys.readouterr()
    assert collect(year, "--dry-run", "--json") == EXIT_FINDINGS
    told = json.loads(capsys.readouterr().out)
    assert told["schema"] == "qdoc.collected/1"
    assert told["lists"]["missing"] == ["区文旅局"]
    assert (told["proof"]["holds"], told["proof"]["cells"], told["written"]) == (True, 10, [])
    assert files(year) == before


def test_the_result_is_written_as_a_workbook_and_a_clerks_one_is_not_written_over(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = year / "汇总.xlsx"
    assert collect(year, "-o", report, "--on", "2026-04-05") == EXIT_FINDINGS
    assert "结果另写成" in capsys.readouterr().out
    book = openpyxl.load_workbook(report)
    assert [row[1] for row in book["缺报"].iter_rows(min_row=4, values_only=True)] == ["区文旅局"]
    assert len(list(book["已报"].iter_rows(min_row=4))) == 2
    assert collect(year, "-o", report) == EXIT_FINDINGS  # its own file may be written again
    book["缺报"]["C4"] = "已电话催过"
    book.save(report)
    before, ledger = report.read_bytes(), (year / "输出" / "台账.xlsx").read_bytes()
    fill(next((year / "表" / "各单位" / "区文旅局").iterdir()), year / "回执" / "文旅.xlsx", GIVEN)
    assert collect(year, "-o", report) == EXIT_REFUSED
    assert (report.read_bytes(), (year / "输出" / "台账.xlsx").read_bytes()) == (before, ledger)  # nothing is begun
    assert collect(year, "-o", year / "输出" / "台账.xlsx") == EXIT_REFUSED


def test_other_files_are_named_and_broken_ones_end_in_4(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (year / "回执" / "说明.txt").write_text("您好", "utf-8")
    (year / "回执" / "~$新建工作表0.xlsx").write_bytes(b"lock")
    assert collect(year, "--dry-run") == EXIT_FINDINGS
    said = capsys.readouterr().out
    assert "没有读的文件（1）" in said
    assert "说明.txt：不是 Excel 或 Word 文件" in said
    (year / "回执" / "坏.docx").write_bytes(b"PK\x03\x04")
    assert collect(year) == EXIT_PARTLY_FAILED
    said = capsys.readouterr().out
    assert "坏.docx：压缩包结构不完整" in said
    assert "收到 2 个" in said  # the batch went on


def test_a_value_that_the_clerk_typed_stands_and_the_difference_is_told(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = year / "输出" / "台账.xlsx"
    book = openpyxl.load_workbook(path)
    headers = [cell.value for cell in book["台账"][1]]
    book["台账"].cell(2, headers.index("办理状态") + 1).value = "基本完成"
    book.save(path)
    capsys.readouterr()
    collect(year)
    assert "办理状态保留您填的“基本完成”" in capsys.readouterr().out
    assert read_ledger(path.read_bytes(), "台账.xlsx").rows[0].status == "基本完成"


def test_columns_of_the_clerks_own_are_kept(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = year / "输出" / "台账.xlsx"
    book = openpyxl.load_workbook(path)
    book["台账"].cell(1, 40).value, book["台账"].cell(2, 40).value = "科室意见", "同意"
    book.save(path)
    assert collect(year) == EXIT_FINDINGS
    sheet = openpyxl.load_workbook(path)["台账"]
    assert (sheet.cell(1, sheet.max_column).value, sheet.cell(2, sheet.max_column).value) == ("科室意见", "同意")
    call("run", year / "通知.txt", "-o", year / "输出", "--no-suggest")  # and through a merge
    assert read_ledger(path.read_bytes(), "台账.xlsx").own_columns[0].header == "科室意见"


def test_a_sheet_of_the_clerks_own_is_not_lost(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = year / "输出" / "台账.xlsx"
    book = openpyxl.load_workbook(path)
    book.create_sheet("通讯录")["A1"] = "赵某"
    book.save(path)
    before = path.read_bytes()
    assert collect(year) == EXIT_REFUSED
    assert "通讯录" in capsys.readouterr().err
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("没有", "--ledger", "输出/台账.xlsx"), "找不到这个文件或文件夹"),
        (("回执", "--ledger", "没有.xlsx"), "找不到这本台账"),
        (("回执", "--ledger", "输出/台账.xlsx", "--period", "一季度"), "不是填报期"),
        (("通知.txt", "--ledger", "输出/台账.xlsx"), "不知道收哪一期"),
    ],
)
def test_a_call_that_cannot_be_carried_out_says_what_to_do(
    year: Path, args: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(year)
    capsys.readouterr()
    assert call("collect", *args) in (EXIT_USAGE, EXIT_REFUSED)
    assert said in capsys.readouterr().err


def test_a_ledger_saved_meanwhile_is_not_overwritten(year: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = year / "输出" / "台账.xlsx"
    from qdoc.render import workbook

    made = workbook.ledger_xlsx

    def slow(ledger: object) -> bytes:
        data = made(ledger)  # type: ignore[arg-type]
        path.write_bytes(path.read_bytes() + b"\0")  # somebody saves while qdoc works
        return data

    monkeypatch.setattr(workbook, "ledger_xlsx", slow)
    assert collect(year) == EXIT_REFUSED
    assert path.read_bytes().endswith(b"\0")
    assert not (year / "输出" / "回执存档").exists()  # all or nothing


def test_a_complete_collection_ends_in_0(year: Path) -> None:
    form = next(path for path in (year / "表").rglob("*.xlsx") if path.parent.name == "区文旅局")
    fill(form, year / "回执" / "文旅.xlsx", GIVEN)
    assert collect(year) == EXIT_DONE


def test_a_letters_slip_becomes_receipts_and_is_kept(year: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.returns.slip_files import tick

    letter = next(path for path in (year / "输出").rglob("*.docx") if path.parent.name == "区教育局")
    (year / "回单").mkdir()
    (year / "回单" / "回执.docx").write_bytes(tick(letter.read_bytes(), accepted="是", handler="陈立"))
    capsys.readouterr()
    ledger = year / "输出" / "台账.xlsx"
    assert call("collect", year / "回单", "--ledger", ledger, "--on", "2026-03-20") == EXIT_DONE
    assert "回执.docx 区教育局：签收 1 条" in capsys.readouterr().out
    (event,) = read_ledger(ledger.read_bytes(), "台账.xlsx").events
    assert (event.unit, event.on, event.text) == ("区教育局", "2026-03-20", "接受；承办人：陈立")
    assert len(list((year / "输出" / "回执存档" / "交办单回执").iterdir())) == 1


def test_a_damaged_file_is_named_where_no_period_is_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing that came says a period, because it cannot be read: the file and its fault are told, not the period."""
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(ledger_xlsx(LEDGER))
    (tmp_path / "年终总结.docx").write_bytes(b"PK\x03\x04 cut off")
    assert call("collect", tmp_path / "年终总结.docx", "--ledger", ledger) == 4
    told = capsys.readouterr().out
    assert "年终总结.docx" in told
    assert "不知道收哪一期" not in told


def test_a_ledger_behind_a_link_is_written_where_it_lies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A shared ledger reached through a link: the link stays one, and the shared file is what changes."""
    shared = tmp_path / "共享" / "台账.xlsx"
    shared.parent.mkdir()
    shared.write_bytes(ledger_xlsx(LEDGER))
    link = tmp_path / "台账.xlsx"
    try:
        link.symlink_to(shared)
    except OSError:
        pytest.skip("这个系统不能建链接")
    words = ("--kind", "签收", "--unit", "区经济信息化局", "--on", "2026-03-20", "--by", "李四")
    assert call("record", link, *words) in (0, 1), capsys.readouterr().err
    assert link.is_symlink()
    assert len(read_ledger(shared.read_bytes(), "台账.xlsx").events) > 0


def test_the_offices_rule_says_when_a_form_is_late_where_due_is_not_given(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (year / "输出" / "qdoc.toml").write_text(
        '[[规则]]\n类别 = "填报"\n名称 = "填报时限"\n取值 = "季后1日"\n依据 = "云政办发〔2026〕9号"\n', "utf-8"
    )
    capsys.readouterr()
    collect(year, "--dry-run", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["due"] == "2026-04-01"
    assert [day for _, day in told["lists"]["late"]] == ["2026-04-02"] * 2
    collect(year, "--dry-run", "--json", "--due", "2026-04-05")
    assert json.loads(capsys.readouterr().out)["lists"]["late"] == []

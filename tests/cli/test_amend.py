"""Tests of ``qdoc amend``: what is changed, what is remembered of it, which documents follow, what is written."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import openpyxl
import pytest

from qdoc.errors import EXIT_DONE, EXIT_FINDINGS, EXIT_REFUSED, EXIT_USAGE
from qdoc.model import Basis, Cell, Ledger
from qdoc.returns import read_ledger
from tests.cli.calling import call

NOTICE = """云溪区2026年工作要点

1.食品安全。9月底前完成食品抽检500批次。（区市场监管局牵头，区教育局配合）
2.校外托管。开展学校食堂检查。建立隐患台账。（区教育局负责）
3.加强保护。组织文物普查。（区文旅局负责）
"""
WHO = ("--by", "赵六", "--on", "2026-09-10", "--reason", "区政府第8次常务会议定")


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture
def year(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with 通知.txt and 输出, in which letters with numbers lie; it is the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "通知.txt").write_text(NOTICE, "utf-8")
    call("run", "通知.txt", "-o", "输出", "--no-suggest", "--number", "云办交〔2026〕")
    capsys.readouterr()
    return tmp_path


def amend(*more: object, who: tuple[str, ...] = WHO) -> int:
    return call("amend", "输出/台账.xlsx", *more, *who)


def read() -> Ledger:
    return read_ledger(Path("输出/台账.xlsx").read_bytes(), "台账.xlsx")


def words(path: str) -> str:
    found = docx.Document(path)
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in found.paragraphs] + cells)


def lines(path: str, sheet: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(Path(path).read_bytes()))
    return list(book[sheet].iter_rows(min_row=4, values_only=True))


@pytest.mark.usefixtures("year")
def test_an_amendment_is_remembered_and_its_papers_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert amend("--row", "1", "--set", "时限=2026-11-30", "--set", "指标=抽检400批次", "-o", "输出") == EXIT_DONE
    said = capsys.readouterr().out
    assert "完成时限由“9月底前”改为“2026年11月30日前”" in said
    assert "重发  区市场监管局 任务交办单 云办交〔2026〕1号 序号 1" in said
    assert "重出：qdoc letters 输出/台账.xlsx -o 输出\n" in said
    row = read().rows[0]
    assert row.deadline == Cell("2026年11月30日前", Basis.CONFIRMED)
    assert row.metric == Cell("抽检400批次", Basis.CONFIRMED)
    notice = words("输出/调整通知.docx")
    for word in ("关于调整云溪区2026年工作要点部分事项的通知", "区市场监管局、区教育局", "9月底前", "第8次常务会议定"):
        assert word in notice.replace("\n", "")
    for gap in ("发文字号", "成文日期", "办理要求"):
        assert f"【待补：{gap}】" in notice  # nothing is made up
    documents = lines("输出/需重发文书.xlsx", "需重发文书")
    assert [(one[1], one[2], one[3], one[4]) for one in documents] == [
        ("重发", "区市场监管局", "任务交办单", "云办交〔2026〕1号"),
        ("重发", "区教育局", "任务交办单", "云办交〔2026〕2号"),
    ]
    log = lines("输出/需重发文书.xlsx", "调整记录")
    assert [(one[1], one[2], one[6], one[7]) for one in log] == [
        ("2026-09-10", "赵六", "完成时限", "9月底前"),
        ("2026-09-10", "赵六", "量化指标", "抽检500批次"),
    ]


@pytest.mark.usefixtures("year")
def test_amended_rows_stand_in_letters_status_and_the_notice_run_again(capsys: pytest.CaptureFixture[str]) -> None:
    changes = ("--set", "时限=2026-11-30", "--set", "牵头单位=区文旅局", "--set", "指标=抽检400批次")
    assert amend("--row", "1", *changes) == EXIT_DONE
    call("letters", "输出/台账.xlsx", "-o", "输出", "--number", "云办交〔2026〕")
    letter = words("输出/各单位/区文旅局/区文旅局任务交办单.docx")
    assert all(word in letter for word in ("食品抽检", "2026年11月30日前", "抽检400批次", "云办交〔2026〕3号"))
    assert "食品抽检" in words("输出/各单位/区教育局/区教育局任务交办单.docx")
    capsys.readouterr()
    call("status", "输出/台账.xlsx", "--as-of", "2026-12-01", "--json")
    item = next(one for one in json.loads(capsys.readouterr().out)["items"] if one["serial"] == 1)
    assert (item["deadline_on"], item["units"]) == ("2026-11-30", ["区文旅局"])
    call("run", "通知.txt", "-o", "输出", "--no-suggest")
    assert read().rows[0].lead == Cell("区文旅局", Basis.CONFIRMED)
    kept = json.loads(Path("输出/确认.json").read_text("utf-8"))["confirmations"]
    assert [(one["value"], one["who"], one["when"]) for one in kept] == [("区文旅局", "赵六", "2026-09-10")]


@pytest.mark.usefixtures("year")
def test_a_unit_without_rows_is_taken_back_and_a_new_one_gets_a_letter(capsys: pytest.CaptureFixture[str]) -> None:
    assert amend("--task", "3", "--set", "责任单位=区档案馆") in (EXIT_DONE, EXIT_FINDINGS)
    said = capsys.readouterr().out
    assert "收回  区文旅局 任务交办单 云办交〔2026〕3号" in said
    assert "新发  区档案馆 任务交办单" in said
    assert "用同一条命令加 -o 文件夹 再运行一次" in said
    assert not Path("输出/调整通知.docx").exists()  # only the ledger without -o


@pytest.mark.usefixtures("year")
def test_one_decision_is_one_notice_and_another_has_a_name_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    amend("--row", "1", "--set", "时限=2026-11-30", "-o", "输出")
    amend("--row", "4", "--set", "指标=普查100处", "-o", "输出")
    assert words("输出/调整通知.docx").count("第8次常务会议定") == 2
    first = Path("输出/调整通知.docx").read_bytes()
    amend("--row", "4", "--set", "指标=普查90处", "-o", "输出", who=("--by", "赵六", "--reason", "汛期影响"))
    assert Path("输出/调整通知.docx").read_bytes() == first
    assert "普查100处" in words("输出/调整通知~2.docx")  # as 原
    assert len(lines("输出/需重发文书~2.xlsx", "调整记录")) == 3
    ledger = Path("输出/台账.xlsx").read_bytes()
    capsys.readouterr()
    assert amend("--row", "1", "--set", "时限=2026-11-30", "-o", "另处") == EXIT_DONE  # the papers once more
    said = capsys.readouterr().out
    assert "1 处已作为这次调整记在台账里，没有再记" in said
    assert "这次调整已在台账里，台账没有再动，只写了文书" in said
    assert Path("输出/台账.xlsx").read_bytes() == ledger
    assert Path("另处/调整通知.docx").read_bytes() == first


@pytest.mark.usefixtures("year")
def test_papers_that_somebody_edited_are_not_overwritten_and_the_ledger_waits() -> None:
    amend("--row", "1", "--set", "时限=2026-11-30", "-o", "输出")
    found = docx.Document("输出/调整通知.docx")
    found.add_paragraph("拟稿人加的话")
    found.save("输出/调整通知.docx")
    before = {path: path.read_bytes() for path in Path("输出").rglob("*.*") if path.is_file()}
    assert amend("--row", "4", "--set", "指标=普查100处", "-o", "输出") == EXIT_REFUSED
    assert {path: path.read_bytes() for path in before} == before
    assert amend("--row", "4", "--set", "指标=普查100处", "-o", "输出", "--force") == EXIT_DONE


@pytest.mark.usefixtures("year")
def test_units_are_written_as_the_ledger_writes_them_and_unknown_ones_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert amend("--row", "4", "--set", "配合单位=市场监管局，教育局") == EXIT_DONE
    assert "“市场监管局”按台账的写法记作“区市场监管局”" in capsys.readouterr().out
    assert read().rows[3].support.value == "区市场监管局、区教育局"
    assert amend("--row", "4", "--set", "配合单位=区万象中心甲") == EXIT_FINDINGS
    assert "K011 “区万象中心甲”不在台账和单位名录里，照写了" in capsys.readouterr().out
    assert read().rows[3].support.value == "区万象中心甲"  # allowed, but said


@pytest.mark.usefixtures("year")
def test_without_a_manifest_the_list_is_by_unit_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    Path("输出/分发清单.xlsx").unlink()
    assert amend("--row", "1", "--set", "指标=抽检400批次", "-o", "调整") == EXIT_DONE
    said = capsys.readouterr().out
    assert "K016 没有找到分发清单" in said
    assert "重发  区教育局 任务交办单 序号 1" in said
    book = openpyxl.load_workbook("调整/需重发文书.xlsx")
    assert "没有找到分发清单" in str(book["需重发文书"]["A2"].value)


@pytest.mark.usefixtures("year")
def test_a_dry_run_says_all_and_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    assert amend("--row", "1", "--set", "时限=长期坚持", "-o", "新", "--dry-run") == EXIT_DONE
    said = capsys.readouterr().out
    assert "K014 时限“长期坚持”看不出是哪一天，1 条的截止日空了" in said
    assert "没有写任何文件" in said
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (
            ("--row", "1", "--set", "事项=别的"),
            EXIT_USAGE,
            "可以调整：时限、截止日、牵头单位、责任单位、配合单位、指标",
        ),
        (("--row", "1", "--set", "时限"), EXIT_USAGE, "请写成 时限=2026-11-30"),
        (("--row", "1", "--set", "牵头=甲局", "--set", "牵头单位=乙局"), EXIT_USAGE, "写了两次"),
        (("--row", "1", "--set", "牵头单位="), EXIT_REFUSED, "调整后没有单位牵头或负责"),
        (("--row", "1", "--set", "截止日=年底"), EXIT_REFUSED, "不是日期"),
        (("--row", "1", "--set", "时限=2026年11月31日前"), EXIT_REFUSED, "“2026年11月31日”没有这一天"),
        (("--row", "1", "--set", "时限=2026-11-31"), EXIT_REFUSED, "没有这一天"),
        (("--task", "9", "--set", "指标=1"), EXIT_USAGE, "没有任务“9”"),
        (("--set", "指标=1"), EXIT_USAGE, "没有说是哪几条"),
    ],
)
def test_what_cannot_be_amended_says_what_to_do(
    args: tuple[str, ...], code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = Path("输出/台账.xlsx").read_bytes()
    assert amend(*args) == code
    assert said in capsys.readouterr().err
    assert Path("输出/台账.xlsx").read_bytes() == before


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize(
    ("sets", "words", "day", "told"),
    [
        ("时限=2026年11月底前", "2026年11月底前", "2026-11-30", "时限“2026年11月底前”的截止日按 2026-11-30 记"),
        ("截止日=2026-10-31", "2026年10月31日前", "2026-10-31", "完成时限由“9月底前”改为“2026年10月31日前”"),
    ],
)
def test_wording_and_day_of_a_time_limit_are_amended_together(
    sets: str, words: str, day: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert amend("--row", "1", "--set", sets) == EXIT_DONE
    assert told in capsys.readouterr().out
    row = read().rows[0]
    assert (row.deadline, row.deadline_on) == (Cell(words, Basis.CONFIRMED), day)


@pytest.mark.usefixtures("year")
def test_a_notice_written_again_keeps_the_number_and_day_that_were_given_for_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    given = ("--number", "云府〔2026〕9号", "--date", "2026-09-11", "--office", "云溪区人民政府")
    amend("--row", "1", "--set", "时限=2026-11-30", "-o", "输出", *given)
    capsys.readouterr()
    amend("--row", "4", "--set", "指标=普查100处", "-o", "输出")
    assert "调整通知.docx 重写时照原稿：云府〔2026〕9号、2026-09-11、云溪区人民政府" in capsys.readouterr().out
    notice = words("输出/调整通知.docx").replace("\n", "")
    assert all(word in notice for word in ("云府〔2026〕9号", "2026年9月11日", "云溪区人民政府关于调整", "普查100处"))
    amend("--row", "4", "--set", "指标=普查100处", "-o", "输出", "--number", "云府〔2026〕10号")
    assert "云府〔2026〕10号" in words("输出/调整通知.docx")  # what is given now goes first


@pytest.mark.usefixtures("year")
def test_the_same_command_again_with_a_folder_says_that_only_papers_were_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    amend("--row", "1", "--set", "时限=2026-11-30")
    capsys.readouterr()
    assert amend("--row", "1", "--set", "时限=2026-11-30", "-o", "输出") == EXIT_DONE
    said = capsys.readouterr().out
    assert "这次调整已在台账里，台账没有再动，只写了文书" in said
    assert "没有新的调整" not in said

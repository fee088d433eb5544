"""The numbers of the Word file, recounted from 台账.xlsx by plain loops over its cells, without qdoc's counting."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections import Counter

import pytest
from lxml import etree

from tests.summary.clerks_files import LEDGERS, Made, W, bookmarks, made

CLOSING = {"已完成", "提前完成", "完成", "已办结", "办结", "已销号", "销号", "已完成并销号"}
NUMBER = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*[%％‰]?")


def short(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]


def percent(part: int, whole: int) -> str:
    return f"{part / whole * 100 + 1e-9:.1f}%"


def recount(it: Made) -> dict[str, str]:
    """The figures by key, counted from the workbook's cells."""
    closed = {act["识别码"] for act in it.acts if act["类别"] in ("办结", "销号")}
    told: dict[str, str] = {}
    total = len(it.lines)
    done = [line for line in it.lines if line["办理状态"] in CLOSING or line["识别码"] in closed]
    open_lines = [line for line in it.lines if line not in done]
    told["rows_total"], told["rows_open"], told["rows_done"] = str(total), str(len(open_lines)), str(len(done))
    told["rows_done_rate"] = percent(len(done), total)
    told["tasks_total"] = str(len({(line["主题"], line["任务编号"], line["任务"]) for line in it.lines}))
    status = [line["办理状态"] or "未填报" for line in it.lines]
    for word, count in Counter(status).items():
        told[f"status_{short(word)}"], told[f"status_{short(word)}_share"] = str(count), percent(count, total)
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for line in it.lines:
        groups.setdefault(("theme", line["主题"]), []).append(line)
        leads = [
            unit for cell in ("牵头单位", "责任单位") for unit in line[cell].split("、") if unit and unit != "待指定"
        ]
        for unit in leads or ["待指定"]:
            groups.setdefault(("unit", unit), []).append(line)
    for (kind, name), lines in groups.items():
        key, finished = f"{kind}_{short(name)}", [line for line in lines if line in done]
        told[f"{key}_total"], told[f"{key}_done"] = str(len(lines)), str(len(finished))
        told[f"{key}_rate"] = percent(len(finished), len(lines))
        for word, count in Counter(line["办理状态"] or "未填报" for line in lines).items():
            told[f"{key}_{short(word)}"] = str(count)
    units = [name for kind, name in groups if kind == "unit" and name != "待指定"]
    told["units_total"] = str(len(units))
    all_done = [name for name in units if all(line in done for line in groups["unit", name])]
    told["units_done"], told["units_open"] = str(len(all_done)), str(len(units) - len(all_done))
    told["metric_total"] = str(sum(bool(line["量化指标"]) for line in it.lines))
    told["rows_carried"] = str(sum(line["是否结转"] == "是" for line in it.lines))
    told["rows_undecided"] = str(sum(not line["是否结转"] for line in open_lines))
    told["rows_extended"] = str(len({a["识别码"] for a in it.acts if a["类别"] == "延期申请" and a["决定"] == "同意"}))
    told["rows_amended"] = str(len({a["识别码"] for a in it.acts if a["类别"] == "调整"}))
    told["rows_closed"] = str(len({a["识别码"] for a in it.acts if a["类别"] == "销号"}))
    told["as_of"] = "2026年12月20日"
    recount_metrics(it, told)
    recount_periods(it, told, closed)
    recount_notes(it, told, open_lines)
    return told


def figure(text: str) -> float | None:
    found = re.findall(r"\d+(?:\.\d+)?", text)
    return float(found[0]) if len(found) == 1 else None


def mark(line: dict[str, str]) -> str:
    return line["识别码"].replace("-", "_")


def recount_metrics(it: Made, told: dict[str, str]) -> None:
    """Targets and figures of these ledgers are one number each, of one unit, to be reached from below."""
    reached = Counter()
    for line in it.lines:
        if not line["量化指标"]:
            continue
        goal, got = figure(line["量化指标"]), figure(line["完成数值"])
        if got is None:
            reached["unreported"] += 1
            continue
        reached["reached" if got >= goal else "missed"] += 1
        told[f"reach_{mark(line)}"] = f"{got / goal * 100 + 1e-9:.1f}%"
    told.update({f"metric_{name}": str(count) for name, count in reached.items()})


QUARTERS = {"2026Q1": ("2026年第一季度", "2026-03-31"), "2026Q2": ("2026年第二季度", "2026-06-30"),
            "2026Q3": ("2026年第三季度", "2026-09-30")}  # fmt: skip


def recount_periods(it: Made, told: dict[str, str], closed: set[str]) -> None:
    last: dict[str, str] = {}
    off = {act["识别码"] for act in it.acts if act["类别"] == "销号"}
    for period, (name, end) in QUARTERS.items():
        mine = [line for line in it.returns if line["期间"] == period]
        if not mine:
            continue
        for line in mine:
            if line["牵头/配合"] != "配合":
                last[line["识别码"]] = line["办理状态"]
        told[f"period_{period}"] = name
        told[f"period_{period}_done"] = str(sum(status in CLOSING for status in last.values()))
        asked = set()
        for line in it.lines:
            if line["识别码"] not in off:
                for cell in ("牵头单位", "责任单位", "配合单位"):
                    asked |= {unit for unit in line[cell].split("、") if unit not in ("", "待指定")}
        late = {act["新内容"] for act in it.acts if act["类别"] == "调整" and act["日期"] > end}
        silent = asked - late - {line["单位"] for line in mine}
        told[f"missing_{period}"] = str(len(silent))
    for act in it.acts:
        if act["类别"] == "延期申请":
            told[f"ext_{act['识别码']}"] = "2027年1月31日"
    for line in it.returns:
        if line["办理状态"] in CLOSING and line["识别码"] not in closed:
            day = [int(part) for part in line["填报日期"].split("-")]
            told[f"done_{line['识别码'].replace('-', '_')}"] = f"{day[0]}年{day[1]}月{day[2]}日"


def recount_notes(it: Made, told: dict[str, str], open_lines: list[dict[str, str]]) -> None:
    told["review_S001"] = str(sum(not line["办理状态"] for line in it.lines))
    told["review_S002"] = str(sum(bool(line["办理状态"]) and not line["存在问题"] for line in open_lines))
    told["review_S003"] = str(
        sum(
            line not in open_lines and (figure(line["完成数值"]) or 1e9) < (figure(line["量化指标"]) or 0)
            for line in it.lines
        )
    )
    told["review_S004"] = told["rows_undecided"]
    told["review_S005"] = str(sum("建议" in line["牵头来源"] for line in it.lines))
    said: dict[tuple[str, str], list[dict[str, str]]] = {}
    for line in it.returns:
        said.setdefault((line["识别码"], line["期间"]), []).append(line)
    last = {line["识别码"]: line["期间"] for line in it.returns if line["牵头/配合"] != "配合"}
    torn = {
        key
        for (key, period), lines in said.items()
        if last.get(key) == period and len({line["完成数值"] for line in lines if line["完成数值"]}) > 1
    }
    told["review_S006"] = str(len(torn))
    for line in it.lines:
        for unit in line["牵头单位"].split("、"):
            if "建议" in line["牵头来源"]:
                key = f"unit_{short(unit)}_guess"
                told[key] = str(int(told.get(key, "0")) + 1)
    tasks: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for line in it.lines:
        tasks.setdefault((line["主题"], line["任务编号"], line["任务"]), []).append(line)
    for lines in tasks.values():
        silent = sum(not line["总结用语"] and not line["进展情况"] for line in lines)
        told[f"task_{short(lines[0]['识别码'])}_silent"] = str(silent)


@pytest.mark.parametrize("name", LEDGERS)
def test_every_counted_number_of_the_document_is_the_recounts(name: str) -> None:
    it = made(name)
    told = recount(it)
    found = {mark: text for mark, text in bookmarks(it.document).items() if mark.startswith("qn_")}
    assert len(found) > 40
    wrong = {
        mark: (text, told.get(mark[3:].rpartition("_")[0]))
        for mark, text in found.items()
        if told.get(mark[3:].rpartition("_")[0]) != text
    }
    assert wrong == {}


COLUMNS = {
    "th": "主题", "no": "任务编号", "ta": "任务", "tx": "具体事项", "me": "量化指标", "de": "完成时限",
    "st": "办理状态", "ac": "完成数值", "pr": "进展情况", "pb": "存在问题", "co": "是否结转", "sw": "总结用语",
    "re": "备注", "pl": "原文位置",
}  # fmt: skip


@pytest.mark.parametrize("name", LEDGERS)
def test_every_quoted_number_stands_in_the_cell_that_its_bookmark_names(name: str) -> None:
    it = made(name)
    found = bookmarks(it.document)
    rows = {mark(line): line for line in it.lines}
    named = ("牵头单位", "责任单位", "配合单位")
    units = {unit for line in it.lines for cell in named for unit in line[cell].split("、")}
    units |= {line["单位"] for line in it.returns}
    head = "".join(str(cell.value) for sheet in it.book for row in sheet.iter_rows() for cell in row if cell.value)
    cells = {mark: text for mark, text in found.items() if mark.startswith("qw_")}
    assert len(cells) > 20
    for bookmark, text in cells.items():
        row, column, _ = bookmark[3:].rsplit("_", 2)
        numbers = [found[one] for one in found if one.startswith(f"qv_{bookmark[3:]}_")]
        assert numbers == NUMBER.findall(text), bookmark
        if row == "head":
            assert text.replace("\n", "") in head
        elif column == "un":
            assert text in units
        elif column == "ns":
            assert any(text in line["下步措施"] for line in it.returns if line["识别码"] == rows[row]["识别码"])
        else:
            assert text in rows[row][COLUMNS[column]], bookmark


@pytest.mark.parametrize("name", LEDGERS)
def test_every_row_and_return_stands_in_the_annexes_as_the_workbook_has_it(name: str) -> None:
    it = made(name)
    with zipfile.ZipFile(io.BytesIO(it.document)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    tables = [
        [["".join(cell.itertext(f"{W}t")) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in root.iter(f"{W}tbl")
    ]
    rows = next(table for table in tables if "指标对照" in table[0] and "具体事项" in table[0])
    assert [row[2] for row in rows[1:] if len(row) > 1] == [line["具体事项"].rstrip("。") for line in it.lines]
    assert [row[4] for row in rows[1:] if len(row) > 1] == [line["完成数值"] or "—" for line in it.lines]
    told = [row for table in tables if "行次" in table[0] for row in table[1:] if len(row) > 1]
    keys = ("一句话进展", "办理状态", "完成数值", "单位", "期间")  # one answer for several rows stands once
    last = {(line["单位"], line["识别码"]): line["期间"] for line in it.returns}  # the sheet has the oldest first
    said = {
        tuple(line[key] for key in keys) for line in it.returns if line["期间"] == last[line["单位"], line["识别码"]]
    }
    assert sorted(row[5] for row in told) == sorted(words[0] for words in said)


def test_no_number_of_the_main_text_is_without_a_bookmark() -> None:
    it = made("year")
    with zipfile.ZipFile(io.BytesIO(it.document)) as archive:
        xml = archive.read("word/document.xml").decode()
    main = xml[: xml.index("<w:sectPr")]
    bare = re.sub(r'<w:bookmarkStart w:id="(\d+)" w:name="q[nv]_[^"]*"/>.*?<w:bookmarkEnd w:id="\1"/>', "#", main)
    paragraphs = ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", line)) for line in bare.split("</w:p>")]
    left = [line for line in paragraphs if NUMBER.search(line)]
    assert left == [
        "（云溪区质量强区办　2026年12月25日）",
        *[line for line in left[1:] if re.match(r"[表图]\d　", line)],
    ]

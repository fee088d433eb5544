"""Runs a year on the example notice, as a clerk would from a terminal, and recounts every figure without qdoc.

    python examples/year.py [folder]

27 bureaus and 8 streets return forms through four quarters, some late, shuffled, broken or contradicting; at the end a
table shows what the program says beside what the simulation's own books give. Exit code 1 where they differ.
"""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from year_round.acts import ACTS, state_after
from year_round.books import FIGURE, Books
from year_round.desk_edits import edit_summary
from year_round.district import CLERK, OFFICE, fill_settings
from year_round.forms import read_sheet, read_word
from year_round.ledger_view import Row, read_rows
from year_round.mishaps import Mishaps
from year_round.officials import COLLECTED, DUE, IN_WORD, TROUBLES, answer
from year_round.recount import (
    Recount,
    check_acts,
    check_changed,
    check_collected,
    check_entries,
    check_forms,
    check_ledger,
)
from year_round.recount_papers import check_bulletin, check_page, check_reminders
from year_round.recount_summary import check_edited, check_summary
from year_round.saving import save_book
from year_round.slips import send_slips
from year_round.standing import stand
from year_round.terminal import Terminal

NOTICE = Path(__file__).resolve().parent / "云溪区质量强区2026年工作要点.txt"
LEDGER = "台账.xlsx"
AS_OF = {1: date(2026, 4, 20), 2: date(2026, 7, 20), 3: date(2026, 10, 20), 4: date(2026, 12, 31)}
READ_OR_BROKEN = (0, 1, 4)  # 4: a file of the batch cannot be opened
BY_ROW = 3  # the quarter that is asked row by row
SHOWN = 12


class Year:
    """The clerk's desk: the folder, the terminal, the books of the simulation and the recount."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.terminal = Terminal(folder, SHOWN)
        self.books = Books()
        self.told = Recount()
        self.issued: list[Row] = []  # as the letters went out
        self.slips: dict[str, str] = {}
        self.done: set[int] = set()  # rows that a person declared done (办结)
        self.closed: set[int] = set()  # and those that a person closed (销号)

    def rows(self) -> list[Row]:
        """The ledger as it is now."""
        return read_rows(self.folder / LEDGER)

    def hand_out(self) -> None:
        """March: the notice becomes a ledger; the clerk fills in settings and what is left open; the letters go out."""
        say, qdoc = self.terminal.say, self.terminal.qdoc
        say("【三月】通知印发。先出台账，填好本单位的设置，再出交办单。")
        qdoc("ledger", NOTICE, "-o", LEDGER)
        qdoc("settings", "new", "单位信息.xlsx", "--from", LEDGER)
        fill_settings(self.folder / "单位信息.xlsx")
        say(f"（{CLERK}在 单位信息.xlsx 里填了联系人、编号、8 个街道的名单和两条规则）")
        qdoc("settings", "check", "单位信息.xlsx")
        self._assign({35: "区市场监管局", 36: "区市场监管局", 46: "区数据局", 74: "区质量强区办"})
        say(f"（{CLERK}在台账里给 4 条待指定的事项填了牵头单位）")
        qdoc("confirm", LEDGER, "--row", "72", "--by", CLERK, "--date", "2026-03-03")
        qdoc("run", NOTICE, "-o", ".", "--kind", "交办单", "--date", "2026-03-03", "--merge")
        inbox = self.folder / "回执" / "交办单"
        inbox.mkdir(parents=True)
        self.slips = send_slips(self.folder / "各单位", inbox)
        self.issued = self.rows()
        say("各单位签收交办单，把回执发回来。")
        qdoc("collect", inbox.relative_to(self.folder), "--ledger", LEDGER, "--on", "2026-03-20")

    def _assign(self, leads: dict[int, str]) -> None:
        book = load_workbook(self.folder / LEDGER)
        sheet = book["台账"]
        at = {str(cell.value): cell.column for cell in sheet[1]}
        for serial, unit in leads.items():
            sheet.cell(serial + 1, at["牵头单位"]).value = unit
        save_book(book, self.folder / LEDGER)

    def type_in(self, serial: int, column: str, text: str) -> None:
        """The clerk writes into a row's cell herself; from then on it is hers."""
        book = load_workbook(self.folder / LEDGER)
        sheet = book["台账"]
        at = {str(cell.value): cell.column for cell in sheet[1]}
        sheet.cell(serial + 1, at[column]).value = text
        save_book(book, self.folder / LEDGER)
        self.books.typed[serial, column] = text

    def decide(self, quarter: int) -> None:
        """What is decided after a quarter's returns: each act by the command for it, the letters then issued again."""
        acts = [act for act in ACTS if act.after == quarter]
        for act in acts:
            self.terminal.say(act.story)
            rows = [word for row in act.rows for word in ("--row", str(row))]
            self.terminal.qdoc("amend" if act.kind == "调整" else "record", LEDGER, *rows, *act.words)
        if any(act.kind == "调整" for act in acts):
            self.terminal.qdoc("letters", LEDGER, "-o", ".", "--date", "2026-05-12", "--merge", "--force")
        self.done, self.closed = state_after(quarter)
        name = f"第{quarter}季度后" if quarter else "发文后"
        known = [act for act in ACTS if act.after <= quarter]
        if acts:
            check_acts(self.told, name, self.folder / LEDGER, known, self.slips, self.issued)

    def quarter(self, quarter: int) -> None:
        """Forms out; returns in, in two goes; status, reminders and bulletin."""
        say, qdoc, ask = self.terminal.say, self.terminal.qdoc, self.terminal.ask
        name = f"第{'一二三四'[quarter - 1]}季度"
        say(f"【{name}】发填报表，{DUE[quarter]} 前报。")
        out, period = f"填报表{quarter}", f"2026Q{quarter}"
        by = ("--by", "事项") if quarter == BY_ROW else ()
        qdoc("forms", LEDGER, "--quarter", str(quarter), "--format", "两种", *by, "-o", out)
        inbox = self.folder / "回执" / name
        inbox.mkdir(parents=True)
        rows = self.rows()
        waiting = self._fill_in(quarter, rows, inbox)
        for turn, day in enumerate(COLLECTED[quarter], 1):
            for file in waiting.get(turn, ()):
                shutil.move(self.folder / "路上" / file, inbox / file)
            days = ("--period", period, "--on", day, "--due", DUE[quarter])
            words = (inbox.relative_to(self.folder), "--ledger", LEDGER, *days)
            result = ask("collect", *words, "--json", "--dry-run", codes=READ_OR_BROKEN)
            qdoc("collect", *words, codes=READ_OR_BROKEN, lines=40 if turn == 1 else SHOWN)
            check_collected(self.told, quarter, result, self.books, rows, turn)
        check_ledger(self.told, name, self.rows(), self.books)
        check_entries(self.told, name, self.folder / LEDGER, self.books)
        day = AS_OF[quarter].isoformat()
        qdoc("status", LEDGER, "--as-of", day, "-o", f"一览{quarter}.docx", "--force", lines=30)
        days, until = ("--as-of", day, "--date", day), "收到后5个工作日内"
        qdoc("remind", LEDGER, *days, "--feedback-by", until, "-o", f"催办{quarter}")
        number = f"云质办督〔2026〕{quarter}号"
        qdoc("bulletin", LEDGER, *days, "--number", number, "-o", f"督查通报{quarter}.docx")
        rows = self.rows()
        standings = [stand(row, AS_OF[quarter], self.done) for row in rows]
        check_page(self.told, name, self.folder / f"一览{quarter}.docx", standings, self.books)
        check_bulletin(self.told, name, self.folder / f"督查通报{quarter}.docx", standings, self.books)
        check_reminders(self.told, name, self.folder / f"催办{quarter}", rows, AS_OF[quarter], self.done)

    def _fill_in(self, quarter: int, rows: list[Row], inbox: Path) -> dict[int, list[str]]:
        """Let every unit fill in its form; what comes late waits on its way. Returns turn → files."""
        mishaps, blanks = Mishaps(inbox, self.books), {}
        road = self.folder / "路上"
        road.mkdir(exist_ok=True)
        late: dict[int, list[str]] = {}
        for folder in sorted((self.folder / f"填报表{quarter}" / "各单位").iterdir()):
            unit = folder.name
            suffix, read = (".docx", read_word) if unit in IN_WORD else (".xlsx", read_sheet)
            blank = next(folder.glob(f"*{suffix}"))
            blanks[unit] = read(blank)
            sent = answer(unit, quarter, blanks[unit], rows)
            for one in mishaps.send(TROUBLES[quarter].get(unit, ""), sent, blank):
                self.books.add(one)
                if one.arrives > 1:
                    shutil.move(inbox / one.file, road / one.file)
                    late.setdefault(one.arrives, []).append(one.file)
        check_forms(self.told, quarter, blanks, rows, self.closed, quarter == BY_ROW)
        return late

    def summarise(self) -> None:
        """January: the year-end summary, and every number in it counted again."""
        self.terminal.say("【年底】写年终总结。")
        words = ("summary", LEDGER, "-o", "年终总结.docx", "--as-of", "2026-12-31", "--date", "2027-01-08")
        self.terminal.qdoc(*words, lines=30)
        check_summary(self.told, "年终总结", self.folder / "年终总结.docx", self.rows(), self.books)
        edited, again = "年终总结（改）.docx", "年终总结（定）.docx"
        edit_summary(self.folder / "年终总结.docx", self.folder / edited)
        self.terminal.say(f"（{CLERK}在 Word 里改了一句、加了一段、打错一个数，还删了一条没完成的事项）")
        back = (edited, "--ledger", LEDGER, "--on", "2027-01-12")
        result = self.terminal.ask("collect", *back, "--json", "--dry-run")
        self.terminal.qdoc("collect", *back, lines=24)
        self.terminal.qdoc("summary", LEDGER, "-o", again, "--as-of", "2026-12-31", "--date", "2027-01-12", lines=3)
        check_edited(self.told, "改过的总结", result, self.folder / again, self.rows())
        self.terminal.qdoc("proof", again, "一览4.docx", "督查通报4.docx", "调整", "催办2", codes=(0, 1), lines=24)


def main() -> None:
    """Play the year and print the recount."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "out/year").resolve()
    if folder.exists() and any(folder.iterdir()) and not (folder / "年.txt").is_file():
        sys.exit(f"{folder} 里有别的文件，请换一个空文件夹")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "检定记录.txt").write_text("集贸市场在用贸易结算衡器检定记录（样例）\n", encoding="utf-8")
    (folder / "年.txt").write_text("examples/year.py 写的文件夹，再运行一次会整个清掉。\n", encoding="utf-8")
    print(f"云溪区的一年：{OFFICE}经办人{CLERK}，文件都在 {folder}")
    year = Year(folder)
    year.hand_out()
    year.decide(0)
    for quarter in (1, 2, 3, 4):
        year.quarter(quarter)
        if quarter == 2:
            year.type_in(31, FIGURE, "18.8分钟")
            year.terminal.say(f"（{CLERK}核实后，在台账第31条的完成数值里改成 18.8分钟）")
        year.decide(quarter)
    year.summarise()
    check_changed(year.told, year.rows())
    print("\n【另算】程序的数与另算的数")
    sys.exit(0 if year.told.show() else 1)


if __name__ == "__main__":
    main()

"""Runs the main job on the example notices, as a clerk would from a terminal: `make demo` calls it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
LAST_YEAR = HERE / "云溪区质量强区2025年工作要点.txt"
THIS_YEAR = HERE / "云溪区质量强区2026年工作要点.txt"
DRAFT = HERE / "云溪区质量强区2026年通知草稿.txt"
WORDS = ("按期完成，佐证材料已归档。", "提前完成，已通过验收。", "按季推进，年底前全部完成。")
FINE = (0, 1)  # 1: done, with findings to look at (docs/contract.md §7)


def qdoc(*words: str | Path) -> None:
    """Show a command and run it; end the demo with its exit code where it fails."""
    print("\n$ qdoc", *(f"'{word}'" if " " in str(word) else word for word in words), flush=True)
    code = subprocess.run([sys.executable, "-m", "qdoc", *map(str, words)], check=False).returncode
    if code not in FINE:
        sys.exit(code)


def fill_in_progress(ledger: Path) -> None:
    """Write into a ledger what its clerk might at the year's end: most items done, some not, some left blank."""
    from openpyxl import load_workbook

    book = load_workbook(ledger)
    sheet = book["台账"]
    column = {str(cell.value): cell.column for cell in sheet[1]}
    for number, row in enumerate(range(2, sheet.max_row + 1)):
        if not sheet.cell(row, column["具体事项"]).value:
            continue
        if number % 11 == 10:
            continue  # nobody filled this one in
        done = number % 5 != 4
        sheet.cell(row, column["办理状态"]).value = "已完成" if done else "推进中"
        figure = re.search(r"\d+(?:\.\d+)?", str(sheet.cell(row, column["量化指标"]).value or ""))
        if done and figure:
            sheet.cell(row, column["完成数值"]).value = figure.group()
        if done:
            sheet.cell(row, column["总结用语"]).value = WORDS[number % len(WORDS)]
        else:
            sheet.cell(row, column["存在问题"]).value = "所需资金未全部到位"
            sheet.cell(row, column["是否结转"]).value = "是"
    book.save(ledger)


def main() -> None:
    """Notice → ledger, letters, review page; last year's ledger → summary; both years → comparison; draft → notice."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "out/demo")
    out.mkdir(parents=True, exist_ok=True)
    qdoc("run", THIS_YEAR, "-o", out / "2026", "--kind", "交办单", "--kind", "责任书", "--merge")
    qdoc("run", LAST_YEAR, "-o", out / "2025")
    fill_in_progress(out / "2025" / "台账.xlsx")
    print("\n（演示：已替 2025 年台账填上办理状态，故意留了几条没填）", flush=True)
    qdoc("summary", out / "2025" / "台账.xlsx", "-o", out / "2025年终总结.docx", "--force")
    qdoc("compare", LAST_YEAR, THIS_YEAR, "-o", out / "对照", "--force")
    qdoc("draft", "build", DRAFT, "-o", out / "通知.docx", "--force")
    print(f"\n演示完成，结果在 {out}：先看 {out / '2026' / '审阅.html'}（浏览器打开）和 {out / '2026' / '台账.xlsx'}")
    print(f"要发的文件在 {out / '2026' / '各单位'}，一个单位一个文件夹；分发清单.xlsx 一份文件一行")


if __name__ == "__main__":
    main()

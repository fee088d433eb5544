"""The print sheet as the library reads it, against a copy made when every cell of it was still a library's object."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter

from qdoc.ledger.columns import PRINT_SHEET
from qdoc.render.workbook import ledger_xlsx
from tests.render.made_ledger import made_ledger

KEPT = Path(__file__).with_name("expected_print_sheet.txt")


def look_of(cell):
    font, sides = cell.font, cell.alignment
    marks = [
        f"{font.name} {font.size:g} {font.color.rgb if font.color else '-'}",
        "italic" if font.italic else "",
        cell.fill.fgColor.rgb if cell.fill.fill_type else "",
        f"{sides.horizontal} {sides.vertical} {'wrapped' if sides.wrap_text else ''}",
        "".join(side[0] for side in ("left", "right", "top", "bottom") if getattr(cell.border, side).style),
        "quoted" if cell.quotePrefix else "",
    ]
    return "|".join(marks)


def told(data):
    """Everything that prints: each cell with its look by number, heights, merged areas, breaks, the page's set-up."""
    sheet = openpyxl.load_workbook(io.BytesIO(data))[PRINT_SHEET]
    looks: dict[str, int] = {}
    lines = []
    for row in sheet.iter_rows():
        lines.append(f"row {row[0].row} {sheet.row_dimensions[row[0].row].height:g}")
        for cell in row:
            number = looks.setdefault(look_of(cell), len(looks))
            lines.append(f"{cell.coordinate} {number} {cell.data_type} {cell.value!r}")
    lines += [f"look {number} {look}" for look, number in looks.items()]
    lines += [f"column {name} {one.width:g}" for name, one in sheet.column_dimensions.items()]
    lines += sorted(f"merged {area}" for area in sheet.merged_cells.ranges)
    lines += [f"break {one.id} {one.min} {one.max} {one.man}" for one in sheet.row_breaks.brk]
    setup, margins = sheet.page_setup, sheet.page_margins
    lines.append(f"page {setup.orientation} {setup.paperSize} {setup.fitToWidth} {setup.fitToHeight}")
    lines.append(f"margins {margins.left:.3f} {margins.right:.3f} {margins.top:.3f} {margins.bottom:.3f}")
    lines.append(
        f"print {sheet.print_area} {sheet.print_title_rows} {sheet.freeze_panes} {sheet.oddFooter.center.text}"
    )
    return "\n".join(lines) + "\n"


def test_every_cell_look_height_merged_area_and_break_is_as_it_was():
    assert told(ledger_xlsx(made_ledger(7))) == KEPT.read_text(encoding="utf-8")


def test_merged_areas_do_not_overlap_and_only_their_first_cells_hold_anything():
    data = ledger_xlsx(made_ledger(60))
    sheet = openpyxl.load_workbook(io.BytesIO(data))[PRINT_SHEET]
    covered = set()
    for area in sheet.merged_cells.ranges:
        _, *others = (f"{get_column_letter(column)}{row}" for row, column in area.cells)
        assert not covered & set(others)
        covered |= set(others)
    assert len(covered) > 100
    with zipfile.ZipFile(io.BytesIO(data)) as archive:  # the library gives covered cells a look of its own
        xml = archive.read("xl/worksheets/sheet2.xml").decode()
    whole = re.findall(r'<c r="([A-I](?:[4-9]|\d\d+))" s="(\d+)"[^>]*?(/?)>', xml)
    empty = {place for place, _, end in whole if end}
    assert covered - {f"{letter}{row}" for letter in "ABCDEFGHI" for row in (1, 2)} <= empty
    assert len(whole) == 9 * (sheet.max_row - 3)  # every cell of the table has a look, and so its border

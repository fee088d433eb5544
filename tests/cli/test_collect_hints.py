"""What collect tells a clerk to do about units that returned nothing is what the commands really do."""

from __future__ import annotations

import io

import openpyxl

from qdoc.cli.app import app
from qdoc.render.collected_sheet import collected_xlsx
from tests.render.test_collected_sheet import DONE, PASSED


def test_the_list_of_missing_units_names_only_what_helps() -> None:
    """qdoc remind chases items, never a form that did not come back: the list sent clerks to it for nothing."""
    sheet = openpyxl.load_workbook(io.BytesIO(collected_xlsx(DONE, PASSED)))["缺报"]
    told = "".join(str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row if cell.value)
    assert "remind" not in told
    assert "qdoc forms --unit" in told
    forms = app.get_command(None, "forms")  # type: ignore[arg-type]
    assert forms is not None
    assert "--unit" in [name for parameter in forms.params for name in parameter.opts]

"""A notice whose every field is hostile: what is made of it holds the words, and does nothing with them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl

from tests.cli.calling import call

BAD = "<script>alert(1)</script>{{7*7}}"
NOTICE = f"""云溪区人民政府办公室关于印发{BAD}2026年工作要点的通知
云政办发〔2026〕1号

各街道办事处{BAD}：

一、{BAD}重点
1.=cmd|1!A0{BAD}。开展检查30次，由区教育局{BAD}牵头，6月底前完成。（责任单位：=HYPERLINK("x")局、区民政局{BAD}）
2.@SUM(A1)。建食堂12个；-1+1处河道整治；+建设公园。（责任单位：区教育局）

云溪区人民政府办公室
2026年3月1日
"""


def test_words_of_a_hostile_notice_stay_words_in_every_product(tmp_path: Path) -> None:
    notice, out = tmp_path / "通知.txt", tmp_path / "出"
    notice.write_text(NOTICE, encoding="utf-8")
    assert call("run", notice, "-o", out, "--kind", "交办单", "--kind", "责任书") in (0, 1)
    made = [path for path in out.rglob("*") if path.is_file() and ".qdoc" not in path.parts]
    assert len(made) > 5
    for path in made:
        if path.suffix == ".html":
            page = path.read_text(encoding="utf-8")
            assert "<script>alert" not in page
            assert "script&gt;alert" in page
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            formulas = [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"]
            assert not formulas, path
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
                for name in package.namelist():
                    content = package.read(name)
                    assert b"<script>" not in content, (path, name)
                    assert b'TargetMode="External"' not in content, (path, name)
                    assert "vbaProject" not in name
                    assert "embeddings" not in name
                    assert b"alert(1)&lt;/script&gt;49" not in content  # a tag in a value is never a tag
    everything = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert everything == {notice} | {path for path in out.rglob("*") if path.is_file()}

"""Every format as LibreOffice prints it: mark, rules and colophon where the standard has them, within 1 mm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page
from PIL import ImageChops

from qdoc.draft import parse_draft
from qdoc.render.notice_docx import notice_docx
from qdoc.render.page import STANDARD, PageProfile, read_profile
from qdoc.render.page_places import places
from tests.render.test_notice_docx import JOINT, ROOT, made


def bands(page: Page, red: bool) -> list[tuple[float, float, float]]:
    """Where ink of a colour stands on a page: (top, bottom, width) of each run of lines, in mm."""
    dots = 200
    image = page.to_image(resolution=dots).original.convert("RGB")
    scale = 25.4 / dots
    sides = [side.point(lambda value: 255 if value < 128 else 0) for side in image.split()]
    mask = ImageChops.subtract(sides[1], sides[0]) if red else ImageChops.multiply(sides[0], sides[1])
    found: list[tuple[float, float, float]] = []
    start = None
    for line in range(image.height):
        box = mask.crop((0, line, image.width, line + 1)).getbbox()
        if box and start is None:
            start, left, right = line, box[0], box[2]
        elif box:
            left, right = min(left, box[0]), max(right, box[2])
        elif start is not None:
            found.append((start * scale, line * scale, (right - left) * scale))
            start = None
    return found


def near(measured: float, name: str, profile: PageProfile = STANDARD) -> bool:
    return abs(measured - places(profile)[name].mm) <= 1


@pytest.mark.office
def test_every_format_stands_where_the_standard_says(
    soffice: Callable[..., list[Path]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", str(ROOT / "tests" / "fonts.conf"))
    issuers = "、".join(JOINT)
    number = "发文字号：云市监发〔2026〕12号"
    common = f"主送：各街道\n{number}\n成文日期：2026-07-01\n印发日期：2026-07-02\n抄送：区委办公室"
    drafts = {
        "文件": made(f"{common}\n标题：关于某事的通知"),
        "涉密": made(f"{common}\n标题：关于某事的通知\n份号：1\n密级：机密\n紧急程度：特急"),
        "联合": parse_draft(f"发文机关：{issuers}\n{common}\n标题：关于某事的通知\n密级：机密\n\n正文。", "稿.txt"),
        "墨线": made(f"{common}\n标题：关于某事的通知\n版面：墨线"),
        "自定": made(f"{common}\n标题：关于某事的通知\n版面：30/30/25/25/28"),
        "上行文": made(f"{common}\n标题：关于某事的请示\n签发人：张三、李四、王五"),
        "纪要": made(f"{common}\n标题：云溪区人民政府常务会议纪要"),
        "信函": made(f"{common}\n标题：关于某事的函\n格式：信函"),
        "双面": made(f"{common}\n标题：关于某事的通知\n双面：是"),
    }
    for name, draft in drafts.items():
        data = notice_docx(draft, profile=read_profile(draft.looks.profile))
        (tmp_path / f"{name}.docx").write_bytes(data)
    pdfs = soffice(*(tmp_path / f"{name}.docx" for name in drafts), to="pdf", outdir=tmp_path)
    for (name, draft), pdf in zip(drafts.items(), pdfs, strict=True):
        profile = read_profile(draft.looks.profile) or STANDARD
        with pdfplumber.open(pdf) as document:
            red, black = bands(document.pages[0], red=True), bands(document.pages[0], red=False)
            last = bands(document.pages[-1], red=False)
            assert name != "双面" or len(document.pages) == 2
            assert ("—" in document.pages[0].extract_text()) is (name != "信函"), "no number, 10.1"
        if name == "信函":
            mark, thick, thin, upper, lower = red
            assert near(mark[0], "信函标志上缘")
            assert near(thick[0] - mark[1], "信函上双线")
            assert near(297 - lower[1], "信函下双线")
            assert thick[1] - thick[0] > thin[1] - thin[0]
            assert upper[1] - upper[0] < lower[1] - lower[0]
            assert all(near(rule[2], "信函双线宽") for rule in red[1:])
            continue
        rule = red[-1]
        above = max(bottom for _, bottom, _ in black if bottom < rule[0])
        assert near(red[0][0], "标志上缘", profile), name
        assert near(rule[0] - above, "红线距文号"), name
        assert near(rule[2], "红线宽", profile), name
        rules = [each for each in last if near(each[2], "红线宽", profile) and each[1] - each[0] < 1]
        assert len(rules) == 3, name  # thick, thin, thick (7.4.1)
        assert near(rules[-1][1], "版记末线", profile), name

"""Owns templates/docx/印发通知.docx: run it to make the file anew (an office may as well edit the file itself)."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from template_kit import CHARACTER, FOLDER, KEEP, NEW_PAGE, Sheet, paragraph, run, tab, tag  # noqa: E402

from qdoc.render.page import BODY_FONT, HEI_FONT, KAI_FONT, STANDARD, TITLE_FONT, run_fonts  # noqa: E402

RED = "FF0000"
BLANK = paragraph("Flush1")


def head() -> tuple[str, ...]:
    """版头: the mark's top edge 35 mm below the type area's, two lines, the number, the red rule 4 mm below (7.2)."""
    mark = run(
        "{{r 发文机关标志}}",
        run_fonts(TITLE_FONT)
        + f'<w:color w:val="{RED}"/><w:spacing w:val="0"/>'
        + '<w:sz w:val="72"/><w:szCs w:val="72"/>',
    )
    mark_line = '<w:snapToGrid w:val="0"/><w:spacing w:before="1880" w:after="0" w:line="1000" w:lineRule="exact"/>'
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="{RED}"/></w:pBdr>'
    return (
        paragraph("Flush1", mark, properties=mark_line + '<w:jc w:val="center"/>'),
        BLANK,
        BLANK,
        paragraph("Flush1", "{{发文字号}}", properties=rule + '<w:jc w:val="center"/>'),
    )


def main_part() -> tuple[str, ...]:
    """主体: title two lines below the rule, addressees, body, annexes, signature centred over the date, note (7.3)."""
    date_right = 4 * CHARACTER
    centre_of_date = STANDARD.width - date_right - 3 * CHARACTER
    signed = f'{KEEP}<w:tabs><w:tab w:val="center" w:pos="{centre_of_date}"/></w:tabs>'
    dated = f'<w:ind w:right="{date_right}" w:firstLine="0"/><w:jc w:val="right"/>'
    hanging = f'<w:ind w:left="{5 * CHARACTER}" w:hanging="{3 * CHARACTER}"/>'
    return (
        BLANK,
        BLANK,
        paragraph("Title1", "{{通知标题}}"),
        BLANK,
        paragraph("Flush1", "{{主送机关}}："),
        tag("{%p for 段落 in 通知正文 %}"),
        tag("{%p if loop.last and not loop.first %}"),
        paragraph("Body1", "{{段落}}", properties=KEEP),
        tag("{%p else %}"),
        paragraph("Body1", "{{段落}}"),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
        tag("{%p if 附件 %}"),
        paragraph("Flush1", properties=KEEP),
        tag("{%p for 名称 in 附件 %}"),
        paragraph("Flush1", "{{名称}}", properties=KEEP + hanging),
        tag("{%p endfor %}"),
        tag("{%p endif %}"),
        paragraph("Flush1", properties=KEEP),
        paragraph("Flush1", tab(), run("{{署名}}"), properties=signed),
        paragraph("Flush1", "{{成文日期}}", properties=dated),
        tag("{%p if 附注 %}"),
        paragraph("Body1", "（{{附注}}）"),
        tag("{%p endif %}"),
    )


def plan() -> tuple[str, ...]:
    """The issued plan on a new page, its levels in 黑体, 楷体, 仿宋 (7.3.3); 附件 above it where it is one."""
    return (
        tag("{%p if 方案是附件 %}"),
        paragraph("Flush1", run("附件", run_fonts(HEI_FONT)), properties=NEW_PAGE),
        BLANK,
        paragraph("Title1", "{{方案标题}}"),
        tag("{%p else %}"),
        paragraph("Title1", "{{方案标题}}", properties=NEW_PAGE),
        tag("{%p endif %}"),
        BLANK,
        tag("{%p for 段落 in 方案正文 %}"),
        tag("{%p if 段落.层次 == 1 %}"),
        paragraph("Head1", run("{{段落.标题}}"), run("{{段落.文字}}", run_fonts(BODY_FONT))),
        tag("{%p elif 段落.层次 == 2 and not 段落.文字 %}"),
        paragraph("Body1", run("{{段落.标题}}", run_fonts(KAI_FONT)), properties=KEEP),
        tag("{%p elif 段落.层次 == 2 %}"),
        paragraph("Body1", run("{{段落.标题}}", run_fonts(KAI_FONT)), run("{{段落.文字}}")),
        tag("{%p else %}"),
        paragraph("Body1", "{{段落.标题}}{{段落.文字}}"),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
    )


def colophon() -> str:
    """版记 in a text box at the bottom of the type area of the last page: thick, thin, thick rules (7.4).

    A text box, for a frame loses its rules and a floating table its place in some versions of LibreOffice.
    """

    def rule(eighths: int) -> str:
        line = f'<w:pBdr><w:top w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/></w:pBdr>'
        return paragraph("Spacer1", properties=line)

    copies = '<w:ind w:left="1120" w:right="280" w:hanging="840"/>'
    printed = f'<w:tabs><w:tab w:val="right" w:pos="{STANDARD.width - 280}"/></w:tabs><w:ind w:left="280"/>'
    return text_box(
        rule(8),
        tag("{%p if 抄送 %}"),
        paragraph("Colophon1", "抄送：{{抄送}}。", properties=copies),
        rule(6),
        tag("{%p endif %}"),
        paragraph("Colophon1", run("{{印发机关}}"), tab(), run("{{印发日期}}印发"), properties=printed),
        rule(8),
    )


def text_box(*paragraphs: str) -> str:
    """A paragraph that anchors a text box of the type area's width at the bottom of the type area."""
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{STANDARD.width / 20:g}pt;height:50pt;z-index:1;"
        "mso-position-horizontal:left;mso-position-horizontal-relative:margin;mso-position-vertical:bottom;"
        "mso-position-vertical-relative:margin;mso-wrap-distance-left:0;mso-wrap-distance-right:0"
    )
    box = (
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w10="urn:schemas-microsoft-com:office:word">'
        f'<v:rect id="colophon" style="{place}" filled="f" stroked="f"><v:textbox style="mso-fit-shape-to-text:t" '
        f'inset="0mm,0mm,0mm,0mm"><w:txbxContent>{"".join(paragraphs)}</w:txbxContent></v:textbox>'
        '<w10:wrap type="topAndBottom" anchorx="margin" anchory="margin"/></v:rect></w:pict></w:r>'
    )
    return paragraph("Spacer1", box)


def notice() -> bytes:
    """The whole notice: head, main part, the issued plan, colophon."""
    sheet = Sheet("印发通知", grid=True)
    sheet.append(*head(), *main_part(), *plan(), colophon())
    return sheet.finish()


TEMPLATES = {"印发通知.docx": notice}

if __name__ == "__main__":
    for name, build in TEMPLATES.items():
        (FOLDER / name).write_bytes(build())

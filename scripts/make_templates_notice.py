"""Owns templates/docx/印发通知.docx: run it to make the file anew (an office may as well edit the file itself)."""

from __future__ import annotations

from template_parts import (
    CHARACTER,
    PORTRAIT,
    TYPE_WIDTH,
    control,
    paragraph,
    run,
    size,
    tab,
    text_box,
    write_template,
)

from qdoc.render.page import BODY_FONT, HEI_FONT, KAI_FONT, TITLE_FONT, run_fonts

KEEP = "<w:keepNext/>"
RED = "FF0000"
TITLE_LINES = '<w:snapToGrid w:val="0"/><w:spacing w:line="660" w:lineRule="exact"/>'
BLANK = paragraph("Flush28")


def head() -> str:
    """版头: the mark's top edge 35 mm below the type area's, two lines, the number, the red rule 4 mm below (7.2)."""
    mark = run(
        "{{r 发文机关标志}}", run_fonts(TITLE_FONT) + f'<w:color w:val="{RED}"/>' + '<w:spacing w:val="0"/>' + size(72)
    )
    mark_line = '<w:snapToGrid w:val="0"/><w:spacing w:before="1880" w:after="0" w:line="1000" w:lineRule="exact"/>'
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="4" w:color="{RED}"/></w:pBdr>'
    return "".join(
        (
            paragraph("Flush28", mark, properties=mark_line + '<w:jc w:val="center"/>'),
            BLANK,
            BLANK,
            paragraph("Flush28", "{{发文字号}}", properties=rule + '<w:jc w:val="center"/>'),
        )
    )


def main_part() -> str:
    """主体: title two lines below the rule, addressees, body, annexes, signature centred over the date, note (7.3)."""
    date_right = 4 * CHARACTER
    centre_of_date = TYPE_WIDTH - date_right - 3 * CHARACTER
    signed = f'{KEEP}<w:tabs><w:tab w:val="center" w:pos="{centre_of_date}"/></w:tabs>'
    dated = f'<w:ind w:right="{date_right}" w:firstLine="0"/><w:jc w:val="right"/>'
    hanging = f'<w:ind w:left="{5 * CHARACTER}" w:hanging="{3 * CHARACTER}" w:firstLine="0"/>'
    return "".join(
        (
            BLANK,
            BLANK,
            paragraph("Title1", "{{通知标题}}", properties=TITLE_LINES),
            BLANK,
            paragraph("Flush28", "{{主送机关}}："),
            control("{%p for 段落 in 通知正文 %}"),
            control("{%p if loop.last and not loop.first %}"),
            paragraph("Text28", "{{段落}}", properties=KEEP),
            control("{%p else %}"),
            paragraph("Text28", "{{段落}}"),
            control("{%p endif %}"),
            control("{%p endfor %}"),
            control("{%p if 附件 %}"),
            paragraph("Flush28", properties=KEEP),
            control("{%p for 名称 in 附件 %}"),
            paragraph("Flush28", "{{名称}}", properties=KEEP + hanging),
            control("{%p endfor %}"),
            control("{%p endif %}"),
            paragraph("Flush28", properties=KEEP),
            paragraph("Flush28", tab(), run("{{署名}}"), properties=signed),
            paragraph("Flush28", "{{成文日期}}", properties=dated),
            control("{%p if 附注 %}"),
            paragraph("Text28", "（{{附注}}）"),
            control("{%p endif %}"),
        )
    )


def plan() -> str:
    """The issued plan on a new page, its levels in 黑体, 楷体, 仿宋 (7.3.3); 附件 above it where it is one."""
    new_page = "<w:pageBreakBefore/>"
    return "".join(
        (
            control("{%p if 方案是附件 %}"),
            paragraph("Flush28", run("附件", run_fonts(HEI_FONT)), properties=new_page),
            BLANK,
            paragraph("Title1", "{{方案标题}}", properties=TITLE_LINES),
            control("{%p else %}"),
            paragraph("Title1", "{{方案标题}}", properties=new_page + TITLE_LINES),
            control("{%p endif %}"),
            BLANK,
            control("{%p for 段落 in 方案正文 %}"),
            control("{%p if 段落.层次 == 1 %}"),
            paragraph("Level1", run("{{段落.标题}}"), run("{{段落.文字}}", run_fonts(BODY_FONT))),
            control("{%p elif 段落.层次 == 2 and not 段落.文字 %}"),
            paragraph("Level2", run("{{段落.标题}}", run_fonts(KAI_FONT)), properties=KEEP),
            control("{%p elif 段落.层次 == 2 %}"),
            paragraph("Level2", run("{{段落.标题}}", run_fonts(KAI_FONT)), run("{{段落.文字}}")),
            control("{%p else %}"),
            paragraph("Text28", "{{段落.标题}}{{段落.文字}}"),
            control("{%p endif %}"),
            control("{%p endfor %}"),
        )
    )


def colophon() -> str:
    """版记 in a text box at the bottom of the type area of the last page: thick, thin, thick rules (7.4).

    A text box, for a frame loses its rules and a floating table its place in some versions of LibreOffice.
    """

    def rule(eighths: int) -> str:
        line = f'<w:pBdr><w:top w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/></w:pBdr>'
        return paragraph("Control", properties=line)

    copies = '<w:ind w:left="1120" w:right="280" w:hanging="840"/>'
    printed = f'<w:tabs><w:tab w:val="right" w:pos="{TYPE_WIDTH - 280}"/></w:tabs><w:ind w:left="280"/>'
    return text_box(
        rule(8),
        control("{%p if 抄送 %}"),
        paragraph("Colophon1", "抄送：{{抄送}}。", properties=copies),
        rule(6),
        control("{%p endif %}"),
        paragraph("Colophon1", run("{{印发机关}}"), tab(), run("{{印发日期}}印发"), properties=printed),
        rule(8),
    )


if __name__ == "__main__":
    print(write_template("印发通知.docx", head() + main_part() + plan() + colophon(), PORTRAIT))

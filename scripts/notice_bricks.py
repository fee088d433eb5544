"""Owns the bricks of the official documents' templates: main part, texts with levels, annexes, 版记, red rules."""

from __future__ import annotations

from template_kit import CHARACTER, KEEP, NEW_PAGE, paragraph, run, tab, tag

from qdoc.render.page import BODY_FONT, HEI_FONT, KAI_FONT, STANDARD, run_fonts, twips

RED = "FF0000"
BLANK = paragraph("Flush1")
HEAD = paragraph("Flush1", "{{p 版头}}")


def opening(blank_above: int = 2) -> tuple[str, ...]:
    """The title two lines below the red rule, one blank line, the addressees (7.3.1, 7.3.2)."""
    return (
        *[BLANK] * blank_above,
        paragraph("Title1", "{{标题}}"),
        BLANK,
        tag("{%p if 主送机关 %}"),
        paragraph("Flush1", "{{主送机关}}："),
        tag("{%p endif %}"),
    )


def text(loop: str, *, kept: bool = False) -> tuple[str, ...]:
    """Paragraphs with levels in 黑体, 楷体, 仿宋 (7.3.3); ``kept``: the last one stays with the signature."""
    heading, words = run("{{段落.标题}}", run_fonts(KAI_FONT)), run("{{段落.文字}}")
    last = (
        tag("{%p if loop.last and not loop.first and 段落.层次 != 1 %}"),
        paragraph("Body1", heading, words, properties=KEEP),
        tag("{%p elif 段落.层次 == 1 %}"),
    )
    return (
        tag(f"{{%p for 段落 in {loop} %}}"),
        *(last if kept else (tag("{%p if 段落.层次 == 1 %}"),)),
        paragraph(
            "Head1",
            run("{{段落.标题}}"),
            run("{%r if 段落.文字 %}"),
            run("{{段落.文字}}", run_fonts(BODY_FONT)),
            run("{%r endif %}"),
        ),
        tag("{%p elif 段落.层次 == 2 and not 段落.文字 %}"),
        paragraph("Body1", heading, properties=KEEP),
        tag("{%p elif 段落.层次 == 2 %}"),
        paragraph("Body1", heading, words),
        tag("{%p else %}"),
        paragraph("Body1", "{{段落.标题}}{{段落.文字}}"),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
    )


def closing() -> tuple[str, ...]:
    """附件说明, 署名 and 成文日期, 附注 (7.3.4–7.3.6); the signature never stands alone on a page."""
    hanging = f'<w:ind w:left="{5 * CHARACTER}" w:hanging="{3 * CHARACTER}"/>'
    return (
        tag("{%p if 附件 %}"),
        paragraph("Flush1", properties=KEEP),
        tag("{%p for 项 in 附件 %}"),
        tag("{%p if 项.多个 %}"),
        _annex_line(6.5),
        tag("{%p else %}"),
        paragraph("Flush1", "{{项.引导}}{{项.名称}}", properties=KEEP + hanging),
        tag("{%p endif %}"),
        tag("{%p endfor %}"),
        tag("{%p endif %}"),
        paragraph("Flush1", "{{p 落款}}"),
        tag("{%p if 附注 %}"),
        paragraph("Body1", "（{{附注}}）"),
        tag("{%p endif %}"),
    )


def _annex_line(name: float) -> str:
    """A line of 附件说明: two characters in, ``name`` characters to the name, under whose start it wraps (7.3.4)."""
    left = round(name * CHARACTER)
    place = f'<w:tabs><w:tab w:val="left" w:pos="{left}"/></w:tabs>'
    indent = f'<w:ind w:left="{left}" w:hanging="{left - 2 * CHARACTER}"/>'
    return paragraph("Flush1", run("{{项.引导}}"), tab(), run("{{项.名称}}"), properties=KEEP + place + indent)


def attendance() -> tuple[str, ...]:
    """出席, 请假, 列席 after the text of minutes: one blank line, two characters in, wraps after the colon (10.3)."""
    indent = f'<w:ind w:left="{5 * CHARACTER}" w:hanging="{3 * CHARACTER}"/>'
    return (
        tag("{%p for 项 in 出席人员 %}"),
        tag("{%p if loop.first %}"),
        BLANK,
        tag("{%p endif %}"),
        paragraph("Flush1", run("{{项.类别}}：", run_fonts(HEI_FONT)), run("{{项.名单}}"), properties=indent),
        tag("{%p endfor %}"),
    )


def plan() -> tuple[str, ...]:
    """The issued plan on a new page; 附件 above it where it is one."""
    return (
        tag("{%p if 方案标题 %}"),
        tag("{%p if 方案是附件 %}"),
        paragraph("Flush1", run("{{方案附件号}}", run_fonts(HEI_FONT)), properties=NEW_PAGE),
        BLANK,
        paragraph("Title1", "{{方案标题}}"),
        tag("{%p else %}"),
        paragraph("Title1", "{{方案标题}}", properties=NEW_PAGE),
        tag("{%p endif %}"),
        BLANK,
        *text("方案正文"),
        tag("{%p endif %}"),
    )


def annexes() -> tuple[str, ...]:
    """Each annex on a new page: 附件 and its number in 黑体 on line 1, the title on line 3 (7.3.7)."""
    return (
        tag("{%p for 件 in 附件正文 %}"),
        paragraph("Flush1", run("{{件.标记}}", run_fonts(HEI_FONT)), properties=NEW_PAGE),
        BLANK,
        paragraph("Title1", "{{件.标题}}"),
        BLANK,
        *text("件.正文"),
        tag("{%p endfor %}"),
    )


def _rule(eighths: int, side: str = "top") -> str:
    line = f'<w:pBdr><w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="auto"/></w:pBdr>'
    return paragraph("Spacer1", properties=line)


def colophon(*, ruled: bool = True) -> str:
    """版记 in a text box at the bottom of the type area of the last page: thick, thin, thick rules (7.4).

    A text box, for a frame loses its rules and a floating table its place in some versions of LibreOffice. A 信函 has
    neither rules nor 印发机关 (10.1).
    """
    copies = '<w:ind w:left="1120" w:right="280" w:hanging="840"/>'
    printed = f'<w:tabs><w:tab w:val="right" w:pos="{STANDARD.width - 280}"/></w:tabs><w:ind w:left="280"/>'
    thick, thin = (_rule(8), _rule(6)) if ruled else (paragraph("Spacer1"), "")
    return text_box(
        thick,
        tag("{%p if 版记主送 %}"),
        paragraph("Colophon1", "主送：{{版记主送}}。", properties=copies),
        tag("{%p endif %}"),
        tag("{%p if 抄送 %}"),
        paragraph("Colophon1", "抄送：{{抄送}}。", properties=copies),
        tag("{%p endif %}"),
        *(
            (
                tag("{%p if 抄送 or 版记主送 %}"),
                thin,
                tag("{%p endif %}"),
                paragraph("Colophon1", run("{{印发机关}}"), tab(), run("{{印发日期}}印发"), properties=printed),
                _rule(8, "bottom"),
            )
            if ruled
            else ()
        ),
    )


def text_box(*paragraphs: str) -> str:
    """A paragraph that anchors a text box of the type area's width at the bottom of the type area."""
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{STANDARD.width / 20:g}pt;height:10pt;z-index:1;"
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


def red_double_rule() -> str:
    """The second double rule of a 信函, thin over thick, its lower edge 20 mm above the paper's (10.1)."""
    # Two drawings: LibreOffice shows only one of two shapes in the same w:pict.
    bars = "".join(
        '<w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:rect style="position:absolute;'
        "mso-position-horizontal-relative:page;mso-position-vertical-relative:page;"
        f"margin-left:{twips(20) / 20:g}pt;margin-top:{top:g}pt;width:{twips(170) / 20:g}pt;height:{height:g}pt;"
        f'z-index:1" fillcolor="#{RED}" stroked="f"/></w:pict></w:r>'
        for top, height in ((_FOOT - 5, 1), (_FOOT - 3, 3))
    )
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{bars}</w:p>'


_FOOT = twips(297 - 20) / 20

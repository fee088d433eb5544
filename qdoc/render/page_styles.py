"""Owns the styles, font table, settings and bare theme of qdoc's own templates: lean, East Asian fonts named."""

from __future__ import annotations

from qdoc.render.page import (
    BODY_FONT,
    CHARACTER_SPACING,
    HEI_FONT,
    KAI_FONT,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    SONG_FONT,
    STANDARD,
    TITLE_FONT,
    WORD,
    PageProfile,
    run_fonts,
)

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# id → (name in Word's list, font, half-points, paragraph properties, further run properties)
_JUSTIFIED, _CENTRED = '<w:jc w:val="both"/>', '<w:jc w:val="center"/>'
_CHARACTER = 10 * SIZE_3 + CHARACTER_SPACING  # twips: 28 of them stand in 156 mm
_INDENT = f'<w:ind w:firstLine="{2 * _CHARACTER}" w:firstLineChars="200"/>'
_FREE = '<w:snapToGrid w:val="0"/>'  # lines that keep their own height on a page with a grid
_TIGHT = f'<w:spacing w:val="{CHARACTER_SPACING}"/>'
_EVERY_LINE = '<w:widowControl w:val="0"/>'  # 5.2.3: 22 lines a page, none moved on to keep another company
_LOOSE = '<w:spacing w:line="264" w:lineRule="auto"/>'


def _exact(pitch: int) -> str:
    return f'<w:spacing w:line="{pitch}" w:lineRule="exact"/>'


def _styles(profile: PageProfile) -> tuple[tuple[str, str, str, int, str, str], ...]:
    line = _exact(profile.pitch)
    cell = _FREE + _LOOSE
    label = '<w:color w:val="7F7F7F"/>'
    return (
        ("Title1", "公文标题", TITLE_FONT, SIZE_2, _FREE + _exact(660) + _CENTRED, ""),
        ("Body1", "公文正文", BODY_FONT, SIZE_3, _EVERY_LINE + line + _INDENT + _JUSTIFIED, _TIGHT),
        ("Flush1", "公文顶格", BODY_FONT, SIZE_3, _EVERY_LINE + line + _JUSTIFIED, _TIGHT),
        ("Head1", "一级标题", HEI_FONT, SIZE_3, "<w:keepNext/>" + line + _INDENT + _JUSTIFIED, _TIGHT),
        ("Head2", "二级标题", KAI_FONT, SIZE_3, "<w:keepNext/>" + line + _INDENT + _JUSTIFIED, _TIGHT),
        (
            "Right1",
            "落款",
            BODY_FONT,
            SIZE_3,
            line + '<w:ind w:right="640" w:rightChars="200"/><w:jc w:val="right"/>',
            _TIGHT,
        ),
        ("Subtitle1", "题下说明", KAI_FONT, SIZE_3, line + _CENTRED, ""),
        ("Note1", "说明文字", KAI_FONT, SIZE_4, _FREE + _exact(460) + _JUSTIFIED, ""),
        ("TableTitle1", "表名", HEI_FONT, SIZE_4, "<w:keepNext/>" + _FREE + _exact(560) + _CENTRED, ""),
        ("Cell1", "表格文字", BODY_FONT, SIZE_5, cell + '<w:jc w:val="left"/>', ""),
        ("CellMid1", "表格居中", BODY_FONT, SIZE_5, cell + _CENTRED, ""),
        ("CellHead1", "表格表头", HEI_FONT, SIZE_5, "<w:keepNext/>" + cell + _CENTRED, ""),
        ("Form1", "表单文字", BODY_FONT, SIZE_4, cell + '<w:jc w:val="left"/>', ""),
        ("FormHead1", "表单栏目", HEI_FONT, SIZE_4, cell + _CENTRED, ""),
        ("Slip1", "回执标题", TITLE_FONT, 36, "<w:keepNext/>" + _FREE + _exact(560) + _CENTRED, ""),
        ("Colophon1", "版记", BODY_FONT, SIZE_4, _FREE + '<w:spacing w:before="40" w:after="40"/>', ""),
        # Tags that stand alone: gone when the template is filled, legible for who edits it.
        ("Tag1", "模板标签", HEI_FONT, SIZE_5, _FREE + _LOOSE, label),
        ("Spacer1", "占位", BODY_FONT, 2, _FREE + _exact(20), ""),
    )


def _head_styles(profile: PageProfile) -> tuple[tuple[str, str, str, int, str, str], ...]:
    """The styles of 版头: an office changes their looks here; places and sizes are computed (notice_head)."""
    # 7.2.7: the rule 4 mm below the ink of the number, which stands 2 mm above the end of its exact line.
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="{_RULE_BELOW}" w:color="FF0000"/></w:pBdr>'
    red = '<w:color w:val="FF0000"/><w:spacing w:val="0"/>'
    return (
        ("Sign1", "发文机关标志", TITLE_FONT, 2 * 48, _FREE + _exact(960) + _CENTRED, red),
        ("Number1", "发文字号", BODY_FONT, SIZE_3, rule + _exact(profile.pitch) + _CENTRED, _TIGHT),
    )


_RULE_BELOW = 5  # points: measured, LibreOffice prints 3.9 mm of white


def styles_part(profile: PageProfile = STANDARD, *, heads: bool = False) -> str:
    """The styles.xml of qdoc's templates: defaults, Normal, the footer, the named styles; ``heads``: those of 版头."""
    base = f'{run_fonts(BODY_FONT)}<w:sz w:val="{SIZE_3}"/><w:szCs w:val="{SIZE_3}"/>'
    named = "".join(
        _paragraph_style(*style) for style in (*_styles(profile), *(_head_styles(profile) if heads else ()))
    )
    return (
        f'{_DECLARATION}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>{base}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{base}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:snapToGrid w:val="0"/><w:spacing w:line="280" w:lineRule="exact"/></w:pPr>'
        f'<w:rPr>{run_fonts(SONG_FONT)}<w:sz w:val="{SIZE_4}"/><w:szCs w:val="{SIZE_4}"/></w:rPr></w:style>'
        f'{named}<w:style w:type="character" w:styleId="Mark1"><w:name w:val="待确认标记"/>'
        f"<w:rPr>{run_fonts(HEI_FONT)}</w:rPr></w:style>"
        '<w:style w:type="character" w:styleId="Place1"><w:name w:val="原文位置"/>'
        f'<w:rPr>{run_fonts(KAI_FONT)}<w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style></w:styles>'
    )


def _paragraph_style(key: str, name: str, font: str, size: int, paragraph: str, run: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr>'
        f'<w:rPr>{run_fonts(font)}{run}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
    )


# name → (the name it goes by elsewhere, family, pitch): what Word and WPS look for when the face is not installed.
_FACES = (
    (BODY_FONT, "仿宋", "modern", "fixed"),
    (KAI_FONT, "楷体", "modern", "fixed"),
    (TITLE_FONT, "小标宋", "auto", "default"),
    (HEI_FONT, "SimHei", "modern", "fixed"),
    (SONG_FONT, "SimSun", "auto", "default"),
)


def font_table_part() -> str:
    """The fontTable.xml: each face with the name that stands in for it."""
    faces = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="{family}"/>'
        f'<w:pitch w:val="{pitch}"/></w:font>'
        for name, other, family, pitch in _FACES
    )
    return f'{_DECLARATION}<w:fonts xmlns:w="{WORD}">{faces}</w:fonts>'


def settings_part(*, odd_and_even: bool = True) -> str:
    """The settings.xml: odd and even footers apart, Chinese line breaking, today's layout rules of Word."""
    both = "<w:evenAndOddHeaders/>" if odd_and_even else ""
    return (
        f'{_DECLARATION}<w:settings xmlns:w="{WORD}"><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/>'
        "<w:bordersDoNotSurroundFooter/>"
        f'<w:defaultTabStop w:val="640"/>{both}<w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>"
        "<w:doNotExpandShiftReturn/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        "</w:compat></w:settings>"
    )


def theme_part() -> str:
    """A bare theme1.xml: no style refers to it, but validators ask for one; its faces are the named ones."""
    dark, light = '<a:srgbClr val="000000"/>', '<a:srgbClr val="FFFFFF"/>'
    accents = "".join(f"<a:accent{number}>{dark}</a:accent{number}>" for number in range(1, 7))
    face = f'<a:latin typeface="{BODY_FONT}"/><a:ea typeface="{BODY_FONT}"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{_DECLARATION}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="公文">'
        f'<a:themeElements><a:clrScheme name="公文"><a:dk1>{dark}</a:dk1><a:lt1>{light}</a:lt1><a:dk2>{dark}</a:dk2>'
        f"<a:lt2>{light}</a:lt2>{accents}<a:hlink>{dark}</a:hlink><a:folHlink>{dark}</a:folHlink></a:clrScheme>"
        f'<a:fontScheme name="公文"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="公文"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )

"""Owns 版头 as Word blocks: security lines, mark, 发文字号, 签发人 and red rule, by format (7.2, 10)."""

from __future__ import annotations

from qdoc.draft import LETTER, MINUTES, UPWARD, NoticeDraft
from qdoc.render.notice_mark import LETTER_FROM_PAPER, Mark, fit_mark, mark_block, room_above
from qdoc.render.page import A4, BODY_FONT, HEI_FONT, KAI_FONT, PageProfile, run_fonts, twips
from qdoc.render.template_values import WordXml
from qdoc.render.word_blocks import FULL, paragraph, run, width

RED = "FF0000"
LABEL = "签发人："
LETTER_HEADER = 25.0  # mm: where the header of a 信函 begins, above its mark
_DOUBLE_RULE = 170.0  # mm: 10.1
_THICK, _THIN = 24, 8  # eighths of a point; the standard gives no thickness
# 10.1: the text stands 7/8 of a 3号 character below the double rule; an exact line gives 9.4 pt of it.
_UNDER_DOUBLE_RULE = 14 * 20 - 188
_ONE_IN = f'<w:tab w:val="left" w:pos="{FULL}"/>'
BLANK = paragraph("Flush1")


def mark_of(draft: NoticeDraft, room: int) -> Mark:
    """The mark: as written, else the offices with 文件 (several stacked), without it in a 信函, a 纪要's name."""
    form = draft.looks.form
    if draft.looks.mark:
        return fit_mark((draft.looks.mark,), "", room)
    if form == MINUTES:
        return fit_mark((draft.title,), "", room)
    if form == LETTER:
        return fit_mark((draft.issuer,), "", room)  # joint letters bear the main office's mark
    return fit_mark(draft.issuers or (draft.issuer,), "文件", room)


def head(draft: NoticeDraft, profile: PageProfile) -> WordXml:
    """All of 版头 in the body; of a 信函 what stands under its double rule (the mark is in its header)."""
    security = [
        run(text, run_fonts(BODY_FONT if place == 0 else HEI_FONT)) for place, text in enumerate(draft.security) if text
    ]
    if draft.looks.form == LETTER:
        return WordXml(_letter_lines(draft, security, profile))
    above = [paragraph("Flush1", line) for line in security]
    mark = mark_block(mark_of(draft, profile.width), room_above(profile, len(security)))
    return WordXml("".join([*above, mark, BLANK, BLANK, *_numbers(draft, profile)]))


def _numbers(draft: NoticeDraft, profile: PageProfile) -> list[str]:
    """发文字号 with the red rule under it; 签发人 on its line, earlier pairs of names above (7.2.5–7.2.7)."""
    if draft.looks.form == UPWARD:
        rows = _signers(draft.signers)
        widest = width(LABEL) + max(width(row) for row in rows)
        at = profile.width - FULL - widest
        # Tabs, not an indent: the red rule of the paragraph begins where its indent does.
        tabs = f'<w:tabs>{_ONE_IN}<w:tab w:val="left" w:pos="{at}"/></w:tabs><w:jc w:val="left"/>'
        lines = []
        for place, row in enumerate(rows):
            last = place == len(rows) - 1
            label = LABEL if place == 0 else "　" * len(LABEL)
            runs = (
                run("\t" + (draft.document_number if last else "")),
                run("\t" + label),
                run(row, run_fonts(KAI_FONT)),
            )
            lines.append(paragraph("Number1" if last else "Flush1", *runs, looks=tabs))
        return lines
    if draft.looks.form == MINUTES:
        sides = f'<w:tabs>{_ONE_IN}<w:tab w:val="right" w:pos="{profile.width - FULL}"/></w:tabs>'
        by = run(f"\t{draft.signatory}\t{draft.dated}")
        number = paragraph("Flush1", run(draft.document_number), looks='<w:jc w:val="center"/>')
        return [number, BLANK, paragraph("Number1", by, looks=sides + '<w:jc w:val="left"/>')]
    return [paragraph("Number1", run(draft.document_number))]


def _signers(names: tuple[str, ...]) -> list[str]:
    """Two names a line, aligned: shorter names filled up with full-width spaces."""
    longest = max(len(name) for name in names)
    if len(names) == 1:
        return [names[0]]
    even = [name.ljust(longest, "　") for name in names]
    return ["　".join(even[at : at + 2]) for at in range(0, len(even), 2)]


def _letter_lines(draft: NoticeDraft, security: list[str], profile: PageProfile) -> str:
    """份号, 密级, 紧急程度 flush left and 发文字号 flush right, both on the first line under the double rule (10.1)."""
    tabs = f'<w:tabs><w:tab w:val="right" w:pos="{profile.width}"/></w:tabs>'
    spacing = f'<w:spacing w:before="{_UNDER_DOUBLE_RULE}" w:line="{profile.pitch}" w:lineRule="exact"/>'
    first = security[0] if security else ""
    number = run("\t" + draft.document_number)
    lines = [paragraph("Flush1", first, number, looks=tabs + spacing + '<w:jc w:val="left"/>')]
    return "".join(lines + [paragraph("Flush1", line) for line in security[1:]])


def letter_header(draft: NoticeDraft, profile: PageProfile) -> WordXml:
    """The header of a 信函's first page: the mark 30 mm from the paper's top, the double rule 4 mm below it (10.1)."""
    mark = mark_of(draft, profile.width)
    block = mark_block(mark, twips(LETTER_FROM_PAPER - LETTER_HEADER))
    gap = max(20, twips(4) - mark.below_ink)
    left = twips((210 - _DOUBLE_RULE) / 2 - profile.left)
    right = A4[0] - twips(profile.left) - profile.width - twips((210 - _DOUBLE_RULE) / 2)

    def rule(eighths: int, before: int) -> str:
        edge = f'<w:pBdr><w:top w:val="single" w:sz="{eighths}" w:space="0" w:color="{RED}"/></w:pBdr>'
        spacing = f'<w:spacing w:before="{before}" w:after="0" w:line="20" w:lineRule="exact"/>'
        return paragraph("Spacer1", looks=f'{edge}{spacing}<w:ind w:left="{left}" w:right="{-right}"/>')

    return WordXml(block + rule(_THICK, gap) + rule(_THIN, 20))

"""Owns 署名 and 成文日期 as Word blocks: with room for seals, without, one office or several (7.3.5)."""

from __future__ import annotations

from qdoc.draft import MINUTES, NoticeDraft
from qdoc.render.page import PageProfile
from qdoc.render.template_values import WordXml
from qdoc.render.word_blocks import FULL, KEEP, paragraph, run, width

# 7.3.5.1: the seal's top lies within one line of the text, name and date below its centre. A seal of 42 mm centred
# just below the top of the name reaches 19 mm above it: two lines (20.4 mm). Between rows of seals four, so that none
# touches another.
_LINES_FOR_SEAL, _LINES_BETWEEN_SEALS = 2, 4
_MOST_SEALS_A_ROW = 3  # 42 mm each in 156 mm


def signature(draft: NoticeDraft, profile: PageProfile) -> WordXml:
    """署名 and 成文日期 with the blank lines above them; all kept on one page. Minutes have neither (条例 第九条)."""
    if draft.looks.form == MINUTES:
        return WordXml("")
    joint = len(draft.issuers) > 1 and draft.signatory == "、".join(draft.issuers)
    names = draft.issuers if joint else (draft.signatory,)
    blocks, date = (_sealed if draft.looks.sealed else _unsealed)(names, draft.dated, profile)
    kept = KEEP if draft.note else ""  # 附注 is never alone on a page
    return WordXml("".join([*blocks, paragraph("Flush1", run(draft.dated), looks=kept + date)]))


def _blanks(count: int) -> list[str]:
    return [paragraph("Flush1", looks=KEEP)] * count


def _sealed(names: tuple[str, ...], dated: str, profile: PageProfile) -> tuple[list[str], str]:
    """The date ends 4 characters from the right, each name is centred, the last one over the date."""
    widest, date = max(width(name) for name in names), width(dated)
    # A name wider than the date by more than 8 characters would leave the type area: the date moves left under it.
    right = max(4 * FULL, (widest - date) // 2)
    centre = profile.width - right - date // 2
    each_row = _seals_a_row(len(names), widest, profile.width)
    blocks = _blanks(_LINES_FOR_SEAL)
    for start in range(0, len(names), each_row):
        row = names[start : start + each_row]
        if start:
            blocks += _blanks(_LINES_BETWEEN_SEALS)
        apart = (centre - profile.width // (2 * each_row)) // max(1, each_row - 1)
        places = [centre - (len(row) - 1 - at) * apart for at in range(len(row))]
        tabs = "".join(f'<w:tab w:val="center" w:pos="{place}"/>' for place in places)
        words = "".join(f"\t{name}" for name in row)
        blocks.append(paragraph("Flush1", run(words), looks=f'{KEEP}<w:tabs>{tabs}</w:tabs><w:jc w:val="left"/>'))
    return blocks, f'<w:ind w:right="{right}"/><w:jc w:val="right"/>'


def _seals_a_row(count: int, widest: int, room: int) -> int:
    """How many names stand beside each other: as even rows as can be, at most three, never wider than their share."""
    fitting = max(1, min(_MOST_SEALS_A_ROW, count, room // (widest + FULL)))
    rows = -(-count // fitting)
    return -(-count // rows)


def _unsealed(names: tuple[str, ...], dated: str, profile: PageProfile) -> tuple[list[str], str]:
    """One blank line; the name ends 2 characters from the right, the date starts 2 characters right of its start.

    Where the date is longer than the name, the date ends 2 characters from the right and the name moves left.
    """
    last, date = width(names[-1]), width(dated)
    edge = 2 * FULL
    if date > last:
        start = profile.width - edge - date - 2 * FULL
        name, day = f'<w:ind w:left="{start}"/><w:jc w:val="left"/>', f'<w:ind w:right="{edge}"/><w:jc w:val="right"/>'
    else:
        name = f'<w:ind w:right="{edge}"/><w:jc w:val="right"/>'
        day = f'<w:ind w:left="{profile.width - edge - last + 2 * FULL}"/><w:jc w:val="left"/>'
    above = [paragraph("Flush1", run(each), looks=KEEP + _same_start(each, last, date, profile)) for each in names[:-1]]
    return [*_blanks(1), *above, paragraph("Flush1", run(names[-1]), looks=KEEP + name)], day


def _same_start(name: str, last: int, date: int, profile: PageProfile) -> str:
    """Names above the last one end where it ends: 2 characters from the right, or further left for a longer date."""
    right = 2 * FULL if date <= last else 2 * FULL + date + 2 * FULL - last
    return f'<w:ind w:right="{max(0, right)}"/><w:jc w:val="right"/>'

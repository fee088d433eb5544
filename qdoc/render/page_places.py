"""Owns where everything of the official page stands, in millimetres with the clause: what a proof measures against."""

from __future__ import annotations

from dataclasses import dataclass

from qdoc.render.page import STANDARD, PageProfile

A4_MM = (210.0, 297.0)
CHARACTER_4_MM = 14 / 72 * 25.4  # one character of 4号: the indent of the page number


@dataclass(frozen=True, slots=True)
class Place:
    """One place: ``mm`` is a distance or a size, ``of`` says from where to where (or what is counted)."""

    name: str
    mm: float
    of: str
    clause: str


def places(profile: PageProfile = STANDARD) -> dict[str, Place]:
    """Name → Place for a page profile; ``纸上`` distances run from the paper's edge, others from the named thing."""
    width = A4_MM[0] - profile.left - profile.right
    found = (
        Place("页宽", A4_MM[0], "纸的宽", "5.1"),
        Place("页高", A4_MM[1], "纸的高", "5.1"),
        Place("天头", profile.type_top, "纸上缘到版心上缘", "5.2.1"),
        Place("订口", profile.left, "纸左缘到版心左缘", "5.2.1"),
        Place("版心宽", width, "版心的宽", "5.2.1"),
        Place("版心下缘", A4_MM[1] - profile.type_bottom, "纸上缘到版心下缘", "5.2.1"),
        Place("版头首行", profile.type_top, "纸上缘到份号（或密级、紧急程度）所在首行", "7.2.1"),
        Place("标志上缘", profile.type_top + 35, "纸上缘到发文机关标志的墨迹上缘（文件、上行文、纪要）", "7.2.4"),
        Place("信函标志上缘", 30, "纸上缘到发文机关标志的墨迹上缘（信函）", "10.1"),
        Place("红线距文号", 4, "发文字号的墨迹下缘到红色分隔线", "7.2.7"),
        Place("红线宽", width, "红色分隔线的长，与版心等宽", "7.2.7"),
        Place("信函上双线", 4, "标志的墨迹下缘到第一条红色双线（上粗下细）", "10.1"),
        Place("信函下双线", 20, "第二条红色双线（上细下粗）到纸下缘", "10.1"),
        Place("信函双线宽", 170, "两条红色双线的长，居中", "10.1"),
        Place("版记末线", A4_MM[1] - profile.type_bottom, "纸上缘到版记末条分隔线，即末页版心下缘", "7.4.1"),
        Place("版记粗线", 0.35, "版记首末两条分隔线的粗", "7.4.1"),
        Place("版记细线", 0.25, "版记中间分隔线的粗", "7.4.1"),
        Place("一字线", A4_MM[1] - profile.type_bottom + 7, "纸上缘到页码两侧一字线", "7.5"),
        Place("单页码右缘", A4_MM[0] - profile.right - CHARACTER_4_MM, "纸左缘到单页码一字线右端", "7.5"),
        Place("双页码左缘", profile.left + CHARACTER_4_MM, "纸左缘到双页码一字线左端", "7.5"),
    )
    return {place.name: place for place in found}


LINES_A_PAGE, CHARACTERS_A_LINE = 22, 28  # 5.2.3, a full page of text

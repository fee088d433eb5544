"""Owns the letters' return slips as units send them back: a box ticked, a signature, one objection with its reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .district import person, phone
from .forms import W, document_of, put, save_word

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
OBJECTED = "整治重点消费品质量问题"
OBJECTS = {"区城管执法局": f"对“{OBJECTED}”有异议：校园周边流动售卖点由街道先行劝离，我局配合的范围请写明。"}
KEEPS = ("区农业农村局", "团区委", "柳浦街道办事处")
"""Units that never send their slip back."""


def send_slips(letters: Path, inbox: Path) -> dict[str, str]:
    """Fill in the slip of every letter and put it into ``inbox``; return unit → the box it ticked."""
    ticked: dict[str, str] = {}
    for at, letter in enumerate(sorted(letters.glob("*/*任务交办单.docx"))):
        unit = letter.parent.name
        if unit in KEEPS:
            continue
        ticked[unit] = "提出异议" if unit in OBJECTS else "接受"
        root = document_of(letter)
        controls = {str(each.find(f".//{W}alias").get(f"{W}val")): each for each in root.iter(f"{W}sdt")}
        _tick(controls[ticked[unit]])
        for name, text in (
            ("异议事项及理由", OBJECTS.get(unit, "")),
            ("承办人", person(unit)),
            ("签收人", person(unit)),
        ):
            if text:
                put(controls[name], text)
        put(controls["联系电话"], phone(unit))
        put(controls["签收时间"], f"2026年3月{5 + at % 8}日")
        save_word(letter, root, inbox / f"{unit}回执.docx")
    return ticked


def _tick(control: Any) -> None:
    control.find(f".//{W14}checked").set(f"{W14}val", "1")
    for text in control.iter(f"{W}t"):
        text.text = "☑"

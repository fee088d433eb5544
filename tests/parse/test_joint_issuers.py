"""Owns the cases of joint issuers: where one name ends and the next begins."""

from __future__ import annotations

import pytest

from qdoc.parse.joint_issuers import split_names


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        # why: the place they share begins again
        ("江海市教育局江海市财政局", ["江海市教育局", "江海市财政局"]),
        # why: a body of the Party stands among them
        ("江海市民政局中共江海市委组织部江海市妇联", ["江海市民政局", "中共江海市委组织部", "江海市妇联"]),
        # why: the line begins with a bank, the place is known from the line above
        (
            "江海市财政局\n中国人民银行江海分行江海市商务局",
            ["江海市财政局", "中国人民银行江海分行", "江海市商务局"],
        ),
        # why: the place stands inside the name of a local body of a central office
        ("江海市财政局\n国家税务总局江海市税务局", ["江海市财政局", "国家税务总局江海市税务局"]),
        # why: central bodies show no place; their names are known
        (
            "教育部最高人民法院国家发展改革委中国科协工程院",
            ["教育部", "最高人民法院", "国家发展改革委", "中国科协", "工程院"],
        ),
        # why: two short names set apart are two names, not letters
        ("财政部　科技部", ["财政部", "科技部"]),
        # why: letters set apart are one name
        ("国　务　院", ["国务院"]),
        # why: a name broken over two lines
        ("江海市云溪区推进质量工作\n委员会办公室", ["江海市云溪区推进质量工作委员会办公室"]),
        # why: one name stays one
        ("江海市云溪区人民政府办公室", ["江海市云溪区人民政府办公室"]),
    ],
)
def test_names_of_joint_issuers(printed: str, names: list[str]) -> None:
    assert split_names(printed) == "、".join(names)

"""Reforms of the register: which unit came of which, by the names that notices print."""

from __future__ import annotations

import pytest

from qdoc.lexicon import Level, Lexicon, load_lexicon

CASES = [
    ("区安全生产监督管理局", 2017, "区应急管理局", 2020, True),  # the reform of 2018
    ("区安监局", 2017, "区应急局", 2020, True),  # printed short in both years
    ("区工商局", 2015, "区市场监管局", 2020, True),  # two became one …
    ("区质监局", 2015, "区市场监管局", 2020, True),  # … and this is the other of the two
    ("区卫生计生委", 2017, "区卫生健康委", 2020, True),
    ("区卫生局", 2012, "区卫生健康委", 2020, True),  # over two reforms: 卫生 → 卫生计生 → 卫生健康
    ("区旅游局", 2017, "区文化和旅游局", 2020, True),
    ("市旅游局", 2017, "市文化和旅游局", 2020, True),
    ("国家旅游局", 2017, "文化和旅游部", 2020, True),
    ("区应急管理局", 2020, "区安全生产监督管理局", 2017, False),  # never backwards
    ("区应急管理局", 2020, "区应急管理局", 2020, False),  # nobody succeeds himself
    ("区旅游局", 2017, "市文化和旅游局", 2020, False),  # another level is another body
    ("区工商局", 2015, "区应急管理局", 2020, False),  # two reforms of one year are not one
    ("区教育局", 2017, "区体育局", 2020, False),
    ("临川市旅游局", 2017, "临川市文化和旅游局", 2020, True),  # both of another place
    ("临川市旅游局", 2017, "北桥市文化和旅游局", 2020, False),  # two places
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(("before", "year", "after", "year_after", "expected"), CASES)
def test_succeeds(lexicon: Lexicon, before: str, year: int, after: str, year_after: int, expected: bool) -> None:
    level = {"区": Level.DISTRICT, "市": Level.CITY}.get(before[0])
    old = lexicon.resolve(before, year=year, level=level, home="江海市").key
    new = lexicon.resolve(after, year=year_after, home="江海市").key
    assert old
    assert new
    assert lexicon.succeeds(old, new) is expected


def test_every_successor_in_the_register_is_found(lexicon: Lexicon) -> None:
    for unit in lexicon.units:
        for name in unit.successors:
            heirs = [other.key for other in lexicon.units if other.canonical == name]
            assert any(lexicon.succeeds(unit.key, key) for key in heirs), (unit.key, name)


def test_a_ring_of_names_ends(lexicon: Lexicon) -> None:
    assert not lexicon.succeeds("district/没有这个局", "district/应急管理局")

"""Names resolve against the notice's year and level; what is out of its era is never turned into today's name."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from qdoc.errors import InputRefused
from qdoc.lexicon import Level, Lexicon, Status, load_lexicon

CASES = [
    ("区卫生计生委", 2017, "district", "known", "区卫生和计划生育委员会"),  # in force
    ("区卫生计生委", 2019, "district", "known", "区卫生和计划生育委员会"),  # a year's grace behind the reform
    ("区卫生计生委", 2021, "district", "expired", None),  # gone: never read as 卫生健康委
    ("区卫生健康委", 2019, "district", "known", "区卫生健康委员会"),
    ("区卫生健康委", 2015, "district", "expired", None),  # not yet founded
    ("省发展改革委", 2020, "province", "known", "省发展和改革委员会"),  # regular short form
    ("市发改委", 2020, "city", "known", "市发展和改革委员会"),  # irregular short form
    ("市市场监管局", 2020, "city", "known", "市市场监督管理局"),  # the first 市 is the prefix
    ("市场监管局", 2020, "city", "known", "市市场监督管理局"),  # here 市 opens the stem
    ("江海市科技局", 2020, "city", "known", "市科学技术局"),  # the issuer's own place says no more than 市
    ("临川市科技局", 2020, "city", "known", "临川市科学技术局"),  # another place stays
    ("团省委", 2020, "province", "known", "团省委"),  # the prefix stands inside
    ("国家税务总局江海市税务局", 2020, "city", "known", "市税务局"),
    ("河东银保监局", 2020, "province", "known", "河东银保监局"),  # a branch named for a place
    ("河东银保监局", 2016, "province", "expired", None),  # founded in 2018
    ("扶贫办", 2019, "national", "known", "国务院扶贫开发领导小组办公室"),
    ("工业和信息化部", 2020, "national", "known", "工业和信息化部"),
    ("省低空经济促进局", 2024, "province", "shape", "省低空经济促进局"),  # listed nowhere, a unit by its shape
    ("云溪湖管委会", 2024, "district", "shape", "云溪湖管委会"),
    ("各有关部门", 2020, "city", "group", None),
    ("各区、县人民政府", 2020, "city", "group", None),
    ("区属集团", 2020, "district", "group", None),
    ("创新驱动", 2020, "city", "unknown", None),
]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(("name", "year", "level", "status", "canonical"), CASES)
def test_resolves(lexicon: Lexicon, name: str, year: int, level: str, status: str, canonical: str | None) -> None:
    found = lexicon.resolve(name, year=year, level=Level(level), home="江海市")
    assert (found.status.value, found.canonical) == (status, canonical)


def test_elided_prefix_is_completed(lexicon: Lexicon) -> None:
    found = lexicon.resolve("工业和信息化厅", year=2022, level=Level.PROVINCE, prefix="省")
    assert found.canonical == "省工业和信息化厅"


def test_every_row_resolves_to_itself(lexicon: Lexicon) -> None:
    for unit in lexicon.units:
        if "※" in unit.canonical or unit.level is Level.TOWN or unit.canonical in ("~人民政府", "~委员会"):
            continue
        name = unit.canonical.replace("~", unit.level.letter)
        found = lexicon.resolve(name, year=unit.until or unit.since, level=unit.level)
        assert found.status is Status.KNOWN, name
        assert found.canonical == name


def test_successors_and_stems_are_in_the_register(lexicon: Lexicon) -> None:
    known = {unit.canonical for unit in lexicon.units}
    for unit in lexicon.units:
        assert known.issuperset(unit.successors), unit
        assert not unit.stem or unit.stem in lexicon.duties, unit
        assert unit.source
        assert unit.grade in "ABC"


def test_candidates_are_in_force_and_one_a_stem(lexicon: Lexicon) -> None:
    names = {year: {c[0] for c in lexicon.candidates(Level.DISTRICT, year)} for year in (2017, 2021)}
    assert {"区卫生计生委", "区安全监管局", "区商务委"} <= names[2017]
    assert {"区卫生健康委", "区应急管理局"} <= names[2021]
    assert not {"区卫生计生委", "区安全监管局"} & names[2021]
    assert "区商务局" not in names[2017]  # one body a stem


def test_own_register_goes_first_and_bounds(tmp_path: Path) -> None:
    path = tmp_path / "单位.tsv"
    path.write_text("name\t联系人\n江海市科学技术局\t甲\n云溪文旅集团\t乙\n", "utf-8")
    lexicon = load_lexicon(path)
    assert [c[0] for c in lexicon.candidates(Level.CITY, 2024)] == ["江海市科学技术局", "云溪文旅集团"]
    assert lexicon.resolve("云溪文旅集团").key == "own/云溪文旅集团"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a\tb\n1\t2\n", "name"),  # no column of names
        (b"name\n\n", "没有单位"),  # nothing in it
        ("name\n甲局\n".encode("utf-16"), "UTF-8"),  # the wrong encoding
    ],
)
def test_bad_register_is_refused_with_the_next_step(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "r.tsv"
    path.write_bytes(data)
    with pytest.raises(InputRefused) as caught:
        load_lexicon(path)
    assert words in str(caught.value)
    assert "r.tsv" in str(caught.value)
    assert "下一步" in str(caught.value)


def test_loading_brings_no_segmenter() -> None:
    code = (
        "import sys; from qdoc.lexicon import load_lexicon; load_lexicon(); "
        "print([m for m in sys.modules if m in ('jieba', 'docx', 'lxml')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathvalidate import is_valid_filename

from qdoc.store.names import MAX_BYTES, safe_name, safe_names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("区教育局", "区教育局.docx"),
        ("../../etc/passwd", "_.._etc_passwd.docx"),  # stays inside the folder
        ("a/b\\c:d", "a_b_c_d.docx"),
        ("CON", "CON_.docx"),  # a device name of Windows
        ("区教育局. ", "区教育局.docx"),  # trailing dots and spaces vanish on Windows
        ("区\u202e局\u200f", "区 局.docx"),  # bidirectional marks could hide the real ending
        ("区\x00教\n育局", "区 教 育局.docx"),
        (".隐藏", "隐藏.docx"),
        ("", "未命名.docx"),
        ("...", "未命名.docx"),
    ],
)
def test_names_are_safe(name, expected):
    assert safe_name(name, ".docx") == expected


def test_a_long_name_is_cut_and_stays_distinct():
    one, other = safe_name("局" * 300 + "甲", ".docx"), safe_name("局" * 300 + "乙", ".docx")
    assert one != other
    assert len(one.encode()) <= MAX_BYTES
    assert one.endswith(".docx")


def test_names_that_clean_to_the_same_stay_apart_whatever_the_order():
    forward = safe_names(["区局/一", "区局:一", "区局"], ".docx")
    backward = safe_names(["区局", "区局:一", "区局/一"], ".docx")
    assert len(set(forward)) == 3
    assert forward == tuple(reversed(backward))
    assert forward[2] == "区局.docx"


def test_case_does_not_tell_files_apart_on_windows():
    assert len({name.casefold() for name in safe_names(["A局", "a局", "A局"])}) == 3


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_names_are_valid_everywhere_and_distinct(names):
    made = safe_names(names, ".docx")
    assert len(made) == len(names)
    assert len({name.casefold() for name in made}) == len(names)
    for name in made:
        assert is_valid_filename(name, platform="universal")
        assert len(name.encode()) <= MAX_BYTES
        assert "/" not in name


@pytest.mark.parametrize(
    ("name", "longest", "expected"),
    [
        ("区教育局", 40, "区教育局"),
        ("局" * 41, 40, "局" * 33 + "~"),  # a hash of the whole behind it
        ("𠮷" * 30, 40, "𠮷" * 16 + "~"),  # a rare character counts twice on Windows, and is never cut in half
    ],
)
def test_a_longest_length_is_kept_in_the_units_of_windows(name, longest, expected):
    made = safe_name(name, longest=longest)
    assert made.startswith(expected)
    assert len(made.encode("utf-16-le")) // 2 <= longest
    assert len(set(safe_names([name, name + "一", name], longest=longest))) == 3

"""Owns what a title says of its document: who issues it, and whether it issues or passes on another text (印发, 转发).

A title is the issuer's name, 关于 and the matter, and 文种 (党政机关公文处理工作条例 第九条); a document that passes
another on says so between the two: …转发区教育局关于…意见的通知 is issued by whoever stands before 转发.
"""

from __future__ import annotations

import re

PASSING = "印发|转发|批转|转印"
_BEFORE_ISSUER_ENDS = re.compile(rf"关于|联合(?:{PASSING})|{PASSING}|(?:发布|公布|颁布|下发)(?=关于|《)|《")
_PASSES = re.compile(rf"^(?:(?!关于|{PASSING})[^《。；：:！？])*?(?:关于)?(?:联合)?(?P<verb>{PASSING})")
_ORGAN = re.compile(
    r"(?:[办局委厅部院处署会社组所站队府院团]|办公室|小组|中心|公司|集团|学校|大学|机关|部门|单位|政府办|法院|检察院|指挥部)$"
)
_BRACKET = re.compile(r"[（(][^（）()]{1,8}[）)]$")


def title_issuer(title: str) -> str:
    """The issuer that a title names before 关于, 转发, 批转, 印发 or 《; "" where nothing stands there."""
    found = _BEFORE_ISSUER_ENDS.search(title)
    if found is None:
        return ""
    named = title[: found.start()].strip()
    return named if found[0] != "《" or is_organ(named) else ""


def passing_verb(title: str) -> str:
    """How the document passes another text on (印发, 转发, 批转); "" where its title is about something else."""
    found = _PASSES.match(title.strip())
    return found["verb"] if found else ""


def is_organ(words: str) -> bool:
    """Whether words are the name of an organ, or of several with spaces or 、 between them."""
    names = [name for name in re.split(r"[\s　、]+", words.strip()) if name]
    return bool(names) and all(
        len(name) > 1 and re.fullmatch(r"[一-鿿（）]+", name) is not None and _ORGAN.search(name) for name in names
    )


def without_bracket(title: str) -> str:
    """A title without 。 and （试行） behind it: what it ends with is 文种."""
    return _BRACKET.sub("", title.rstrip("。．. "))

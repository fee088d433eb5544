"""Owns how Chinese unit names are built: prefixes of level and place, regular short forms, groups, and shapes."""

from __future__ import annotations

import re
from functools import lru_cache

from qdoc.lexicon.units import Level

SHORTENINGS = (
    ("委员会", "委"),
    ("办公室", "办"),
    ("人民政府", "政府"),
    ("监督管理", "监管"),
    ("科学技术", "科技"),
    ("文化和旅游", "文旅"),
    ("退役军人事务", "退役军人"),
    ("卫生和计划生育", "卫生计生"),
    ("和", ""),
    ("管理局", "局"),
)
"""Regular short forms (general knowledge): each may be applied or not, in this order."""

_USUAL = (
    ("委员会", "委"),
    ("监督管理", "监管"),
    ("发展和改革", "发展改革"),
    ("人力资源和社会保障", "人力资源社会保障"),
    ("住房和城乡建设", "住房城乡建设"),
    ("卫生和计划生育", "卫生计生"),
    ("建设和管理", "建设管理"),
    ("住房保障和房屋", "住房保障房屋"),
)

PREFIX_LEVELS = {
    "省": Level.PROVINCE,
    "自治区": Level.PROVINCE,
    "市": Level.CITY,
    "州": Level.CITY,
    "自治州": Level.CITY,
    "盟": Level.CITY,
    "地区": Level.CITY,
    "区": Level.DISTRICT,
    "新区": Level.DISTRICT,
    "县": Level.DISTRICT,
    "自治县": Level.DISTRICT,
    "旗": Level.DISTRICT,
}

_LETTER = re.compile(r"[本我全]?(省|自治区|市|州|盟|区|县|旗)(?!域|际)")
_PLACE = re.compile(  # no place has 由, 的, 各 … in its name: 成立由省, 此项工作由省 are no places
    r"([^\x00-\u4dff\ua000-\U0010ffff由的为对把被以此其各等请按并]{2,9}?)(省|自治区|自治州|自治县|市|地区|州|盟|新区|区|县|旗)(?=[\u4e00-\u9fff]{2})"
)
_SPACE = re.compile(r"\s+")
_PLATE = re.compile(r"[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]$")
_KINDS_OF_PLACE = re.compile(r"^[市县区州][（(][市县区旗](?:、[市县区旗])*[）)]")
_INNER = re.compile(r"[（(〔\[][^（()）〔〕\[\]]*[）)〕\]]")

SHAPE = re.compile(
    r"(?:厅|局|委|办|部|署|院|会|社|处|室|中心|公司|集团|大学|学院|政府|管委|支行|分行|银行|总队|支队|大队|站|所|馆|台"
    r"|联|校|林场|医院|指挥部|领导小组|办公厅|督查组|专班|工委|党委|团委|书院|街道|镇|乡|基地|基金|博物院|检察院|法院|军区|营业部|管理部)$"
)
"""Endings of the names of bodies; a name in a zone that has one is a unit though no register lists it."""

GROUP = re.compile(
    r"^(?:各|有关|相关|其他|其它|地方|县级以上|基层|纳入|上述|所有|相应|属地|所在地|当地)"
    r"|各(?:市|县|区|州|街道|镇|乡|地|级|部门|有关|相关|单位|省|成员|设区|处室|科室|职能|直属|行业|委办局|园区|功能区|开发区)"
    r"|(?:有关|相关|其他)(?:部门|单位|市|区|县|省|方面|责任|成员|行业|企业|处室|科室|机构|地)"
    r"|(?:成员单位|所属单位|直属单位|属地政府|以上政府|集团成员|区属集团|街镇|功能区)$"
    r"|(?<!组织)(?<!宣传)(?<!统战)部门$|(?:地区|地方|区县|市县|县市区|单位)$|^(?:[省市区县]级|[省市区县]、?[市区县]|乡镇|镇街)(?:人民)?政府$|^[省市区县]属|^(?:科研院所|科研机构|高等学校|高等院校|高校|医疗机构|金融机构|企事业单位)$|^(?:街道|镇街|街镇|乡镇|开发区|功能区|园区|管委会|街道办事处)$"
)
"""Collective bodies that stay groups (各有关部门, 区属集团, 地方各级人民政府)."""


def squeeze(printed: str) -> str:
    """Return the name without white space (a line may break inside it) and without a plate in brackets at its end."""
    name = "".join(printed.split())
    return (_PLATE.sub("", name) or name) if name[-1:] in "）)〕]" else name


def without_brackets(printed: str) -> str:
    """Return the name without anything in brackets: 各市（含江北，下同）政府 → 各市政府."""
    return _INNER.sub("", _SPACE.sub("", printed))


@lru_cache(maxsize=4096)
def variants(name: str) -> tuple[str, ...]:
    """Return the name and all its regular short forms, in a fixed order."""
    found = [name]
    for long, short in SHORTENINGS:
        found += [short_form for v in found if long in v and len(short_form := v.replace(long, short)) > 2]
    return tuple(dict.fromkeys(found))


def short_name(name: str) -> str:
    """Return the form that working papers use: 市场监督管理局 → 市场监管局, 发展和改革委员会 → 发展改革委."""
    for long, short in _USUAL:
        name = name.replace(long, short)
    return name


@lru_cache(maxsize=4096)
def readings(name: str) -> tuple[tuple[Level, str, str], ...]:
    """Return every way to see a prefix: (level, prefix, name with ``~`` for the prefix), likeliest first."""
    found = []
    if match := _LETTER.match(name):
        found.append((PREFIX_LEVELS[match[1]], match[1], "~" + name[match.end() :]))
    if name.startswith(("团", "共青团")) and (match := _LETTER.search(name, 1)):
        found.append((PREFIX_LEVELS[match[1]], match[1], name[: match.start()] + "~" + name[match.end() :]))
    for match in _PLACE.finditer(name):
        at, to = match.span()
        found.append((PREFIX_LEVELS[match[2]], match[0], name[:at] + "~" + name[to:]))
        # 江海市云溪区 + 卫生局: the last place names the level
        inner = _PLACE.match(name, to)
        if inner:
            found.append((PREFIX_LEVELS[inner[2]], name[at : inner.end()], name[:at] + "~" + name[inner.end() :]))
    if (at := name.find("总局")) > 0 and (match := _PLACE.match(name, at + 2)):  # 国家税务总局江海市税务局
        found.insert(0, (PREFIX_LEVELS[match[2]], match[0], name[: match.start()] + "~" + name[match.end() :]))
    return tuple(found)


def is_group(name: str) -> bool:
    """Whether the name stands for a collective body."""
    return GROUP.search(without_brackets(name)) is not None or _KINDS_OF_PLACE.match(name) is not None


def has_shape(name: str) -> bool:
    """Whether the name ends as the names of bodies end."""
    return SHAPE.search(squeeze(name)) is not None

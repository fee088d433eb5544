"""Owns the grammar inside a zone: role labels, role verbs, lists of names with elided heads and tails.

In: the text and a zone; out: mentions (a name's span, its role as marked, and what its elided parts are). Roles
come out as the zone's own words say; rules for the whole document are applied by ``departments``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qdoc.extract.zones import LABEL, NESTED, ONLY_LABEL, PERSON, Zone
from qdoc.model import Role
from qdoc.model.quick import quick

_VERB = re.compile(
    r"(?=[，,会商协联分共总牵主为按依根积配参支具统组各督检负落抓起承实])"
    r"(?:(?P<infix>(?:，|,)?(?:会同|商同|协同|联合)(?=[\u4e00-\u9fff]{3}))"
    r"|(?P<lead>(?:分别|共同|总)?(?:牵头|主办)(?:负责|组织实施|落实|抓总|推进|办理|实施)?(?!人|单位|部门|企业)|为(?:第一|总)?(?:牵头|主办)(?:单位|部门))"
    r"|(?P<duty>(?:按照?|依据|根据|依)(?:照)?(?:各自|部门|相关)?(?:工作)?(?:职责|职能|责任)(?:范围)?(?:和)?(?:分工)?(?:范围)?(?:内)?(?:分别|共同|协同|抓好)?"
    r"(?:负责|落实|抓好落实|推进|组织实施|实施|做好[^，,。；;]{0,6}工作|承担|(?P<dutysupport>配合|参与|参加|协助))?)"
    r"|(?P<support>(?:积极|共同|协同)?(?:配合|参与|参加|协助|协办|支持|会办)(?:实施|落实|推进|办理|做好[^，,。；;]{0,6}工作)?(?=[，,；;。、\s]|$)|为(?:配合|协办|参与|参加)(?:单位|部门))"
    r"|(?P<plain>(?:具体|分别|共同|分工|统筹|组织|主要|各负其责|督查|督导|督促|检查|协调)?(?:负责|落实|组织实施|抓好落实|起草|承办|实施)(?:具体|组织|统筹)?(?:制定|修订|实施|落实|推进|协调)?(?=[，,；;。\s]|$)|为(?:责任|承办)(?:单位|部门)))"
)
_OTHER_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}[:：]")
_NOTE = re.compile(
    r"[，,。；;]?\s*(?:其中[，,]?)?(?:列|排名?|排序|名列)(?:在|名)?\s*(?:第\s*[一1]|首位|最前|前面)"
    r"|[，,。；;]?\s*(?:其中[，,]?)?(?:第一(?:个|家)|首个)(?:单位|部门)?为"
    r"|[，,。；;]\s*下同|[，,。；;]\s*以下|排名不分先后|不再(?:单独)?列出"
)
_MAY_NOTE = re.compile("[列排首下第]")
FIRST_LEADS = re.compile(
    r"(?:列|排名?|排序|名列|排列)(?:在|于|名)?\s*(?:第\s*[一1]位?|首位|最前|前面)[^，,。；;]{0,8}?(?:为|是)[^，,。；;]{0,3}(?:牵头|主办)"
    r"|(?:第一(?:个|家)?|首个)(?:责任)?(?:单位|部门)为[^，,。；;]{0,3}(?:牵头|主办)"
)
_ETC = re.compile(
    r"等(?<![高中初同平]等)(?:(?:相关|有关|各|其他|职能|成员|省级|市级|区级|省直|市直|主管|责任|[\d一二三四五六七八九十]+个?)*(?:部门|单位|机构|地区|委办局))?(?=$|[、，,；;。\s和及与]|以及)"
)
_WHEN = re.compile(
    r"[，,；;]\s*(?:(?:于|在)?[\d０-９一二三四五六七八九十年]+[年月][^，,；;]{0,12}|年底前?[^，,；;]{0,6}|(?:持续|长期|常态化|立即)[^，,；;]{0,6}|贯穿全年|全年)$"
)
_SEPARATOR = re.compile(
    r"[、，,；;。/\s](?:(?<=[、，,；;。/])\s*|(?<=[ 　])[ 　]*|(?:(?<=\n)\s*|\s*\n\s*)(?=[省市区县各]))"
)
_HEAD = re.compile(
    r"(?:(?:以上|上述|前述|本|该|此)各?[条项款章节]?(?:重点)?(?:任务|工作|事项|内容|措施)?(?:分别|统一|均|都)?(?=由))?"
    r"(?:由|请|其中|主要由|会同|并由|以及|及其|及|和|与|或|另由)+(?=[\u4e00-\u9fff]{2})"
)
_BARE_GROUP = re.compile(
    r"(?:各|有关|相关|全[省市区县]各|所有|其他)(?:设区)?(?:市|区|县|州|省|盟|旗|镇|乡|街道|街|地区)"
)
_GROUP_TAIL = re.compile(
    r"(?:各)?(?:市|区|县|州|盟|旗|镇|乡|街道|开发区|功能区|园区)(?:□+)?(?:人民政府|政府|管委会|办事处|[区县镇乡])?(?:办公[厅室]□*)?|.{0,4}(?:人民政府|政府)(?:办公[厅室]□*)?"
)
_LEVELS = re.compile(r"[省市区县乡镇](?:级)?(?:、[省市区县乡镇](?:级)?)+(?:各)?(?:有关|相关|职能|主管)?(?:部门|单位)")
_ELLIPTIC = re.compile(
    r"[省市区县]?[\u4e00-\u9fff]{1,7}[^\W厅局委办部会院署府联社团校司处队行](?:、[\u4e00-\u9fff]{1,7}[^\W厅局委办部会院署府联社团校司处队行])+"
    r"等(?:有关|相关|职能)?部门"
)
_PLACE_TAIL = re.compile(r"[\u4e00-\u9fff]{2,5}?((?:市|区|县|州)(?:人民政府|政府|[\u4e00-\u9fff]{1,8}[局委]))")
_MAY_LABEL = re.compile(r"[:：】\]〕为是]")  # one of these ends every label
_MAY_NEST = re.compile(r"[）)〕\]】>〉]")
_FILL = "□"
_WHOLE = "■"  # overwrites what must not be cut


@quick
@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a zone: its span and the role its mark gives it.

    ``full`` completes an elided tail; ``labelled``: under a label; ``joined``: one group printed in several pieces.
    """

    start: int
    end: int
    role: Role
    full: str | None = None
    person: bool = False
    labelled: bool = False
    joined: bool = False


def parse_zone(text: str, zone: Zone) -> tuple[Mention, ...]:
    """Return the mentions of the zone in the order printed; empty where its words do not make a statement of units."""
    content = mask(text, zone.inner_start, zone.inner_end)
    if _MAY_NOTE.search(content) and (note := _NOTE.search(content)):
        content = content[: note.start()]
    if not content.strip():
        return ()
    labels = [
        (m.start(), m.end(), m.group(), pattern is PERSON)
        for pattern in ((LABEL, PERSON) if _MAY_LABEL.search(content) else ())
        for m in pattern.finditer(content)
    ]
    if labels:
        return _labelled(content, zone, sorted(labels))
    return _by_verbs(content, zone)


def mask(text: str, start: int, end: int) -> str:
    """Return the stretch with nested brackets overwritten one to one, so that nothing inside them cuts a name."""
    stretch = text[start:end]
    if not _MAY_NEST.search(stretch):
        return stretch
    return NESTED.sub(lambda m: m[0] if ONLY_LABEL.fullmatch(m[0], 1, len(m[0]) - 1) else _FILL * len(m[0]), stretch)


def _labelled(content: str, zone: Zone, labels: list[tuple[int, int, str, bool]]) -> tuple[Mention, ...]:
    found: list[Mention] = (
        list(_by_verbs(content[: labels[0][0]], zone)) if labels[0][0] > 3 and zone.kind != "line" else []
    )
    support_follows = any(_label_role(word) is Role.SUPPORT for _, _, word, _ in labels)
    lead_seen = any(m.role is Role.LEAD for m in found)
    for i, (_, at, word, person) in enumerate(labels):
        to = labels[i + 1][0] if i + 1 < len(labels) else len(content)
        stretch = content[at:to]
        if other := _other_label(stretch):
            stretch = stretch[: other.start()]
        role = _label_role(word)
        if role is Role.RESPONSIBLE and lead_seen and not person:
            role = Role.SUPPORT
        if role is Role.RESPONSIBLE and support_follows and word.startswith(("承办", "主责")):
            role = Role.LEAD
        lead_seen |= role is Role.LEAD and not person
        if person:
            found += _persons(stretch, zone.inner_start + at, role)
            continue
        found += _under_label(stretch, zone.inner_start + at, role)
    return tuple(found)


def _under_label(stretch: str, offset: int, role: Role) -> list[Mention]:
    """Names under a label; verbs inside may still set 牵头 and 配合 apart (责任单位：A牵头，B配合)."""
    found: list[Mention] = []
    last, lead_seen = 0, False
    for verb in _VERB.finditer(stretch):
        if (
            verb.lastgroup in ("plain", "infix")
            and verb.end() < len(stretch.rstrip("。；;，, "))
            and verb["infix"] is None
        ):
            continue
        inner = (
            Role.LEAD
            if verb["lead"] or verb["infix"]
            else Role.SUPPORT
            if verb["support"] or verb["dutysupport"]
            else role
        )
        if inner is Role.RESPONSIBLE and lead_seen:
            inner = Role.SUPPORT
        lead_seen |= inner is Role.LEAD
        found += split_names(stretch[last : verb.start()], offset + last, inner, labelled=True)
        if verb["infix"]:
            role = Role.SUPPORT
        last = verb.end()
    return found + split_names(stretch[last:], offset + last, role, labelled=True)


def _by_verbs(content: str, zone: Zone) -> tuple[Mention, ...]:
    if zone.kind == "list":
        return tuple(split_names(content, zone.inner_start, Role.RESPONSIBLE))
    other = _other_label(content)
    if other:
        content = content[: other.start()]
    content = content.rstrip(" 　\t\r\n。；;，,、")
    content = _WHEN.sub("", content)
    verbs = [verb for verb in _VERB.finditer(content) if verb.start() > 0]
    if not verbs and other and other[0].startswith(("完成", "时限", "办理", "办结", "时间")):
        return tuple(split_names(content, zone.inner_start, Role.RESPONSIBLE))
    if not verbs or verbs[-1].end() != len(content):
        return ()
    found: list[Mention] = []
    last, lead_seen, after_infix = 0, False, False
    for verb in verbs:
        if verb["plain"] and verb.end() < len(content) and content[verb.end()] not in "，,；;。、 　\n":
            continue
        if verb["lead"] or verb["infix"]:
            role = Role.LEAD
        elif verb["support"] or verb["dutysupport"] or lead_seen:
            role = Role.SUPPORT
        else:
            role = Role.RESPONSIBLE
        if after_infix and not verb["infix"]:
            role = Role.SUPPORT
        names = split_names(content[last : verb.start()], zone.inner_start + last, role)
        if names:
            found += names
            after_infix = verb["infix"] is not None
            lead_seen |= role is Role.LEAD
        elif verb["infix"]:
            after_infix = True
        last = verb.end()
    return tuple(found)


def _other_label(stretch: str) -> re.Match[str] | None:
    return _OTHER_LABEL.search(stretch) if "：" in stretch or ":" in stretch else None


def _label_role(word: str) -> Role:
    if "牵头" in word[:4] or word.startswith("主办"):
        return Role.LEAD
    if word.startswith(("配合", "参加", "参与", "协", "支持", "会办", "成员", "联合")):
        return Role.SUPPORT
    return Role.RESPONSIBLE


def _persons(stretch: str, offset: int, role: Role) -> list[Mention]:
    return [
        Mention(offset + m.start(), offset + m.end(), role, person=True, labelled=True)
        for m in re.finditer(r"[\u4e00-\u9fff·]{2,8}", stretch)
    ]


def split_names(stretch: str, offset: int, role: Role, *, labelled: bool = False) -> list[Mention]:
    """Cut a list of names at its separators; join groups that share a tail, complete places that share one."""
    pieces: list[tuple[int, int]] = []
    if "部门" in stretch or "单位" in stretch:
        stretch = _ELLIPTIC.sub(_whole, _LEVELS.sub(_whole, stretch))
    stretch = _ETC.sub(lambda m: "、" * len(m.group()), stretch)
    at = 0
    for mark in [*_SEPARATOR.finditer(stretch), None]:
        to = mark.start() if mark else len(stretch)
        head = _HEAD.match(stretch, at, to)
        left, right = (head.end() if head else at), to
        while left < right and stretch[left] in " 　\t\r\n":
            left += 1
        while right > left and stretch[right - 1] in " 　\t\r\n":
            right -= 1
        if right - left >= 2 or (right > left and pieces and stretch[left:right] in "市区县镇乡州"):
            pieces.append((left, right))
        at = mark.end() if mark else to
    found: list[Mention] = []
    i = 0
    while i < len(pieces):
        left, right = pieces[i]
        word, full, joined = stretch[left:right], None, False
        if word[0] == _WHOLE:
            joined = True
        elif _BARE_GROUP.fullmatch(word.replace(_FILL, "")):
            while (
                i + 1 < len(pieces)
                and _GROUP_TAIL.fullmatch(stretch[slice(*pieces[i + 1])])
                and stretch[right : pieces[i + 1][0]] in ("、", "和", "、 ")
            ):
                if stretch[pieces[i + 1][0]] == "各":
                    break
                i += 1
                right, joined = pieces[i][1], True
        elif 2 <= len(word) <= 4:
            full = _shared_tail(stretch, pieces[i:], word)
        found.append(Mention(offset + left, offset + right, role, full, False, labelled, joined))
        i += 1
    return found


def _whole(match: re.Match[str]) -> str:
    return _WHOLE * len(match[0])


def _shared_tail(stretch: str, rest: list[tuple[int, int]], word: str) -> str | None:
    if word[-1] in "厅局委办部市区县州省联社会院署行":
        return None
    for left, right in rest[1:]:
        if tail := _PLACE_TAIL.fullmatch(stretch[left:right]):
            return word + tail[1]
        if right - left > 4:
            return None
    return None

"""Owns reading the sheet 规则 for progress: conventions, tolerance, words, points, and what is wrong in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from qdoc.ledger.status_words import LONGEST, WORD_KINDS, is_choice, plain
from qdoc.model import Diagnostic, Office, Rule, Severity
from qdoc.status import conventions as known
from qdoc.status.conventions import Lights
from qdoc.status.due_returns import HINT, DueReturns, read_due_returns
from qdoc.status.values import Judgement

_PACE, _LIGHT, _WORD, _NAME, _SCORE, _RETURN = "进度", "亮灯", "办理状态", "判断名称", "评分", "填报"
KINDS = {
    _PACE: ("进度", "序时进度"),
    _LIGHT: ("亮灯", "灯", "灯色", "亮灯规则"),
    _WORD: WORD_KINDS,
    _NAME: ("判断名称", "名称", "判断"),
    _SCORE: ("评分", "计分", "考核", "考核计分", "考核评分"),
    _RETURN: ("填报", "报送"),
}
"""The kinds of rules that progress knows, and the other names that they go by."""
OTHER_KINDS = ("核对",)
_FIGURE = re.compile(r"[-+＋－−]?\s*\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class ScoreRule:
    """Points for one condition: ``points`` signed, ``basis`` the document that allows them (never empty)."""

    name: str
    points: Decimal
    basis: str


@dataclass(frozen=True, slots=True)
class Rules:
    """By what progress is told; the defaults are the published conventions of ``qdoc.status.conventions``.

    ``tolerance``: points (per cent) that an item may stay below the expected share; ``ahead``: points above it from
    which it is 超进度. ``near``: days before the last day that count as near it. ``words``: the office's reading of
    status words. ``names``: other names for judgements. ``returns``: by which day a quarter's return is in
    time (None: not said). ``own``: what the office set, with its basis, for the outputs to print.
    """

    method: str = known.BY_DAYS
    start: str = known.FROM_ISSUE
    tolerance: Decimal = Decimal(known.TOLERANCE)
    ahead: Decimal = Decimal(known.AHEAD)
    lights: Lights = known.RED_YELLOW_GREEN
    near: int = known.NEAR
    words: tuple[tuple[str, Judgement], ...] = ()
    names: tuple[tuple[Judgement, str], ...] = ()
    returns: DueReturns | None = None
    scores: tuple[ScoreRule, ...] = ()
    own: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    def name(self, judgement: Judgement) -> str:
        """What the office calls ``judgement``."""
        return dict(self.names).get(judgement, judgement.value)

    @property
    def sentences(self) -> tuple[str, ...]:
        """The rules in words, each with where it comes from: printed in every output."""
        gap = f"低于序时进度{self.tolerance}个百分点以上的为欠进度" if self.tolerance else "低于序时进度的为欠进度"
        colours = "、".join(f"{colour}灯为{meaning}" for colour, meaning in self.lights.colours)
        return (
            f"{known.METHODS[self.method]}；{known.STARTS[self.start]}。",
            f"{gap}，高出{self.ahead}个百分点及以上的为超进度，其间为达进度；{known.GROWTH_BASIS}。",
            f"{known.WORDS_BASIS}；没有可比数值、也没有写明快慢的为不适用，没有填报的为未填报。",
            f"亮灯：{colours}（{self.lights.basis}）；时限前{self.near}天以内为临近。",
            *self.own,
        )


def read_rules(office: Office | None) -> Rules:
    """Return the rules of ``office`` (单位信息.xlsx, sheet 规则); the conventions where it says nothing.

    ``Rules.diagnostics``: B101 a kind or name that is not known, B102 a value that cannot be used, B103 a score without
    a basis (it is not applied), B104 a rule said twice (the first counts), B105 a status word that no list can offer.
    """
    rules, said, seen = Rules(), [], set()
    for rule in office.rules if office else ():
        kind = _kind(rule.kind)
        name = _folded(rule.name)
        if kind is None:
            said.append(_stranger(rule))
            continue
        if (kind, name) in seen:
            said.append(_wrong(rule, "B104", "写了两次，用的是前一处", "请删去一处"))
            continue
        seen.add((kind, name))
        read = _score(rules, rule, said) if kind == _SCORE else _READERS[kind](rules, rule, name, said)
        if read is not None:
            rules = read
            if kind != _SCORE:
                source = f"（依据：{rule.basis}）" if rule.basis else "（没有写明依据）"
                due = f"；应报日：{rules.returns.words}" if kind == _RETURN and rules.returns else ""
                rules = replace(rules, own=(*rules.own, f"本单位规则：{rule.name}为{rule.value}{source}{due}。"))
    return replace(rules, diagnostics=tuple(said))


def _kind(word: str) -> str | None:
    wanted = _folded(word)
    return next((kind for kind, names in KINDS.items() if wanted in names), None)


def _folded(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).split())


def _stranger(rule: Rule) -> Diagnostic:
    if _folded(rule.kind) in OTHER_KINDS:
        return _wrong(rule, "B101", "不用于办理情况", "", Severity.INFO)
    return _wrong(rule, "B101", f"的类别“{rule.kind}”不认识，没有用上", f"可用的类别：{'、'.join(KINDS)}")


def _wrong(rule: Rule, code: str, what: str, hint: str, severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic(code, severity, f"规则“{rule.kind}·{rule.name}”{what}", hint=hint or None)


def _unknown(rule: Rule, names: tuple[str, ...]) -> Diagnostic:
    return _wrong(rule, "B101", "的名称不认识，没有用上", f"可用的名称：{'、'.join(names)}")


def _unusable(rule: Rule, hint: str) -> Diagnostic:
    return _wrong(rule, "B102", f"的取值“{rule.value}”不能用，按默认处理", hint)


def _number(text: str) -> Decimal | None:
    found = _FIGURE.findall(unicodedata.normalize("NFKC", text).replace("−", "-"))
    return Decimal("".join(found[0].split())) if len(found) == 1 else None


def _pace(rules: Rules, rule: Rule, name: str, said: list[Diagnostic]) -> Rules | None:
    if name in {"算法", "计算方法", "序时进度", "方法"}:
        value = _folded(rule.value)
        chosen = known.BY_MONTHS if "月" in value else known.BY_DAYS if "天" in value or "日" in value else None
        if chosen is None:
            said.append(_unusable(rule, f"可用：{known.BY_DAYS}、{known.BY_MONTHS}"))
            return None
        return replace(rules, method=chosen)
    if name in {"起算日", "起算"}:
        start = next((each for each in known.STARTS if each in _folded(rule.value)), None)
        if start is None:
            said.append(_unusable(rule, f"可用：{'、'.join(known.STARTS)}"))
            return None
        return replace(rules, start=start)
    if name in {"容差", "超进度", "超前"}:
        points = _number(rule.value)
        if points is None or not 0 <= points <= 100:
            said.append(_unusable(rule, "请写 0 到 100 的数，单位是百分点，如 5"))
            return None
        return replace(rules, tolerance=points) if name == "容差" else replace(rules, ahead=points)
    said.append(_unknown(rule, ("算法", "起算日", "容差", "超进度")))
    return None


def _light(rules: Rules, rule: Rule, name: str, said: list[Diagnostic]) -> Rules | None:
    if name in {"方案", "三色", "亮灯", "灯色", "亮灯方案"}:
        chosen = known.LIGHTS.get(_folded(rule.value).replace("、", "").replace("灯", ""))
        if chosen is None:
            said.append(_unusable(rule, f"可用：{'、'.join(known.LIGHTS)}"))
            return None
        return replace(rules, lights=chosen)
    if name in {"临近天数", "临近", "临近时限"}:
        days = _number(rule.value)
        if days is None or not 0 <= days <= 366 or days % 1:
            said.append(_unusable(rule, "请写 0 到 366 的整数，如 15"))
            return None
        return replace(rules, near=int(days))
    said.append(_unknown(rule, ("方案", "临近天数")))
    return None


def _word(rules: Rules, rule: Rule, _name: str, said: list[Diagnostic]) -> Rules | None:
    found = _judgement(rule.value)
    if found is None or found is Judgement.UNREPORTED:
        words = "、".join(each.value for each in Judgement if each is not Judgement.UNREPORTED)
        said.append(_unusable(rule, f"取值写这个状态算哪一种：{words}"))
        return None
    word = plain(rule.name)
    if not is_choice(word):
        what = "进不了填报表的下拉列表（单位自己写了仍认得）"
        said.append(_wrong(rule, "B105", what, f"状态词请用 {LONGEST} 个字以内、没有逗号和引号的词"))
    return replace(rules, words=(*rules.words, (word, found)))


def _named(rules: Rules, rule: Rule, _name: str, said: list[Diagnostic]) -> Rules | None:
    found = _judgement(rule.name)
    if found is None:
        said.append(_unknown(rule, tuple(each.value for each in Judgement)))
        return None
    return replace(rules, names=(*rules.names, (found, rule.value)))


def _judgement(word: str) -> Judgement | None:
    return next((each for each in Judgement if each.value == _folded(word)), None)


def _returning(rules: Rules, rule: Rule, name: str, said: list[Diagnostic]) -> Rules | None:
    if name not in {"填报时限", "报送时限", "时限", "应报日"}:
        said.append(_unknown(rule, ("填报时限",)))
        return None
    due = read_due_returns(rule.value)
    if due is None:
        said.append(_unusable(rule, HINT))
        return None
    return replace(rules, returns=due)


def _score(rules: Rules, rule: Rule, said: list[Diagnostic]) -> Rules | None:
    points = _number(rule.value)
    if points is None:
        said.append(_wrong(rule, "B102", f"的取值“{rule.value}”不是分数，没有用上", "请写带正负号的分数，如 -5"))
        return None
    if "扣" in rule.value:
        points = -abs(points)
    if not rule.basis.strip():
        said.append(_wrong(rule, "B103", "没有写明依据，不计分", "请在“依据”一栏写明规定它的文件"))
        return None
    return replace(rules, scores=(*rules.scores, ScoreRule(rule.name.strip(), points, rule.basis.strip())))


_Reader = Callable[[Rules, Rule, str, list[Diagnostic]], Rules | None]
_READERS: dict[str, _Reader] = {_PACE: _pace, _LIGHT: _light, _WORD: _word, _NAME: _named, _RETURN: _returning}

"""Owns the example notice's ledger with made returns up to September, by hand, for tests of status and bulletin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from qdoc.extract import extract
from qdoc.ledger import build_ledger
from qdoc.lexicon import load_lexicon
from qdoc.model import Ledger, LedgerRow
from qdoc.parse import parse
from qdoc.read import read_path

NOTICE = Path(__file__).resolve().parents[2] / "examples" / "云溪区质量强区2026年工作要点.txt"
AS_OF = date(2026, 10, 15)
# (words of the obligation, status, actual, progress)
RETURNS = (
    ("全年会诊企业不少于60家", "推进中", "40家", "会诊企业40家。"),
    ("引导链主企业", "推进中", "", "已有6家链主企业开放设备。"),
    ("产品质量合格率稳定", "推进中", "97.1%", "合格率97.1%。"),
    ("年内培训首席质量官80名", "推进中", "52名", "已培训52名。"),
    ("办好5个商标品牌指导站", "已完成", "5个", "5个指导站均已运行。"),
    ("举办现场交流活动4场", "推进中", "1场", "举办1场。"),
    ("新增标准化试点项目3个", "推进中", "3个", "3个项目均已获批。"),
    ("公开数量增长10%以上", "推进中", "7%", "同比增长7%。"),
    ("暗访实现全覆盖", "推进中", "85%", "暗访覆盖率85%。"),
    ("发布应用场景清单", "推进中", "", "清单已征求意见。"),
    ("新开工住宅项目分户验收全覆盖", "已完成", "92%", "完成92%。"),
    ("明厨亮灶", "推进中", "96%", "覆盖率96%。"),
    ("安全评估200台", "推进中", "188台", "完成评估188台。"),
    ("更新改造50台", "推进中", "50台", "50台改造完成。"),
    ("平均到场时间不超过20分钟", "推进中", "18分钟", "平均18分钟。"),
    ("橡胶软管2万根", "推进中", "0.3万根", "更换3000根。"),
    ("新增公共充电接口6000个", "推进中", "5200个", "新增5200个。"),
    ("检定覆盖率达到100%", "推进中", "74%", "检定覆盖率74%。"),
    ("完工8个", "推进中", "6个", "完工6个，另有2个因管线迁改推迟。"),
    ("启动改造老旧小区12个", "推进中", "12个", "12个全部启动。"),
    ("组织质量开放日", "推进中", "15场", "举办15场。"),
    ("编写中小学质量教育读本", "未启动", "", "尚未启动。"),
    ("建立街道质量工作评价制度", "基本完成", "", "制度已印发征求意见。"),
    ("每季度开展一次医疗质量评价", "推进中", "", "前三季度各开展一次。"),
    ("实训基地共建", "达进度", "", "共建协议签订3份。"),
)  # fmt: skip


@cache
def bare_ledger() -> Ledger:
    return build_ledger(extract(parse(read_path(NOTICE)), load_lexicon()))


@cache
def ledger() -> Ledger:
    """75 rows, 25 of them returned on."""
    rows = bare_ledger().rows
    for words, status, actual, progress in RETURNS:
        found = [row for row in rows if words in row.text]
        assert len(found) == 1, words
        rows = _changed(rows, found[0].key, _returned(status, actual, progress))
    return replace(bare_ledger(), rows=rows)


def _returned(status: str, actual: str, progress: str) -> Callable[[LedgerRow], LedgerRow]:
    return lambda row: replace(row, status=status, actual=actual, progress=progress)


def _changed(rows: tuple[LedgerRow, ...], key: str, change: Callable[[LedgerRow], LedgerRow]) -> tuple[LedgerRow, ...]:
    return tuple(change(row) if row.key == key else row for row in rows)

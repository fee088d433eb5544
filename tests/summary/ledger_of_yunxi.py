"""Owns a small ledger by hand, for the tests of the summary and its document."""

from __future__ import annotations

from qdoc.model import Basis, Cell, Ledger, LedgerHead, LedgerRow

HEAD = LedgerHead(
    notice_title="江海市云溪区人民政府办公室关于印发云溪区推进质量强区建设2026年工作要点的通知",
    plan_title="云溪区推进质量强区建设2026年工作要点",
    issuer="江海市云溪区人民政府办公室",
    document_number="云政办发〔2026〕5号",
    dated="2026-03-02",
    year=2026,
    source_name="云溪区质量强区2026年工作要点.txt",
    source_sha256="0" * 64,
)
SUPPLY, SAFETY = "做优质量供给，擦亮云溪品牌", "守牢质量底线，护航宜居生活"


def stated(value: str) -> Cell:
    return Cell(value, Basis.STATED)


ROWS = (
    LedgerRow(
        "k1", "2026/t01", SUPPLY, "1.", "推动制造业质量升级", "全年会诊企业不少于60家",
        lead=stated("区经济信息化局"), support=stated("区市场监管局、区科技局"), metric=stated("会诊企业不少于60家"),
        place="任务1", summary_wording="全年会诊企业64家，解决质量问题131个", status="已完成", actual="64家",
    ),
    LedgerRow(
        "k2", "2026/t01", SUPPLY, "1.", "推动制造业质量升级", "引导链主企业向配套企业开放检测设备",
        lead=stated("区经济信息化局"), support=stated("区市场监管局、区科技局"),
        place="任务1", status="已完成",
    ),
    LedgerRow(
        "k3", "2026/t02", SUPPLY, "2.", "全面推行首席质量官制度", "年内培训首席质量官80名",
        responsible=stated("区市场监管局、区经济信息化局"), metric=stated("培训首席质量官80名"), place="任务2",
        progress="已举办两期培训班，培训52名", status="推进中", actual="52名",
        problem="第三期培训班因师资冲突推迟到次年1月", carry_over="是",
    ),
    LedgerRow(
        "k4", "2026/t10", SAFETY, "10.", "保障电梯运行安全", "9月底前完成老旧电梯安全评估200台",
        lead=Cell("区市场监管局", Basis.SUGGESTED), metric=stated("安全评估200台"), place="任务10",
        summary_wording="完成评估188台。", status="已完成", actual="188台",
    ),
    LedgerRow(
        "k5", "2026/t13", SAFETY, "13.", "消除燃气使用隐患", "更换超期橡胶软管2万根",
        metric=stated("2万根"), place="任务13",
    ),
    LedgerRow(
        "k6", "2026/t14", SAFETY, "14.", "完善充电设施", "对违规停放问题持续推进整治", lead=stated("区住房城乡建设局"),
        place="任务14", status="长期推进", problem="部分小区没有可用场地", carry_over="否",
    ),
)  # fmt: skip
LEDGER = Ledger(HEAD, ROWS)

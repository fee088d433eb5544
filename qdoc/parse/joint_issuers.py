"""Owns the division of joint issuers: names that stand on lines, in columns or run together → one name each."""

from __future__ import annotations

import re

_REST_OF_NAME = re.compile(r"委员会|管理局|监管局|办公[厅室]")
_PLACE = re.compile(r"(?:中共)?([\u4e00-\u9fff]{2,6}?[省市区县州盟旗])")
# a local body of a central office carries the place inside its name
_LOCAL_BODY = r"(?:[\u4e00-\u9fff]{0,8}(?:监管局|监管分局|税务局|分行|支行|分公司|监管办公室|调查总队))"
_NAME_ENDS = "[局委厅部院署行社会处办组室府联协]"

# central bodies whose names do not show where they end (general knowledge of the organs of the State Council, the
# Party and the mass organisations; short names as they sign)
_CENTRAL = (
    r"(?:最高人民(?:法院|检察院)|全国(?:人大|政协)[\u4e00-\u9fff]{2,6}(?:办公厅|委员会|委)|全国总工会|全国妇联|全国工商联|共青团中央"
    r"|中国(?:科协|残联|人民银行|银保监会|证监会|气象局|地震局|科学院|社会科学院|工程院|贸促会|民航局|残疾人联合会)"
    r"|中华全国(?:总工会|妇女联合会|供销合作总社|工商业联合会)|中央(?:宣传部|组织部|政法委|网信办|编办|文明办|统战部|军委[\u4e00-\u9fff]{2,8}?[部委])"
    r"|国家(?:发展改革委|发展和改革委员会|卫生健康委(?:员会)?|民委|[\u4e00-\u9fff]{2,8}?总局|[\u4e00-\u9fff]{2,6}?局|自然科学基金委)"
    r"|国务院(?:国资委|扶贫办|办公厅|港澳办|台办|侨办)|自然科学基金委|中科院|社科院|工程院|供销合作总社"
    r"|人民银行|银保监会|证监会|市场监管总局|税务总局|海关总署|广电总局|体育总局|林草局|铁路局|民航局|邮政局|知识产权局"
    r"|(?:科技|科学技术|教育|公安|民政|司法|财政|人力资源社会保障|人力资源和社会保障|自然资源|国土资源|生态环境|环境保护|住房城乡建设|住房和城乡建设"
    r"|交通运输|水利|农业农村|农业|商务|文化和旅游|文化|退役军人|应急管理|工业和信息化|外交|国家安全|卫生|铁道|监察)部(?:办公厅)?)"
)
_ALL_CENTRAL = re.compile(rf"(?:{_CENTRAL})+")
_ONE_CENTRAL = re.compile(_CENTRAL)


def split_names(printed: str) -> str:
    """Return the names of joint issuers joined by 、 where the print shows where one ends; a single name as it is.

    Lines and wide gaps separate. Names that run together are cut where the place they share begins again
    (甲省乙厅甲省丙厅), where each is the name of a central body, and after each 部.
    """
    pieces: list[str] = []
    for piece in re.split(r"\s+", printed.strip()):
        if pieces and _REST_OF_NAME.match(piece):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    if len(pieces) > 1 and all(len(p) <= 3 and not _ONE_CENTRAL.fullmatch(p) for p in pieces):
        return "".join(pieces)  # letters set apart
    place = next((m[1] for p in pieces if (m := _PLACE.match(p))), None)
    names: list[str] = []
    for piece in pieces:
        names.extend(_cut_run(piece, place))
    return "、".join(names)


def _cut_run(piece: str, place: str | None) -> list[str]:
    if _ALL_CENTRAL.fullmatch(piece):
        return _ONE_CENTRAL.findall(piece)
    if place is not None and place[:-1] in piece:
        again = (
            rf"(?<={_NAME_ENDS})(?<!总局)(?<!税务局)(?=(?:中共)?{re.escape(place)}(?!{_LOCAL_BODY}))"
            rf"|(?<=[局厅])(?<!总局)(?={re.escape(place[:-1])}(?!{re.escape(place[-1])}))"
            rf"|(?<=[支分]行)(?={re.escape(place)})|(?<={_NAME_ENDS})(?=中国(?:人民|农业|银行保险|证券|铁路)|国家[\u4e00-\u9fff]{{2,6}}总局)"
        )
        return [p for p in re.split(again, piece) if p]
    if piece.count("部") >= 2 and len(piece) >= 6:
        return [
            p
            for p in re.split(
                r"(?<=部)(?=[\u4e00-\u9fff]{2})(?!办公|委员|门|队)|(?<=办公厅)(?=[\u4e00-\u9fff])"
                r"|(?<=[^全]总局)(?=[\u4e00-\u9fff]{2})|(?<=国家发展改革委)(?=[\u4e00-\u9fff])",
                piece,
            )
            if p
        ]
    return [piece]

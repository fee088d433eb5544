"""Sentences vote once each: for where they went, not for a look-alike whose own copy is there."""

from __future__ import annotations

from qdoc.compare.votes import match_sentences, votes

AIR = "支持甲机场利用第五航权开通客货航线"
OTHER_AIR = "支持乙机场利用第五航权开通客货航线"


def test_a_look_alike_gets_no_vote_where_the_copy_is():
    near = {(0, 0): 0.9, (0, 1): 1.0, (1, 0): 0.9, (1, 1): 0.9}
    said = votes([[AIR]], [[OTHER_AIR], [AIR]], {pair: near[pair] for pair in ((0, 0), (0, 1))})
    assert said.out == {(0, 1): 1.0}


def test_shares_are_of_each_text():
    said = votes([["更换老旧路灯八百盏", "完成支流清淤"]], [["更换老旧路灯八百盏"]], {(0, 0): 0.6})
    assert said.out[0, 0] == 9 / 15
    assert said.back[0, 0] == 1.0
    assert said.size[0, 0] == 9


def test_equal_sentences_go_to_the_likelier_task():
    same = "每季度通报一次进展情况"
    matched = match_sentences([[same]], [[same], [same]], {(0, 0): 0.2, (0, 1): 0.7})
    assert [after for _, _, after in matched] == [(1, 0)]


def test_unlike_sentences_do_not_vote():
    assert votes([["更换老旧路灯八百盏"]], [["完成支流清淤"]], {(0, 0): 0.1}).out == {}

"""How alike two texts are means something only beside all other pairs of the same two documents."""

from __future__ import annotations

from qdoc.compare.similarity import similarity_matrix

ONE, OTHER, THIRD = "更换老旧路灯八百盏", "完成支流清淤并公示", "免费体检覆盖全部老人"


def test_equal_texts_are_one_and_unlike_ones_nothing():
    matrix = similarity_matrix([ONE, OTHER], [OTHER, THIRD])
    assert matrix.rows[1][0] == 1.0
    assert matrix.rows[0] == (0.0, 0.0)


def test_what_all_tasks_share_counts_for_little():
    alike = "各街道要提高认识，"
    matrix = similarity_matrix([alike + ONE, alike + OTHER], [alike + ONE, alike + THIRD])
    assert matrix.rows[0][1] < 0.5 < matrix.rows[0][0]


def test_words_weigh_beside_characters():
    plain = similarity_matrix(["路灯老旧更换"], ["更换老旧路灯"])
    words = similarity_matrix(["路灯老旧更换"], ["更换老旧路灯"], lambda text: [text[i : i + 2] for i in (0, 2, 4)])
    assert words.rows[0][0] > plain.rows[0][0]


def test_an_even_matrix_has_a_least_spread():
    matrix = similarity_matrix([ONE] * 6, [ONE] * 6)
    assert matrix.z(0, 0) == 0.0
    assert matrix.spread == 0.01


def test_of_few_pairs_the_median_is_no_usual_one():
    matrix = similarity_matrix([ONE, OTHER], [ONE, OTHER])
    assert matrix.z(0, 0) > 12 > 0 > matrix.z(0, 1), "half of the pairs are matches, and stand out nevertheless"


def test_no_texts_are_no_error():
    assert similarity_matrix([], [ONE]).rows == ()

from cms.search.clauses import (
    LONGEST_QUERY,
    MOST_CLAUSES,
    Clause,
    clauses_for_beginnings,
    clauses_for_words,
    split,
)


def test_each_word_is_asked_for_once():
    assert clauses_for_words("刷单 刷单 刷單") == (Clause("刷单"),)


def test_a_long_word_may_be_found_by_its_parts():
    assert clauses_for_words("养老诈骗") == (Clause("养老诈骗", ("养老", "诈骗")),)


def test_a_lone_character_begins_a_word():
    assert clauses_for_words("骗") == (Clause("骗", as_prefix=True),)


def test_stop_words_ask_for_nothing():
    assert clauses_for_words("的了怎么办") == ()


def test_a_query_is_cut_at_its_limits():
    many = " ".join(f"word{n}" for n in range(100))
    assert len(clauses_for_words(many)) == MOST_CLAUSES
    assert clauses_for_words("　" * LONGEST_QUERY + "刷单") == ()


def test_half_typed_words_are_pairs_and_beginnings():
    assert clauses_for_beginnings("养老院 AP") == (
        Clause("养老"),
        Clause("老院"),
        Clause("ap", as_prefix=True),
    )
    assert clauses_for_beginnings("养") == (Clause("养", as_prefix=True),)


def test_where_the_whole_finds_too_little_its_parts_are_asked_for():
    assert split(clauses_for_words("养老诈骗刷单")) == (
        Clause("养老", is_part=True),
        Clause("诈骗", is_part=True),
        Clause("刷单"),
    )

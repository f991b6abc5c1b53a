import pytest
from wagtail.search.query import MATCH_ALL, And, Boost, Fuzzy, Not, Or, Phrase, PlainText

from cms.search.backend.rewriting import Boosted, Hits, Leaf, Negated, Rewriter, evaluate
from cms.search.clauses import MOST_CLAUSES, Clause, clauses_for_words

# Which documents hold a word.
INDEX = {"刷单": {1, 2}, "返利": {2, 3}, "快递": {4}}


def rewrite(query):
    return Rewriter(clauses_for_words, relax=True).rewrite(query)


def found(query) -> tuple[set, bool]:
    def look_up(leaf: Leaf) -> dict:
        sets = [INDEX.get(clause.word, set()) for clause in leaf.clauses]
        joined = set.intersection(*sets) if leaf.every else set.union(*sets)
        return dict.fromkeys(joined, 1.0)

    hits = evaluate(rewrite(query), look_up)
    return set(hits.scores), hits.inverted


@pytest.mark.parametrize(
    ("query", "ids", "all_but_these"),
    [
        (PlainText("刷单 返利"), {2}, False),
        (PlainText("刷单 返利", operator="or"), {1, 2, 3}, False),
        (Phrase("刷单返利"), set(), False),  # one word in our dictionary
        (Fuzzy("刷单"), {1, 2}, False),
        (Boost(PlainText("快递"), 3), {4}, False),
        (And([PlainText("刷单"), PlainText("返利")]), {2}, False),
        (Or([PlainText("刷单"), PlainText("快递")]), {1, 2, 4}, False),
        (And([PlainText("刷单"), Not(PlainText("返利"))]), {1}, False),
        (And([Not(PlainText("返利")), PlainText("刷单")]), {1}, False),
        (And([Not(PlainText("返利")), Not(PlainText("快递"))]), {2, 3, 4}, True),
        (Or([PlainText("刷单"), Not(PlainText("返利"))]), {3}, True),
        (Not(PlainText("刷单")), {1, 2}, True),
        (Not(Not(PlainText("刷单"))), {1, 2}, False),
        (MATCH_ALL, set(), True),
        (~MATCH_ALL, set(), False),
        (And([MATCH_ALL, PlainText("快递")]), {4}, False),
        (And([PlainText("的"), PlainText("快递")]), {4}, False),
        (PlainText("的"), set(), False),
        (Not(PlainText("的")), set(), False),
    ],
    ids=repr,
)
def test_queries_find_what_they_say(query, ids, all_but_these):
    assert found(query) == (ids, all_but_these)


def test_words_that_must_all_be_there_are_one_question():
    both = And([PlainText("刷单"), Phrase("快递")])
    assert rewrite(both) == Leaf((Clause("刷单"), Clause("快递")))


def test_only_plain_words_may_be_relaxed():
    assert rewrite(PlainText("刷单 快递")).may_relax
    assert not rewrite(Phrase("刷单 快递")).may_relax
    assert not rewrite(Not(PlainText("刷单 快递"))).child.may_relax


def test_a_boost_and_a_not_keep_their_place():
    leaf = Leaf((Clause("刷单"),))
    assert rewrite(Boost(PlainText("刷单"), 2)) == Boosted(leaf, 2)
    assert rewrite(Not(PlainText("刷单"))) == Negated(leaf)


def test_all_parts_of_a_query_share_one_limit():
    many = Or([Phrase(f"one{n} two{n}") for n in range(50)])
    asked = rewrite(many)
    assert sum(len(child.clauses) for child in asked.children) == MOST_CLAUSES


def test_scores_of_two_parts_are_added():
    assert Hits({1: 1.0, 2: 1.0}) & Hits({2: 0.5}) == Hits({2: 1.5})
    assert Hits({1: 1.0}) | Hits({1: 0.5, 3: 2.0}) == Hits({1: 1.5, 3: 2.0})

import uuid

import pytest

from campaigns.desk.forms import CopiesForm, HandoutForm, StocktakeForm

NOT_POSITIVE = "份数要大于 0。记错了请用“撤销”，不要填负数。"
NOT_A_NUMBER = "请用数字填写份数，例如 20。"
TOO_MANY = "一次最多 1000000 份，请核对份数。"


def copies(typed: str) -> CopiesForm:
    return CopiesForm({"client_ref": uuid.uuid4(), "quantity": typed})


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1", 1),
        (" 20 ", 20),
        ("２３", 23),
        ("30份", 30),
        ("３０ 份", 30),
        ("+5", 5),
        ("1000000", 1_000_000),
    ],
)
def test_a_number_is_understood_however_it_is_typed(typed, number):
    form = copies(typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["quantity"] == number


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "请填写份数。"),
        ("   ", "请填写份数。"),
        ("0", NOT_POSITIVE),
        ("-5", NOT_POSITIVE),
        ("－５", NOT_POSITIVE),
        ("1000000000", TOO_MANY),
        ("1000001", TOO_MANY),
        ("很多", NOT_A_NUMBER),
        ("二十", NOT_A_NUMBER),
        ("1.5", NOT_A_NUMBER),
        ("1e9", NOT_A_NUMBER),
        ("٣", NOT_A_NUMBER),
        ("9" * 5000, "这个数太长了，请核对份数。"),
    ],
)
def test_what_cannot_be_a_quantity_is_explained_at_the_field(typed, words):
    form = copies(typed)
    assert form.errors["quantity"] == [words]


def test_a_count_may_be_nothing_but_not_less():
    def count(typed):
        return StocktakeForm({"client_ref": uuid.uuid4(), "counted": typed})

    assert count("0").is_valid()
    assert count("-1").errors["counted"] == ["份数不能是负数。一份也没有就填 0。"]


@pytest.mark.parametrize("ref", ["", "not-a-uuid"])
def test_a_form_without_a_reference_asks_for_a_fresh_page(ref):
    form = CopiesForm({"client_ref": ref, "quantity": "5"})
    assert form.errors["client_ref"] == ["页面放得太久了，请刷新后再试。"]


def test_each_form_is_drawn_with_its_own_reference():
    assert CopiesForm()["client_ref"].initial != CopiesForm()["client_ref"].initial


def test_one_card_gives_each_step_a_reference_of_its_own():
    ref = uuid.uuid4()

    def step(quantity):
        form = HandoutForm({"client_ref": ref, "quantity": quantity, "channel": "lobby"})
        assert form.is_valid()
        return form.ref_of_step()

    assert step("5") == step("5")
    assert step("5") != step("1")

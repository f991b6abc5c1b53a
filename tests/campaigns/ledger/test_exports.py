import pytest

from campaigns.ledger.exports import plain_text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "  =1+1", "\t1", "\r1", "\n1"])
def test_text_that_a_spreadsheet_would_run_is_kept_as_text(text):
    assert plain_text(text) == f"'{text}"


@pytest.mark.parametrize("value", ["反诈小贴士", "1+1=2", "", None, 0, -3, 0.5])
def test_other_values_stay_as_they_are(value):
    assert plain_text(value) == value

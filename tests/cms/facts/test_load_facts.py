from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from campaigns.demo.content import CONTENT
from cms.facts.models import Fact
from cms.facts.queries import hotlines
from tests.factories.branches import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper():
    return UserFactory(admin=True, username="keeper")


def test_the_starter_facts_load_and_loading_again_changes_nothing(keeper):
    for _ in range(2):
        call_command("load_facts", CONTENT / "facts.toml", user="keeper", verbosity=0)
    assert [fact.value for fact in hotlines()] == ["110", "96110"]
    assert Fact.objects.filter(key="hotline-110").count() == 1


def test_one_bad_row_saves_none_and_is_named(keeper, tmp_path: Path):
    file = tmp_path / "facts.toml"
    good = (CONTENT / "facts.toml").read_text(encoding="utf-8")
    file.write_text(good + '\n[[fact]]\nkey = "no-date"\nvalue = "1"\n', encoding="utf-8")
    with pytest.raises(CommandError, match="no-date"):
        call_command("load_facts", file, user="keeper")
    assert Fact.objects.count() == 0


def test_somebody_without_the_right_is_refused(tmp_path: Path):
    with pytest.raises(CommandError, match="nobody"):
        call_command("load_facts", CONTENT / "facts.toml", user="nobody")

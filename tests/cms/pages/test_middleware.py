import logging

import pytest

from tests.clients import signed_in
from tests.factories.branches import staff

pytestmark = pytest.mark.django_db


def test_lobby_staff_at_the_admins_door_are_answered_without_a_traceback(network, caplog):
    client = signed_in(staff(network.garden))
    with caplog.at_level(logging.WARNING, logger="django.request"):
        answer = client.get("/admin/")
    assert answer.status_code == 403
    assert "这一页您不能打开" in answer.content.decode()
    assert [record.exc_info for record in caplog.records if record.exc_info] == []

import pytest

from cms.branches.client_address import client_address


@pytest.mark.parametrize(
    ("proxies", "said", "believed"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (0, "", "10.0.0.1"),
        (1, "6.6.6.6, 203.0.113.7", "203.0.113.7"),
        (2, "6.6.6.6, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "10.0.0.1"),
    ],
)
def test_only_what_our_own_proxies_saw_is_believed(rf, settings, proxies, said, believed):
    settings.PROXY_COUNT = proxies
    request = rf.get("/", headers={"X-Forwarded-For": said}, REMOTE_ADDR="10.0.0.1")
    assert client_address(request) == believed

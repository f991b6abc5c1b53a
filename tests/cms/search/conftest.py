import pytest

from tests.cms.search.pages import LittleSite


@pytest.fixture
def site(db) -> LittleSite:
    return LittleSite()

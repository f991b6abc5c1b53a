"""The folder typst reads: one a process, whoever asks first, and mended when it was tidied away."""

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from cms.printing import root
from cms.printing.layouts import LAYOUTS
from cms.printing.samples import read_sample

THREADS = 6


@pytest.fixture
def fresh():
    """As in a process that has not printed yet."""
    root._folder.cache_clear()
    root._kept.cache_clear()


def test_threads_that_ask_at_once_get_one_folder(fresh):
    start = Barrier(THREADS)

    def ask(_):
        start.wait()
        return root.folder()

    with ThreadPoolExecutor(THREADS) as pool:
        assert len(set(pool.map(ask, range(THREADS)))) == 1


def test_threads_that_print_first_all_find_their_pictures(fresh):
    layout = LAYOUTS["tip_sheet"]
    start = Barrier(THREADS)

    def draw(_):
        start.wait()
        return read_sample(layout, "plain").pdf(layout)

    with ThreadPoolExecutor(THREADS) as pool:
        assert len(set(pool.map(draw, range(THREADS)))) == 1


def test_a_folder_that_was_tidied_away_is_made_anew(fresh):
    shutil.rmtree(root.folder())
    assert (root.folder() / root.PICTURES).is_dir()


def test_nothing_half_written_is_left(fresh):
    layout = LAYOUTS["tip_sheet"]
    read_sample(layout, "plain").pdf(layout)
    left = os.listdir(root.folder() / root.PICTURES)
    assert [name for name in left if not name.endswith((".png", ".jpeg"))] == []

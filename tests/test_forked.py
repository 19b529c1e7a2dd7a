"""Work shared with copies of the process: the same results in order, whatever happens to a copy."""

import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from srclint import forked
from srclint.forked import processors, shared

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux only")


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12), st.integers(1, 4))
def test_the_results_come_in_order_whoever_made_them(numbers, processes):
    assert list(shared(numbers, numbers, lambda n: (n, n * n), processes)) == [(n, n * n) for n in numbers]


def who(_):
    """The process that does a piece of work which takes it a while."""
    time.sleep(0.05)
    return os.getpid()


def test_the_work_is_done_by_as_many_processes_as_asked_for():
    assert len(set(shared(range(8), [1] * 8, who, 3))) == 3
    assert len(set(shared(range(2), [1] * 2, who, 16))) == 2
    assert set(shared(range(8), [1] * 8, who, 1)) == {os.getpid()}


def test_who_is_done_first_takes_more():
    here = os.getpid()

    def slow_elsewhere(_):
        time.sleep(0.01 if os.getpid() == here else 0.2)
        return os.getpid()

    found = list(shared(range(10), [1] * 10, slow_elsewhere, 2))
    assert found.count(here) > 7


def queued(sizes):
    """The numbers of pieces of these sizes as a queue hands them out."""
    queue = forked._Queue(sizes)
    try:
        return list(queue)
    finally:
        queue.close()


@given(st.lists(st.integers(0, 100), max_size=60), st.integers(1, 8))
def test_the_queue_hands_out_each_piece_once(sizes, entries):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forked, "_ENTRIES", entries)
        assert sorted(queued(sizes)) == list(range(len(sizes)))


def test_pieces_come_in_order_but_for_very_large_ones_and_the_last():
    assert queued([1, 2, 3, 1, 2, 3, 1, 3, 2, 9]) == [9, 0, 1, 2, 3, 4, 5, 7, 8, 6]
    assert queued([1, 20, 1, 30, 1, 1, 1, 1, 1, 1]) == [3, 1, 0, 2, 4, 5, 6, 7, 8, 9]


def test_no_work_is_no_result():
    assert list(shared([], [], who, 4)) == []


@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL), lambda: 1 // 0])
def test_what_a_copy_cannot_do_is_done_here(end):
    here = os.getpid()
    assert list(shared(range(6), [1] * 6, lambda n: n if os.getpid() == here else end(), 3)) == list(range(6))


def test_a_result_of_which_a_copy_wrote_half_is_made_here(monkeypatch):
    class Longer(bytes):
        def __len__(self):
            return super().__len__() + 1

    def cut_off(results):
        first, second = islice(packed(results), 2)
        yield first
        yield Longer(second)

    here, packed = os.getpid(), forked._pickled
    monkeypatch.setattr(forked, "_pickled", cut_off)
    found = list(shared(range(8), [1] * 8, who, 2))
    assert len(found) == 8
    assert len([pid for pid in found if pid != here]) == 1


def test_a_result_larger_than_a_pipe_comes_whole():
    assert [len(text) for text in shared(range(6), [1] * 6, lambda n: "é" * (n * 100_000), 3)] == [
        n * 100_000 for n in range(6)
    ]


def test_what_is_ready_is_handed_on_while_the_rest_is_at_work(tmp_path):
    here, seen = os.getpid(), tmp_path / "seen"

    def held_up(n):
        if n == 5:
            while not seen.exists():
                time.sleep(0.01)
        elif os.getpid() == here:
            time.sleep(0.05)
        return n

    with closing(shared(range(6), [1] * 6, held_up, 2)) as results:
        assert next(results) == 0
        seen.touch()
        assert list(results) == [1, 2, 3, 4, 5]


def test_what_was_done_here_does_not_wait_for_a_copy(tmp_path, monkeypatch):
    here, fork, seen = os.getpid(), os.fork, tmp_path / "seen"

    def late():
        pid = fork()
        if pid == 0:
            time.sleep(0.2)  # so that the first piece is done here
        return pid

    def held_up(_):
        time.sleep(0.1)
        while os.getpid() != here and not seen.exists():
            time.sleep(0.01)
        return os.getpid()

    monkeypatch.setattr(os, "fork", late)
    with closing(shared(range(6), [1] * 6, held_up, 2)) as results:
        assert next(results) == here
        seen.touch()
        assert len({here, *results}) == 2


def test_where_no_copy_can_be_made_all_is_done_here(monkeypatch):
    def refused():
        raise BlockingIOError("no room for another process")

    monkeypatch.setattr(os, "fork", refused)
    assert list(shared(range(6), [1] * 6, lambda n: n + 1, 3)) == [1, 2, 3, 4, 5, 6]


def test_an_end_on_the_way_leaves_no_copy_behind(monkeypatch):
    here, fork, copies = os.getpid(), os.fork, []
    monkeypatch.setattr(os, "fork", lambda: copies.append(fork()) or copies[-1])

    def interrupted(_):
        if os.getpid() == here:
            raise KeyboardInterrupt
        signal.pause()

    before = sorted(Path("/proc/self/fd").iterdir())
    with pytest.raises(KeyboardInterrupt):
        list(shared(range(3), [1] * 3, interrupted, 3))
    assert sorted(Path("/proc/self/fd").iterdir()) == before
    assert len(copies) == 2
    for pid in copies:
        with pytest.raises(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


@pytest.mark.parametrize(
    ("before", "answer"),
    [("", "True"), ("import _thread, time; _thread.start_new_thread(time.sleep, (9,))", "False")],
)
def test_no_copy_is_made_beside_a_thread(before, answer):
    asked = f"{before}\nfrom srclint.forked import can_fork\nprint(can_fork(), flush=True)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == answer


def test_a_process_held_to_one_processor_stays_alone():
    asked = (
        "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}); from srclint.forked import processors as p"
    )
    done = subprocess.run([sys.executable, "-c", f"{asked}; print(p())"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"
    assert processors() >= 1

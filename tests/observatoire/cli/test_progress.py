"""The line of a long load: rewritten for who watches, absent from what is piped or kept."""

import io
import sys

import pytest

from observatoire.cli.terminal import show_progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("output", "seen"), [(Screen(), True), (io.StringIO(), False)])
def test_progress_is_written_only_for_who_watches_and_nothing_is_left(
    monkeypatch: pytest.MonkeyPatch, output: io.StringIO, seen: bool
):
    monkeypatch.setattr(sys, "stderr", output)

    with show_progress() as tell:
        tell("Lecture", None)
        tell("Lecture", 0.251)
        tell("Lecture", 0.252)

    assert output.getvalue().count("Lecture : 25\u202f%") == int(seen)
    assert output.getvalue().endswith("\r\x1b[K") == seen
    assert bool(output.getvalue()) == seen

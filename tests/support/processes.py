"""Other processes, for what only another process can show: being killed, being someone else."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65_534

USE_CLUSTER = """
import sys, time
from pathlib import Path
from observatoire.cluster import Cluster
with Cluster(Path(sys.argv[1])).use(create=True):
    print("ready", flush=True)
    time.sleep(600)
"""


@contextmanager
def another_user_of(home: Path, *, ready: bool = True) -> Iterator[subprocess.Popen[str]]:
    """A process that uses the cluster of a home until it is killed."""
    with subprocess.Popen([sys.executable, "-c", USE_CLUSTER, home], stdout=subprocess.PIPE, text=True) as process:
        try:
            if ready:
                assert process.stdout is not None
                assert process.stdout.readline() == "ready\n"
            yield process
        finally:
            process.kill()


def wait_until(is_true: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait for something that happens in another process or thread, and fail when it does not."""
    deadline = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.005)


def run_as_ordinary_account(action: Callable[[], None]) -> int:
    """Do something in a child that is not root, and give its exit code: 0 when nothing was raised.

    A fork, because an ordinary account may not be allowed to run root's interpreter.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            action()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

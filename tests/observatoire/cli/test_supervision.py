"""A worker beside the service: another one when it dies, none when the service is gone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from observatoire.cli.supervision import Supervisor
from tests.support.processes import wait_until

WORK = "import sys; sys.stdin.buffer.read()"
ATTACHED = """
import time
from observatoire.cli.attachment import interrupt_on_stop, leave_with_parent
interrupt_on_stop()
leave_with_parent()
try:
    print("ready", flush=True)
    time.sleep(600)
except KeyboardInterrupt:
    print("undone", flush=True)
"""


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_worker_that_dies_is_replaced_and_the_last_one_stops_with_the_service():
    supervisor = Supervisor([sys.executable, "-c", WORK])
    supervisor.start()
    try:
        wait_until(lambda: supervisor.pid is not None)
        first = supervisor.pid
        assert first is not None
        assert os.getpgid(first) != os.getpgrp(), "Ctrl-C would reach it before the service"
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: supervisor.pid != first)
    finally:
        supervisor.stop()

    assert supervisor.pid is not None
    assert not is_alive(supervisor.pid)


def test_attached_process_leaves_when_whoever_started_it_is_gone():
    command = [sys.executable, "-c", ATTACHED]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdin is not None
        assert worker.stdout is not None
        assert worker.stdout.readline() == "ready\n"

        worker.stdin.close()

        assert worker.stdout.readline() == "undone\n"
    assert worker.returncode == 0

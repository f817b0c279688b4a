"""`make bench`: everything, or the measures named on the command line, in one run."""

import argparse
import os
import platform
import signal
import sys
from datetime import UTC, datetime

from benchmarks.answers import measure_answers
from benchmarks.figures import measure_figures
from benchmarks.measuring import print_table
from benchmarks.national import measure_national
from benchmarks.pipeline import measure_pipeline
from benchmarks.policies import measure_policies
from benchmarks.screens import measure_screens
from benchmarks.secrecy import measure_secrecy, say_hidden, say_leaks
from benchmarks.store import measure_store
from benchmarks.workshop import open_workshop

IN_A_WORKSHOP = {
    "pipeline": ("From files to what is online", measure_pipeline),
    "national": ("The open file of the RPLS", measure_national),
    "policies": ("What row-level security costs", measure_policies),
    "answers": ("The heaviest answers", measure_answers),
    "screens": ("The screens", measure_screens),
}
STORE = "store"
FIGURES = "figures"
SECRECY = "secrecy"


def main() -> None:
    """Measure, print tables ready for `README.md`, and leave nothing behind."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*IN_A_WORKSHOP, STORE, FIGURES, SECRECY], metavar="NAME", help="all by default"
    )
    names = parser.parse_args().names or [STORE, FIGURES, SECRECY, *IN_A_WORKSHOP]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # so that servers and folders do not outlive us
    print(describe_machine(), flush=True)
    if STORE in names:
        print_table("The private cluster", measure_store())
    if FIGURES in names:
        print_table("The figures", measure_figures())
    if SECRECY in names:
        measured = measure_secrecy()
        print_table("What protection hides", say_hidden(measured))
        print_table("What an attacker deduces", say_leaks(measured))
        print("\n" + "\n".join(f"> {each}" for each in measured[0].naive.told))
    wanted = [IN_A_WORKSHOP[name] for name in IN_A_WORKSHOP if name in names]
    if wanted:
        with open_workshop() as workshop:
            for title, measure in wanted:
                print_table(title, measure(workshop))


def describe_machine() -> str:
    """What the figures depend on: processor, memory, and how busy the machine is with other things."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    now = datetime.now(tz=UTC).date().isoformat()
    return (
        f"{now}, {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )


if __name__ == "__main__":
    main()

"""Where the command begins: so little is loaded here that whoever presses Ctrl-C at once is answered like anyone else."""

import sys

from observatoire.cli.exit_codes import INTERRUPTED


def main() -> int:
    """Run the command line and return its exit code."""
    try:
        from observatoire.cli.main import main as run

        return run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrompu.\n")
        return INTERRUPTED

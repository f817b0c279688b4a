"""The sizes of the sheets of a workbook, told by a process of its own that has little memory.

Run as a program, with the path of the workbook. A cell filled very far from the data makes a fast reader ask for
hundreds of gigabytes, and die of it: the process that serves must not be the one that tries.
"""

import json
import resource
import sys

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MEMORY = 2 * 1024**3
CPU_SECONDS = 120
_TOO_MANY = "Cell limit exceeded"
"""What the reader says of a cell that an OpenDocument repeats to the end of the sheet."""


def main() -> None:
    """Print the name of each sheet, its last row and its last column, from 1; nothing when the workbook cannot be read."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    sizes = []
    try:
        with CalamineWorkbook.from_path(sys.argv[1]) as workbook:
            for name in workbook.sheet_names:
                last_row, last_column = workbook.get_sheet_by_name(name).end or (-1, -1)
                sizes.append((name, last_row + 1, last_column + 1))
    except (CalamineError, PasswordError) as error:
        if _TOO_MANY in str(error):
            raise
        sizes = []
    print(json.dumps(sizes))  # noqa: T201 - what the caller reads


if __name__ == "__main__":
    main()

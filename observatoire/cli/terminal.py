"""What the command line says: sentences, tables, problems. Plain text with tabs when nobody is watching the screen."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from observatoire.errors import InvalidInputError, ObservatoireError, Problem

NOTHING = "–"


def say(text: str = "") -> None:
    """Tell the person something, on the standard output."""
    typer.echo(text)


def warn(text: str) -> None:
    """Tell the person something that is not the result, on the error output."""
    typer.echo(text, err=True)


@contextmanager
def show_progress() -> Iterator[Callable[[str, float | None], None]]:
    """One line of the error output that a long load rewrites, when somebody watches; nothing of it is left."""
    watched = sys.stderr.isatty()
    told = ""

    def tell(stage: str, share: float | None) -> None:
        nonlocal told
        line = stage if share is None else f"{stage} : {share:.0%}".replace("%", "\u202f%")
        if watched and line != told:
            told = line
            sys.stderr.write(f"\r\x1b[K{line}")
            sys.stderr.flush()

    try:
        yield tell
    finally:
        if told:
            sys.stderr.write("\r\x1b[K")


def show_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[str] = ()) -> None:
    """Show rows.

    Args:
        title: said above the table.
        columns: headings.
        rows: cells as text; an empty cell is shown as a dash.
        right: headings of the columns of numbers.
    """
    say(title)
    if not sys.stdout.isatty():
        say("\t".join(columns))
        for row in rows:
            say("\t".join(row))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(Text(name), justify="right" if name in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell or NOTHING) for cell in row))
    Console().print(table)


def show_error(error: ObservatoireError) -> None:
    """Say what is wrong, every problem with its place and its remedy."""
    warn(f"{error.title} : {error.detail}")
    if isinstance(error, InvalidInputError):
        for problem in error.problems:
            warn(f"  • {_locate(problem)}{problem.message}")
            if problem.remedy:
                warn(f"    → {problem.remedy}")


def count_things(number: int, one: str, many: str) -> str:
    """A number and its noun, with the separator of thousands: « 1 résidence », « 1 632 logements »."""
    return f"{format_count(number)} {one if abs(number) < 2 else many}"  # noqa: PLR2004 (French plural starts at 2)


def format_count(number: int) -> str:
    """A whole number as French readers write it."""
    return f"{number:,}".replace(",", "\u202f")


def format_decimal(number: float) -> str:
    """A number with one decimal, as French readers write it."""
    return f"{number:.1f}".replace(".", ",")


def format_percent(share: float | None) -> str:
    """A share as a percentage, or a dash."""
    return NOTHING if share is None else f"{format_decimal(100 * share)}\u202f%"


def _locate(problem: Problem) -> str:
    """Where a problem is; its value is repeated unless the message already says it."""
    parts = [problem.file] if problem.file else []
    if problem.line is not None:
        parts.append(f"ligne {problem.line}")
    if problem.column:
        parts.append(problem.column if problem.column.startswith("--") else f"colonne « {problem.column} »")
    if problem.value is not None and problem.value not in problem.message:
        parts.append(f"valeur « {problem.value} »")
    return ", ".join(parts) + " : " if parts else ""

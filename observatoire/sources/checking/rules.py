"""What must hold inside a row and between the rows of one file, whatever the store contains."""

import pandas as pd

from observatoire.sources.columns import AtMost, Kind
from observatoire.sources.problems import ProblemList
from observatoire.sources.reading.raw_table import IntArray
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import french, number


def check_keys(frame: pd.DataFrame, kind: Kind, lines: IntArray, problems: ProblemList) -> None:
    """Refuse a key that comes twice: nothing says which of the two rows is right."""
    key = [name for name in kind.key if name in frame]
    if not key:
        return
    complete = frame[key].notna().all(axis="columns")
    doubled = complete & frame.duplicated(key)
    if not doubled.any():
        return
    line = pd.Series(lines, index=frame.index)
    first_line = line.groupby([frame[name] for name in key]).transform("min")
    label = frame[key].astype("str").agg(" ".join, axis="columns")
    for value, here, first in zip(label[doubled], line[doubled], first_line[doubled], strict=True):
        problems.add(
            french("« {value} » est déjà à la ligne {line}.", value=value, line=first),
            "Gardez une seule ligne, la bonne.",
            line=int(here),
            column=key[0],
            value=value,
        )


def check_rules(frame: pd.DataFrame, kind: Kind, lines: IntArray, problems: ProblemList, notices: NoticeList) -> None:
    """Compare the counts of each row: a part never passes its whole."""
    for rule in kind.rules:
        broken = _broken_rows(frame, rule)
        if not broken.any():
            continue
        if rule.strict:
            _say_broken(frame, rule, broken, lines, problems)
        else:
            notices.add(
                french("{sentence} {why}", sentence=_comparison(rule), why=rule.why),
                column=rule.parts[0],
                lines=lines[broken.to_numpy()],
            )


def _broken_rows(frame: pd.DataFrame, rule: AtMost) -> pd.Series:
    """Find the rows in which the parts pass the wholes; an optional count left empty adds nothing."""
    parts = [name for name in rule.parts if name in frame]
    if not parts or any(name not in frame for name in rule.wholes):
        return pd.Series(data=False, index=frame.index)
    part = frame[parts].sum(axis="columns", min_count=1)
    whole = frame[list(rule.wholes)].sum(axis="columns", skipna=False)
    return (part > whole).fillna(value=False).astype(bool)


def _say_broken(frame: pd.DataFrame, rule: AtMost, broken: pd.Series, lines: IntArray, problems: ProblemList) -> None:
    parts = [name for name in rule.parts if name in frame]
    for line, (_, row) in zip(lines[broken.to_numpy()], frame[broken].iterrows(), strict=True):
        part = " + ".join(f"{name} ({number(row[name])})" for name in parts if pd.notna(row[name]))
        whole = " + ".join(f"{name} ({number(row[name])})" for name in rule.wholes)
        problems.add(
            french("{part} dépasse {whole}.", part=part, whole=whole),
            french("{why} Corrigez l’un de ces nombres.", why=rule.why),
            line=int(line),
            column=parts[0],
            value=str(row[parts[0]]) if pd.notna(row[parts[0]]) else None,
        )


def _comparison(rule: AtMost) -> str:
    return french("{part} dépasse {whole}.", part=" + ".join(rule.parts), whole=" + ".join(rule.wholes))

"""What no residence has: left out of the calculation, and said again of the territories that have a row of their own.

A country's open file knows the age of a stock and nothing of its occupation: ten rows a residence would say « non transmis »
and one a figure. The publication says it once, and what reads a residence reads it there.
"""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from indices.untold import Untold, find_untold, leave_untold
from observatoire.method.file import MethodFile
from observatoire.store.queries.drafts import DraftFrames

STATUS = "non_transmis"


@dataclass(frozen=True, slots=True)
class Told:
    """A method as far as something was transmitted for it."""

    method: MethodFile
    """to compute with"""
    whole: MethodFile
    """as it was read"""
    untold: Untold | None

    def as_json(self) -> dict[str, Any]:
        """The form kept with the publication."""
        if self.untold is None:
            return {}
        indices = {code: list(lacking) for code, lacking in self.untold.indices.items()}
        return {"indicators": list(self.untold.indicators), "indices": indices}

    def complete(self, frames: DraftFrames) -> DraftFrames:
        """A draft where every territory but the residences has its rows."""
        if self.untold is None:
            return frames
        wider = frames.territories.loc[frames.territories["logements"].notna(), ["level", "code"]].assign(status=STATUS)
        values = [
            wider.assign(index=code, missing=f"{{{','.join(lacking)}}}", signal=False)
            for code, lacking in self.untold.indices.items()
        ]
        components = [wider.assign(indicator=code) for code in self.untold.indicators]
        return replace(
            frames,
            values=_append(frames.values, values),
            components=_append(frames.components, components),
        )


def read_told(counts: pd.DataFrame, method: MethodFile) -> Told:
    """Leave out of a method what nobody transmitted, where no index can be made.

    Args:
        counts: one row a residence.
        method: as it was read.
    """
    untold = find_untold(counts, method=method.method)
    told = method if untold is None else replace(method, method=leave_untold(method.method, untold))
    return Told(told, method, untold)


def _append(rows: pd.DataFrame, more: list[pd.DataFrame]) -> pd.DataFrame:
    known = pd.concat(more, ignore_index=True).reindex(columns=rows.columns)
    return pd.concat([rows, known.astype(rows.dtypes.to_dict())], ignore_index=True)

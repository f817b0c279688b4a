"""What territories were before: what a series follows through renamings, and where it stops being comparable."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from observatoire.store.tables.matching import Succession
from observatoire.store.tables.territories import CommunePassage
from observatoire.territories.fact_names import Ancestor

RENAMED = "renommee"
MERGED_COMMUNE = "commune absorbée"


def read_lineages(session: Session) -> dict[tuple[str, str], list[Ancestor]]:
    """Read the ancestors of residences and communes, by level and code; renamings are followed to the first name."""
    direct: dict[str, list[Ancestor]] = defaultdict(list)
    for row in session.scalars(select(Succession).where(Succession.nouvelle != "").order_by(Succession.date_effet)):
        direct[row.nouvelle].append({"code": row.ancienne, "nature": row.nature, "depuis": row.date_effet.isoformat()})
    lineages = {("residence", code): _follow(code, direct) for code in direct}
    for passage in session.scalars(select(CommunePassage).order_by(CommunePassage.ancien_code)):
        if passage.ancien_code != passage.code_insee:
            day = passage.date_effet.isoformat() if passage.date_effet else None
            lineages.setdefault(("commune", passage.code_insee), []).append(
                {"code": passage.ancien_code, "nature": MERGED_COMMUNE, "depuis": day}
            )
    return lineages


def _follow(code: str, direct: dict[str, list[Ancestor]]) -> list[Ancestor]:
    found: list[Ancestor] = []
    seen, waiting = {code}, [code]
    while waiting:
        for ancestor in direct.get(waiting.pop(), ()):
            if ancestor["code"] not in seen:
                seen.add(ancestor["code"])
                found.append(ancestor)
                if ancestor["nature"] == RENAMED:
                    waiting.append(ancestor["code"])
    return sorted(found, key=lambda each: (each["depuis"] or "", each["code"]))

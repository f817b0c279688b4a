"""Landlords named by a file of residences: new ones, and those who changed their name."""

from dataclasses import dataclass, field

import pandas as pd
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from observatoire.sources.report import NoticeList
from observatoire.sources.storing.known import read_aliases, read_bailleurs
from observatoire.sources.wording import french, named
from observatoire.store.tables.housing import Bailleur, BailleurAlias


@dataclass(slots=True)
class BailleurPlan:
    """Names by SIREN: of the landlords to create, of those to rename; and the former names to remember."""

    created: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    aliases: set[tuple[str, str]] = field(default_factory=set)


def plan_bailleurs(session: Session, frame: pd.DataFrame, notices: NoticeList) -> BailleurPlan:
    """Compare the landlords of a file with those known. The SIREN identifies, the name follows."""
    known = read_bailleurs(session)
    aliases = read_aliases(session)
    plan = BailleurPlan()
    pairs = frame[["bailleur_siren", "bailleur"]].dropna()
    for siren, names in pairs.groupby("bailleur_siren")["bailleur"]:
        ranked = names.value_counts(sort=True)
        name, others = str(ranked.index[0]), [str(other) for other in ranked.index[1:]]
        present = known.get(str(siren))
        if others:
            notices.add(
                french(
                    "Le bailleur {siren} a plusieurs noms dans le fichier : « {name} » est gardé, {others} en alias.",
                    siren=siren,
                    name=name,
                    others=named(others),
                ),
                column="bailleur",
            )
        if present is None:
            plan.created[str(siren)] = name
            present = name
        elif present != name and (str(siren), name) in aliases:
            notices.add(
                french("« {name} » est un ancien nom de « {present} », qui est gardé.", name=name, present=present),
                column="bailleur",
            )
        elif present != name:
            notices.add(
                french(
                    "Le bailleur {siren} s’appelait « {present} », il s’appelle « {name} » : l’ancien nom est gardé en alias.",
                    siren=siren,
                    present=present,
                    name=name,
                ),
                column="bailleur",
            )
            plan.renamed[str(siren)] = name
            plan.aliases.add((str(siren), present))
            present = name
        plan.aliases.update((str(siren), other) for other in others if other != present)
    plan.aliases -= aliases
    return plan


def write_bailleurs(session: Session, plan: BailleurPlan) -> None:
    """Create and rename landlords, and remember their former names."""
    if plan.created:
        session.execute(insert(Bailleur), [{"siren": siren, "nom": name} for siren, name in plan.created.items()])
    for siren, name in plan.renamed.items():
        session.execute(update(Bailleur).where(Bailleur.siren == siren).values(nom=name))
    if plan.aliases:
        session.execute(insert(BailleurAlias), [{"siren": siren, "nom": name} for siren, name in sorted(plan.aliases)])

"""The REPMS lists as a table: one row a residence of a list, with its landlord, criteria, life and signatures."""

import json
from pathlib import Path

import pandas as pd

from observatoire.commission.vocabulary import CRITERES_REPMS
from observatoire.files.tables import write_table
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries.repms import read_every_list

COLUMNS = (
    *("liste", "bailleur_siren", "bailleur", "adoptee_le", "expire_le", "en_vigueur", "criteres", "signatures"),
    *("residence", "nom", "code_insee", "commune", "adresse", "logements", "qpv", "publication"),
)


def export_repms(store: Store, path: Path) -> int:
    """Write every list, those in force and those that were; return the number of rows."""
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        lists = json.loads(read_every_list(session))
    rows = [
        {
            "liste": found["id"],
            "bailleur_siren": found["bailleur_siren"],
            "bailleur": found["bailleur"],
            "adoptee_le": found["adopted_on"],
            "expire_le": found["expires_on"],
            "en_vigueur": "oui" if found["in_force"] else "non",
            "criteres": " ; ".join(CRITERES_REPMS.get(each, each) for each in found["criteres"]),
            "signatures": " ; ".join(f"{each['organisation']} ({each['signed_on']})" for each in found["signatures"]),
            "residence": residence["code"],
            "publication": found["publication"],
            **{name: residence[name] for name in ("nom", "code_insee", "commune", "adresse", "logements", "qpv")},
        }
        for found in lists
        for residence in found["residences"]
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    write_table(frame.astype(dict.fromkeys(("liste", "logements", "publication"), "Int64")), path)
    return len(frame)

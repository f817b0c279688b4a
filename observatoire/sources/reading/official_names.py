"""Column names that official layers use (IGN, INSEE, ANCT), for the columns of our formats."""

from collections.abc import Sequence

from observatoire.sources.columns import Kind
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import french

_OFFICIAL: dict[str, dict[str, tuple[str, ...]]] = {
    "communes": {
        "code_insee": ("code", "insee_com", "insee", "codgeo", "depcom", "com", "code_commune", "codeinsee"),
        "nom": ("nom_com", "nom_commune", "libelle", "libgeo", "nom_depcom", "lib_com", "nom_officiel"),
        "epci_siren": ("siren_epci", "code_epci", "epci", "codeepci", "codes_siren_des_epci", "code_siren_epci"),
        "epci_nom": ("nom_epci", "lib_epci", "libepci"),
    },
    "epci": {
        "epci_siren": ("siren_epci", "code_epci", "code_siren", "siren", "epci", "code"),
        "epci_nom": ("nom_epci", "lib_epci", "libepci", "nom", "nom_officiel"),
    },
    "passage": {
        "ancien_code": ("depcom_hist", "com_hist", "com_ini", "code_ancien"),
        "code_insee": ("depcom", "com_fin", "com", "code_actuel"),
    },
    "qpv": {
        "code_qp": ("code_qpv", "codeqp", "qp"),
        "lib_qp": ("nom_qp", "nom_qpv", "lib_qpv", "libelle_qp"),
    },
    "secteurs": {
        "code": ("code_secteur", "id_secteur"),
        "nom": ("nom_secteur", "lib_secteur", "libelle"),
        "code_insee": ("insee_com", "insee", "code_commune", "depcom"),
    },
}


def official_names(kind: Kind) -> dict[str, str]:
    """Give our name for each official one, in small letters; the first of a column is the most usual."""
    return {official: ours for ours, every in _OFFICIAL.get(kind.name, {}).items() for official in every}


def _translate(header: Sequence[str], kind: Kind) -> tuple[tuple[str, ...], list[tuple[str, str]]]:
    """Give our names to the columns that bear an official one, where no column bears ours; and say which."""
    ours = {column.name for column in kind.columns}
    if kind.name not in _OFFICIAL:
        return tuple(header), []
    lowered = [name.lower() for name in header]
    renamed = {
        rank: name for rank, name in enumerate(lowered) if name in ours and header[rank] != name and name not in header
    }
    for column, candidates in _OFFICIAL.get(kind.name, {}).items():
        if column in lowered:
            continue
        rank = next((lowered.index(candidate) for candidate in candidates if candidate in lowered), None)
        if rank is not None and rank not in renamed and header[rank] not in ours:
            renamed[rank] = column
    changed = [(header[rank], name) for rank, name in sorted(renamed.items())]
    return tuple(renamed.get(rank, name) for rank, name in enumerate(header)), changed


def say_translation(header: Sequence[str], kind: Kind, notices: NoticeList) -> tuple[str, ...]:
    """Give our names to official columns, and tell the person."""
    translated, changed = _translate(header, kind)
    for old, new in changed:
        notices.add(french("La colonne « {old} » est lue comme « {new} ».", old=old, new=new), column=new)
    return translated

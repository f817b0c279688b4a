"""A landlord loads its own stock and nothing else: each row about another landlord's is refused."""

from observatoire.sources.intake.plan import Intake
from observatoire.sources.problems import refuse
from observatoire.sources.storing.known import read_residences
from observatoire.sources.wording import french, named

OWN_KINDS = ("residences", "parc", "occupation", "rpls-bailleur", "ops")
"""What a landlord may load; the rest belongs to the manager."""


def refuse_kind_of_others(kind: str, file: str) -> None:
    """Refuse a file that no landlord may load.

    Raises:
        InvalidInputError: it is about territories, or about everyone.
    """
    if kind not in OWN_KINDS:
        raise refuse(
            file,
            french("« {kind} » ne se charge pas par un bailleur.", kind=kind),
            french("Transmettez ce fichier au gestionnaire. Vous pouvez déposer : {kinds}.", kinds=named(OWN_KINDS)),
        )


def check_perimeter(intake: Intake, siren: str) -> None:
    """Add a problem for each row that is not about the stock of this landlord."""
    frame = intake.parsed.frame
    owners = frame["residence"].map(read_residences(intake.session)["bailleur_siren"].to_dict())
    others = owners.notna() & (owners != siren)
    if intake.kind.name == "residences":
        foreign = frame["bailleur_siren"].notna() & (frame["bailleur_siren"] != siren)
        intake.problems.add_each(
            "La ligne est au nom d’un autre bailleur (SIREN « {value} »).",
            french("Ne gardez que vos résidences, sous votre SIREN : {siren}.", siren=siren),
            lines=intake.lines_of(foreign),
            values=frame["bailleur_siren"][foreign],
            column="bailleur_siren",
        )
        others &= ~foreign
        message = "La résidence « {value} » est enregistrée au nom d’un autre bailleur."
        remedy = "Si elle vous a été cédée, demandez au gestionnaire de charger le changement ; sinon corrigez le code."
    else:
        message = "La résidence « {value} » n’est pas dans votre parc."
        remedy = "Retirez la ligne, ou corrigez le code de la résidence."
    intake.problems.add_each(
        message, remedy, lines=intake.lines_of(others), values=frame["residence"][others], column="residence"
    )

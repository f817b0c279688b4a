"""The reminder to a landlord: which files, which year, by when; polite, and ready to be copied."""

from collections.abc import Sequence

from observatoire.campaign.calendar import Expected, State
from observatoire.printing.french import write_date

FILES = {
    "parc": "le parc au 1er janvier {year} (le fichier déposé au RPLS, ou le tableau « parc »)",
    "occupation": "l’enquête d’occupation {year} (l’extraction OPS par logement ou par résidence, ou le tableau « occupation »)",
}


def write_reminder(expected: Sequence[Expected], *, sender: str, address: str | None) -> str | None:
    """The reminder to a landlord, ready to be copied; nothing when nothing is to be asked of it.

    Args:
        expected: of one landlord.
        sender: who signs.
        address: of the page where files are dropped, when it is known.
    """
    asked = [each for each in expected if each.state not in (State.COMPLETE, State.TO_LOAD)]
    if not asked:
        return None
    years = " et ".join(f"{each.source} {each.millesime}" for each in asked)
    where = f"à l’adresse {address}" if address else "sur la page « Données » de l’observatoire"
    return "\n".join(
        [
            f"Objet : Observatoire du parc social, données attendues : {years}",
            "",
            "Bonjour,",
            "",
            f"Pour la mise à jour de l’observatoire de la fragilité du parc social, il nous manque encore de {asked[0].bailleur} :",
            *(f"– {_ask(each)} ;" for each in asked[:-1]),
            f"– {_ask(asked[-1])}.",
            "",
            (
                f"Vous pouvez déposer ces fichiers {where}, tels que vous les avez : ils sont contrôlés aussitôt, et vous "
                "recevez en retour un rapport sur la qualité de vos données et vos propres chiffres. Rien n’est publié sans "
                "relecture."
            ),
            "",
            "Si quelque chose vous arrête, répondez simplement à ce message : nous le regarderons ensemble.",
            "",
            "Merci beaucoup de votre concours.",
            "",
            sender,
        ]
    )


def _ask(expected: Expected) -> str:
    what = FILES[expected.source].format(year=expected.millesime)
    due = f"{'attendu depuis' if expected.late else 'attendu pour'} le {write_date(expected.due_on)}"
    due = due.replace("attendu", "attendue") if expected.source == "occupation" else due
    match expected.state:
        case State.PARTIAL:
            missing = expected.expected - expected.described
            plural = "s" if missing > 1 else ""
            said = f" (il manque {missing} résidence{plural} sur {expected.expected})"
        case State.TO_MEND:
            said = " (le fichier déposé est à corriger : la copie annotée vous attend sur la page)"
        case _:
            said = ""
    return f"{what}, {due}{said}"


def write_reminders(expected: Sequence[Expected], *, sender: str, address: str | None) -> dict[str, str]:
    """The reminders to those of whom something is to be asked, by SIREN."""
    sirens = dict.fromkeys(each.bailleur_siren for each in expected)
    written = {
        siren: write_reminder(
            [each for each in expected if each.bailleur_siren == siren], sender=sender, address=address
        )
        for siren in sirens
    }
    return {siren: text for siren, text in written.items() if text is not None}

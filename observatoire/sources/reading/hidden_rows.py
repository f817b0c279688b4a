"""Rows that a workbook hides: they are read like the others, and that must be said."""

from observatoire.sources.reading.sheet_content import HiddenRows
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import counted, french

_NOT_SEEN = (
    "De ce classeur {format}, les cellules en erreur, les pourcentages, les formules et les lignes masquées ne se voient "
    "pas : enregistrez-le au format XLSX pour qu’ils soient contrôlés."
)


def say_hidden_rows(hidden: HiddenRows, lines: list[int], notices: NoticeList) -> None:
    """Say how many of the lines that are read a person does not see in the spreadsheet."""
    masked = [line for line in lines if line in hidden.rows]
    if masked:
        notices.add(
            french(
                "{count} {why} : si elles ne doivent pas l’être, retirez-les du fichier.",
                count=counted(len(masked), "ligne masquée", "lignes masquées"),
                why=("par un filtre " if hidden.by_filter else "dans le tableur ")
                + ("ont été lues" if len(masked) > 1 else "a été lue"),
            ),
            lines=masked,
        )


def say_not_seen(file_format: str, notices: NoticeList) -> None:
    """Say what could not be looked for in a file."""
    notices.add(french(_NOT_SEEN, format=file_format))

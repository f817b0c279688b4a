"""The certificate as files: JSON for programs, HTML and one page of PDF for people."""

import json
from pathlib import Path
from typing import Any

from observatoire.audit.report import Audit
from observatoire.errors import InvalidInputError, Problem
from observatoire.printing import render_html, render_pdf
from observatoire.printing.days import PARIS

TEMPLATE = "certificate.html"
MOST_PRINTED = 5
"""Deductions on paper; all are in the JSON."""


def write_certificate(audit: Audit, folder: Path) -> list[Path]:
    """Write the three files of a certificate; return their paths.

    Raises:
        InvalidInputError: the folder cannot be written.
    """
    document = audit.as_json(named=True)
    values: dict[str, Any] = {**document, "date": audit.made_at.astimezone(PARIS), "most": MOST_PRINTED}
    if audit.already.numbers:
        published = {each.publication: each.published_at.astimezone(PARIS) for each in audit.already.shown}
        shown = [each | {"date": published[each["publication"]]} for each in document["deja_publies"]["publications"]]
        values["deja_publies"] = document["deja_publies"] | {"publications": shown}
    name = f"certificat-publication-{audit.publication}" if audit.publication else "certificat-brouillon"
    contents = {
        ".json": (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode(),
        ".html": render_html(TEMPLATE, **values).encode(),
        ".pdf": render_pdf(TEMPLATE, **values),
    }
    paths = [folder / f"{name}{suffix}" for suffix in contents]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in zip(paths, contents.values(), strict=True):
            path.write_bytes(content)
    except OSError as error:
        problem = Problem(
            f"Le dossier « {folder} » ne peut pas être écrit ({error.strerror}).",
            "Choisissez un autre dossier avec l’option « -o ».",
            column="-o",
        )
        raise InvalidInputError("Le certificat n’a pas été écrit.", [problem]) from error
    return paths

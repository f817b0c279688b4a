"""The report as a printed document."""

from collections.abc import Mapping
from typing import Any

from observatoire.convention.gauges import Gauge
from observatoire.convention.reservataires import RESERVATAIRES
from observatoire.printing import render_html, render_pdf
from observatoire.report.content import ReportContent

TEMPLATE = "report.html"


def render_report(content: ReportContent, *, as_html: bool = False) -> bytes:
    """The report as tagged PDF, or as the HTML page that it is printed from."""
    values = _gather(content)
    return render_html(TEMPLATE, **values).encode() if as_html else render_pdf(TEMPLATE, **values)


def say_missing(gauge: Gauge) -> str:
    """What remains to be done, in words."""
    if gauge.status == "sans_objet":
        return "sans objet"
    if gauge.missing is None:
        return "suivi sans seuil"
    return "atteint" if gauge.missing == 0 else f"manque {gauge.missing}"


def say_few(count: Mapping[str, Any]) -> str:
    """A count of households, or that it is not told."""
    return "secret" if count["value"] is None else str(count["value"])


def _gather(content: ReportContent) -> dict[str, Any]:
    statement = content.statement
    measured = [each for each in statement.followed if each.together.status != "sans_objet"]
    return {
        "fictif": content.fictif,
        "content": content,
        "statement": statement,
        "followed": measured,
        "without": [each.objective.label for each in statement.followed if each not in measured],
        "short_of": [
            (each.objective.label, line.label, line.gauge)
            for each in measured
            for line in each.partners
            if line.gauge.missing
        ]
        + [(each.objective.label, "Ensemble", each.together) for each in measured if each.together.missing],
        "reservataires": RESERVATAIRES,
        "say_missing": say_missing,
        "say_few": say_few,
        "running": statement.elapsed < 1,
    }

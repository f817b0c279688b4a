"""The report as a printed document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from observatoire.convention.demand import ALL_TYPES
from observatoire.convention.gauges import Followed, Gauge
from observatoire.convention.reservataires import RESERVATAIRES
from observatoire.convention.rules import Committed
from observatoire.printing import render_html, render_pdf
from observatoire.printing.french import round_half_up
from observatoire.report.content import ReportContent
from observatoire.report.effects import NO_EVALUATION
from observatoire.report.method import METHOD
from observatoire.report.wording import (
    name_perimeter,
    say_below,
    say_few,
    say_minimum,
    say_missing,
    say_share,
    say_since,
    say_sources,
)

TEMPLATE = "report.html"


def render_report(content: ReportContent, *, as_html: bool = False) -> bytes:
    """The report as tagged PDF, or as the HTML page that it is printed from."""
    values = _gather(content)
    return render_html(TEMPLATE, **values).encode() if as_html else render_pdf(TEMPLATE, **values)


def _gather(content: ReportContent) -> dict[str, Any]:
    statement = content.statement
    flows = _add_up_flows(content.flows, content.rights)
    measured = [each for each in statement.followed if each.together.status != "sans_objet"]
    promised = [(label, partner, gauge) for label, partner, gauge in _list_gauges(measured) if gauge.wanted is not None]
    return {
        "fictif": content.fictif,
        "content": content,
        "statement": statement,
        "followed": measured,
        "without": [each.objective.label for each in statement.followed if each not in measured],
        "gauges": len(promised),
        "short_of": [line for line in promised if line[2].missing],
        "reservataires": RESERVATAIRES,
        "spread_told": [row for row in content.spread if row["status"] == "ok"],
        "spread_untold": [name_perimeter(row) for row in content.spread if row["status"] != "ok"],
        "name_perimeter": name_perimeter,
        "demand": [row for row in content.demand if row["typologie"] == ALL_TYPES],
        "flows": flows,
        "flows_rounded": sum(int(round_half_up(100 * line["share"])) for line in flows),
        "sources": say_sources(content),
        "no_evaluation": NO_EVALUATION,
        "method": METHOD,
        "say_minimum": say_minimum,
        "say_missing": say_missing,
        "say_share": say_share,
        "say_below": say_below,
        "say_few": say_few,
        "say_since": say_since,
        "over": statement.year > statement.convention.last,
        "running": statement.elapsed < 1 and content.written.year <= statement.year,
        "stopped": statement.elapsed < 1 and content.written.year > statement.year,
    }


def _list_gauges(followed: Iterable[Followed]) -> list[tuple[str, str, Gauge]]:
    """Objective, partner and gauge of who promised: all together only where the promise is theirs, or it counts twice."""
    return [
        (each.objective.label, label, gauge)
        for each in followed
        for label, gauge in (
            [("Ensemble", each.together)]
            if each.objective.committed is Committed.ENSEMBLE
            else [(line.label, line.gauge) for line in each.partners]
        )
    ]


def _add_up_flows(flows: Iterable[Mapping[str, Any]], rights: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A line for each reservation right, those that have most first."""
    inside: dict[str, int] = defaultdict(int)
    for row in flows:
        inside[row["reservataire"]] += row["attributions"] if row["qpv"] else 0
    added = {row["reservataire"]: row for row in rights}
    total = sum(line["attributions"] for line in added.values())
    lines = [
        {"label": label, "share": line["attributions"] / total, "qpv": inside[label]} | dict(line)
        for label, line in added.items()
    ]
    return sorted(lines, key=lambda line: -line["attributions"])

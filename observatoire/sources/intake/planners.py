"""The planner of each kind of file."""

from collections.abc import Callable

from observatoire.sources.intake.attributions import plan_attributions
from observatoire.sources.intake.communes import plan_communes
from observatoire.sources.intake.counts import plan_counts
from observatoire.sources.intake.epci import plan_epci
from observatoire.sources.intake.following import plan_demand, plan_relocation, plan_supply
from observatoire.sources.intake.guichets import plan_guichets
from observatoire.sources.intake.passage import plan_passage
from observatoire.sources.intake.plan import Intake, Plan
from observatoire.sources.intake.qpv import plan_qpv
from observatoire.sources.intake.residences import plan_residences
from observatoire.sources.intake.secteurs import plan_secteurs

PLANNERS: dict[str, Callable[[Intake], Plan]] = {
    "communes": plan_communes,
    "epci": plan_epci,
    "passage": plan_passage,
    "secteurs": plan_secteurs,
    "qpv": plan_qpv,
    "residences": plan_residences,
    "parc": plan_counts,
    "occupation": plan_counts,
    "attributions": plan_attributions,
    "guichets": plan_guichets,
    "relogements": plan_relocation,
    "programmes": plan_supply,
    "demande": plan_demand,
}

"""Compute a draft, publish it, go back: what the manager asks from the screen, done as on the command line."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from observatoire.computation import compute_draft
from observatoire.computation.draft_summary import DraftSummary
from observatoire.errors import ConflictError
from observatoire.publication import Settle, publish, rehearse, rollback
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import drafts
from observatoire.worker.stages import Stages
from observatoire.worker.work import Work

COMPUTED = 0.6
"""Share of a computation done when the draft is written; the attack of it is the rest."""


def compute(work: Work) -> Mapping[str, Any]:
    """Compute a draft from two millésimes, and attack it; the result says what it would change, and what resists."""
    asked = work.job.payload
    summary = compute_draft(
        work.store,
        ops=asked["ops"],
        rpls=asked["rpls"],
        reference=asked.get("reference"),
        settings=work.settings,
        progress=Stages(work.tell, end=COMPUTED).say,
    )
    work.tell(COMPUTED, "Attaque du brouillon : le secret tient-il ?")
    certificate = rehearse(work.store)
    return {"draft": _find_draft(work.store), "summary": describe_summary(summary), "certificate": certificate}


def publish_draft(work: Work) -> Mapping[str, Any]:
    """Publish the draft that the manager has read, and no other."""
    asked = work.job.payload
    if _find_draft(work.store) != asked["draft"]:
        raise ConflictError(
            "Le brouillon a changé depuis que vous l’avez relu : quelqu’un a publié ou recalculé entre-temps. Relisez "
            "le nouveau, puis publiez."
        )
    work.tell(0.2, "Publication")
    number = publish(work.store, note=asked["note"], settings=work.settings, settle=_settle(work))
    return {"number": number}


def _settle(work: Work) -> Settle:
    return lambda session, number: work.settle(session, {"number": number})


def roll_back(work: Work) -> Mapping[str, Any]:
    """Put an earlier publication online again."""
    asked = work.job.payload
    work.tell(0.2, "Retour à une publication antérieure")
    rollback(work.store, asked["number"], note=asked["note"], settings=work.settings, settle=_settle(work))
    return {"number": asked["number"]}


def describe_summary(summary: DraftSummary) -> dict[str, Any]:
    """What the manager reads before publishing, in plain values."""
    return {
        **summary.as_json(),
        "ops": summary.ops,
        "rpls": summary.rpls,
        "reference": asdict(summary.reference),
        "method_version": summary.method_version,
        "withheld": summary.withheld,
    }


def _find_draft(store: Store) -> int | None:
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        draft = drafts.find_draft(session)
        return draft.id if draft else None

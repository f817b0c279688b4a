"""What each kind of job does."""

from collections.abc import Mapping

from observatoire.worker import comparing, deposits, editions
from observatoire.worker.work import Task

TASKS: Mapping[str, Task] = {
    "controle": deposits.check,
    "chargement": deposits.load,
    "soumission": deposits.submit,
    "abandon": deposits.discard,
    "calcul": editions.compute,
    "publication": editions.publish_draft,
    "retour": editions.roll_back,
    "comparaison": comparing.compare,
    "explication": comparing.add_explanation,
    "total": comparing.add_total,
}

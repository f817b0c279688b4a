"""What the journal says of a request: nothing of most, a line of what shows a residence, leaves the house or decides.

A line names a residence or a number, never a figure; nor the type of household of a designation.
"""

import re
from urllib.parse import parse_qs, unquote

from starlette.types import Scope

from api.security import PARTNER_LAYERS_ADDRESS

WHOLE = "toutes les résidences"
_READ: tuple[tuple[str, str, str], ...] = (
    (r"partner/residences", "consultation", WHOLE),
    (r"partner/residences/([^/]+)", "consultation", "résidence {0}"),
    (r"partner/residences/([^/]+)/neighbours", "consultation", "résidence {0}"),
    (r"partner/residences/([^/]+)/decisions", "consultation", "décisions sur la résidence {0}"),
    (r"partner/decisions", "consultation", "décisions sur toutes les résidences"),
    (r"partner/funnels/\w+", "consultation", WHOLE),
    (r"partner/communes/([^/]+)/parts", "consultation", "résidences de la commune {0}"),
    (r"partner/relocation", "consultation", "relogements, par bâtiment"),
    (r"partner/residences/([^/]+)/designation", "consultation", "effet d’une désignation, résidence {0}"),
    (r"partner/residences/([^/]+)/sheet\.pdf", "export", "fiche de la résidence {0}"),
    (r"partner/territories/residence/([^/]+)(?:/series)?", "consultation", "résidence {0}"),
    (r"partner/map\.pdf", "export", "carte à imprimer"),
    (r"partner/level-file", "export", "tableau d’un niveau, en fichier"),
    (r"partner/attributions", "consultation", "attributions"),
    (r"partner/report(?:\.\w+)?", "export", "rapport annuel"),
    (r"partner/flows\.(?:csv|xlsx)", "export", "bilan des flux, en fichier"),
    (r"partner/sessions/(\d+)", "consultation", "séance {0}"),
    (r"partner/sessions/(\d+)/minutes\.pdf", "export", "procès-verbal de la séance {0}"),
    (r"partner/repms/(\d+)/annexe\.pdf", "export", "annexe de la liste REPMS {0}"),
    (r"partner/repms/(\d+)/liste\.csv", "export", "liste REPMS {0}"),
    (r"data/deposits/([^/]+)/annotated", "export", "copie annotée du dépôt {0}"),
    (r"data/returns/(\d+)", "consultation", "rapport de retour {0}"),
    (r"data/returns/(\d+)/report\.pdf", "export", "rapport de retour {0}"),
    (r"admin/journal\.csv", "export", "journal"),
)
_WRITE: tuple[tuple[str, str, str], ...] = (
    (r"partner/residences/([^/]+)/qualifications", "decision", "décision sur la résidence {0}"),
    (r"partner/qualifications/(\d+)/signatures", "decision", "signature de la décision {0}"),
    (r"partner/qualifications/(\d+)/replies", "decision", "réponse à la décision {0}"),
    (r"partner/residences/([^/]+)/protocol", "decision", "protocole ouvert, résidence {0}"),
    (r"partner/protocol/(\d+)/steps", "decision", "étape du protocole {0}"),
    (r"partner/repms", "decision", "liste REPMS proposée"),
    (r"partner/repms/(\d+)/signatures", "decision", "signature de la liste REPMS {0}"),
    (r"partner/sessions", "decision", "séance préparée"),
    (r"partner/sessions/(\d+)/items", "decision", "point ajouté à la séance {0}"),
    (r"partner/items/(\d+)/notes", "decision", "note du point {0}"),
    (r"partner/sessions/(\d+)/seal", "decision", "séance {0} scellée"),
    (r"partner/scenarios", "decision", "scénario proposé"),
    (r"partner/scenarios/(\d+)/signatures", "decision", "signature du scénario {0}"),
    (r"partner/attributions", "decision", "attribution saisie"),
    (r"partner/attributions/(\d+)/correction", "decision", "attribution {0} corrigée"),
    (r"admin/comparisons/explanations", "decision", "écart entre sources expliqué"),
    (r"admin/comparisons/totals", "decision", "total d’une autre source noté"),
    (r"data/deposits", "depot", "fichier déposé"),
    (r"data/deposits/([^/]+)/confirm", "depot", "chargement demandé, dépôt {0}"),
    (r"data/jobs/(\d+)/retake", "depot", "tâche {0} reprise"),
    (r"data/deposits/([^/]+)/discard", "depot", "dépôt {0} abandonné"),
)
_LAYERS: tuple[tuple[str, str, str], ...] = (
    (r"([^/]+)/items(?:/[^/]+)?", "export", "couche {0}"),
    (r"([^/]+)/tiles/WebMercatorQuad/\d+/\d+/\d+", "export", "tuiles de la couche {0}"),
)
LAYERS_ROOT = f"{PARTNER_LAYERS_ADDRESS}/collections/"
ROOT = "/api/v1/"
_PARTS = ("partner/", "data/", "admin/")


def is_once_a_day(line: tuple[str, str]) -> bool:
    """Whether a line stands for all of its day: a map asks for hundreds of tiles."""
    return line[1].startswith("tuiles ")


def describe_request(scope: Scope) -> tuple[str, str] | None:
    """The action and what it was about; nothing when the journal is silent."""
    path = str(scope["path"])
    if path.startswith(LAYERS_ROOT):
        return _find(_LAYERS, path.removeprefix(LAYERS_ROOT))
    if not path.startswith(ROOT):
        return None
    tail = path.removeprefix(ROOT)
    if not tail.startswith(_PARTS):
        return None
    if scope["method"] not in {"GET", "HEAD"}:
        return _find(_WRITE, tail) or (
            ("decision", f"{scope['method']} {tail}") if tail.startswith("partner/") else None
        )
    if tail == "partner/values":
        level = parse_qs(scope["query_string"].decode("latin-1")).get("level", [""])[0]
        return ("consultation", WHOLE) if level == "residence" else None
    return _find(_READ, tail)


def _find(lines: tuple[tuple[str, str, str], ...], tail: str) -> tuple[str, str] | None:
    for pattern, action, words in lines:
        found = re.fullmatch(pattern, tail)
        if found is not None:
            return action, words.format(*map(unquote, found.groups()))
    return None

"""`make fuzz`: thousands of questions that nobody would think of, asked as each role, from the contract of the API.

The marked territory is published in a throw-away cluster, and served on the loopback. What was asked is kept in a file, so
that an interrupted run goes on where it stopped; the seed makes every question again.
"""

import argparse
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, Verbosity, given, seed, settings
from hypothesis.errors import HypothesisException, Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.core.errors import SchemathesisError

from api.app import create_app
from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.cli.attachment import interrupt_on_stop
from observatoire.cluster import Cluster
from observatoire.settings import Settings
from observatoire.store.bootstrap import prepare
from observatoire.store.database import open_store
from tests.leaks.conftest import Served, name_number
from tests.leaks.oracle import Reader, list_numbers, list_permitted
from tests.support.builders import BONNEVILLE
from tests.support.editions import MARIGNIER, SEMCODA
from tests.support.every_output import describe_everything
from tests.support.judging import Answer, Judge
from tests.support.marked_territory import TEXT, Marked, publish_marked
from tests.support.serving import serve

ROLES = ("anonymous", *(str(role) for role in Role))
PERIMETERS = {"commune": Perimeter(communes=(BONNEVILLE,)), "bailleur": Perimeter(bailleurs=(SEMCODA,))}
READERS = {"commune": Reader("commune", BONNEVILLE), "bailleur": Reader("bailleur", SEMCODA)}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
KNOWN_CODES = (f"{BONNEVILLE}-0", None, f"{MARIGNIER}-1", None, BONNEVILLE, None)
"""Codes that exist, some of them secret: what is drawn by lot falls beside."""
ASKING_S = 60


def main() -> None:
    """Ask, and say what was wrong."""
    interrupt_on_stop()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000, help="for each role")
    parser.add_argument("--roles", nargs="+", default=ROLES, choices=ROLES)
    parser.add_argument("--only", type=re.compile, default=re.compile(""), help="operations, by a piece of their name")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--state", type=Path, default=Path(".fuzz.json"), help="where a run goes on from")
    options = parser.parse_args()
    state: dict[str, Any] = json.loads(options.state.read_text()) if options.state.exists() else {}
    if state.get("seed") != options.seed:
        state = {"seed": options.seed, "roles": {}}
    with serve_marked() as (served, address):
        for role in options.roles:
            told = state["roles"].setdefault(role, {"asked": 0, "done": [], "statuses": {}, "faults": {}})
            ask_as(served, address, role, options, told, save=lambda: options.state.write_text(json.dumps(state)))
            report(role, told)
    if any(told["faults"] for told in state["roles"].values()):
        raise SystemExit(1)


@contextmanager
def serve_marked() -> Iterator[tuple[Served, str]]:
    """The marked territory in a cluster of its own, in memory where there is room, and its address."""
    parent = Path(tempfile.mkdtemp(prefix="observatoire-fuzz-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None))  # noqa: S108
    parent.chmod(0o755)
    settings_ = Settings(home=parent / "home")
    cluster = Cluster(settings_.home, durable=False)
    try:
        with cluster.use(create=True):
            prepare(settings_)
            with open_store(settings_) as store:
                marked = publish_marked(store, settings_)
                app = create_app(marked.settings)
                with serve(app) as address:
                    yield Served(marked, app, None, ()), address  # type: ignore[arg-type]  # asked on the network here
    finally:
        cluster.stop()
        shutil.rmtree(parent, ignore_errors=True)


def ask_as(
    served: Served,
    address: str,
    role: str,
    options: argparse.Namespace,
    told: dict[str, Any],
    save: Callable[[], object],
) -> None:
    """Go round the operations, in turn as the contract wants them and against it, until enough was asked."""
    contract = schemathesis.openapi.from_dict(describe_everything(served.app.openapi()))
    operations = [each for found in contract.get_all_operations() if options.only.search((each := found.ok()).label)]
    quota = max(4, options.requests // (len(operations) * 3))
    judge = make_judge(served, role)
    for turn in count():
        for rank, operation in enumerate(operations):
            step = f"{turn}:{operation.label}"
            if told["asked"] >= options.requests:
                return
            if step not in told["done"]:
                number = options.seed * 1_000_003 + turn * 1009 + rank
                known = KNOWN_CODES[turn % len(KNOWN_CODES)]
                ask_operation(
                    served.marked, address, role, operation, MODES[turn % 2], number, quota, known, judge, told
                )
                told["done"].append(step)
                save()


def ask_operation(
    marked: Marked,
    address: str,
    role: str,
    operation: Any,
    mode: GenerationMode,
    number: int,
    quota: int,
    known: str | None,
    judge: Judge,
    told: dict[str, Any],
) -> None:
    """Some questions to one operation. The key is new each time: a question may well revoke it, or close its session."""
    headers = {}
    if role != "anonymous":
        key = add_account(marked.store, f"Organisation {role}", role, PERIMETERS.get(role, Perimeter()))
        headers["authorization"] = f"Bearer {key}"
    statuses, faults = Counter(told["statuses"]), Counter(told["faults"])
    session = requests.Session()

    def ask(case: Any) -> None:
        response = case.call(base_url=address, session=session, headers=headers, timeout=ASKING_S)
        told["asked"] += 1
        statuses[str(response.status_code)] += 1
        media_type = (response.headers.get("content-type") or [""])[0].partition(";")[0]
        text = response.content.decode("utf-8", errors="replace")
        answer = Answer(response.status_code, media_type, text, case.as_curl_command())
        for fault in judge.find_faults(answer):
            faults[f"{operation.label}: {fault}"] += 1
            told.setdefault("examples", {}).setdefault(f"{operation.label}: {fault}", case.as_curl_command()[:500])

    try:
        has_code = known is not None and "{code}" in operation.path
        strategy = operation.as_strategy(generation_mode=mode, path_parameters={"code": known} if has_code else None)
        quiet = {"deadline": None, "database": None, "phases": [Phase.generate], "verbosity": Verbosity.quiet}
        bounded = settings(max_examples=quota, suppress_health_check=list(HealthCheck), **quiet)  # type: ignore[arg-type]
        seed(number)(bounded(given(strategy)(ask)))()
    except Unsatisfiable:  # nothing to ask against the contract where it takes no parameter
        pass
    except (HypothesisException, SchemathesisError, requests.RequestException) as error:
        name = f"{operation.label}: {type(error).__name__}"
        told.setdefault("skipped", {})[name] = str(error)[:200]
    finally:
        session.close()
    told["statuses"], told["faults"] = dict(statuses), dict(faults)


def make_judge(served: Served, role: str) -> Judge:
    """Every number of a residence that this role may not read, and every mark but its own and the note that partners read."""
    reader = READERS.get(role, Reader(role))
    manages = role in {"epci", "admin"}  # who reads the list of accounts
    others = rf"{TEXT}-source" if manages else rf"(?<!note ){TEXT}(?! {role}\b)"
    return Judge(
        forbidden_numbers=frozenset(list_numbers(served) - list_permitted(served, reader)),
        name_number=name_number,
        forbidden_marks=re.compile(TEXT if role == "anonymous" else others),
    )


def report(role: str, told: dict[str, Any]) -> None:
    """What a role asked, and what was wrong."""
    statuses = ", ".join(f"{status} × {times}" for status, times in sorted(told["statuses"].items()))
    print(f"{monotonic():.0f} s {role}: {told['asked']} requests ({statuses}), {sum(told['faults'].values())} faults")  # noqa: T201
    for fault, times in sorted(told["faults"].items(), key=lambda each: -each[1]):
        print(f"  {times} × {fault}\n      {told['examples'].get(fault, '')}")  # noqa: T201
    for skipped, why in told.get("skipped", {}).items():
        print(f"  left out: {skipped}: {why}")  # noqa: T201


if __name__ == "__main__":
    main()

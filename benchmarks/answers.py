"""The heaviest answers: made anew, kept, not sent again; and the same rows from two general feature servers."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from statistics import median
from time import perf_counter

from benchmarks.api_server import run_api
from benchmarks.flat_table import write_flat_table
from benchmarks.load import CROWD, Question, UnexpectedAnswerError, count_answers_per_second
from benchmarks.measuring import Line, Timings, say_ratio, say_timing
from benchmarks.peers import PEERS, SCHEMA, TABLE, NotInstalledError, install_peers
from benchmarks.processes import NotStartedError, Running, read_cpu_seconds
from benchmarks.workshop import Workshop
from observatoire.access.audience import Role
from observatoire.accounts.register import add_account
from observatoire.settings import Settings
from observatoire.store.database import Tier, open_store

RESIDENCES = "/api/v1/partner/residences"
PATHS = (RESIDENCES, "/api/v1/partner/values?level=residence", "/api/v1/public/residences")
WAYS = ("made anew", "kept", "If-None-Match")
ROUNDS = 5
TURN_S = 0.3
CROWD_ROUNDS = 2
SHORTEST_S, LONGEST_S = 2, 12
WANTED_ANSWERS = 20


@dataclass(frozen=True)
class Asked:
    """A question of the run, the process that answers it, and how many bytes come."""

    name: str
    question: Question
    pid: int
    size: int


def measure_answers(workshop: Workshop) -> list[Line]:
    """Every server runs at the same time and is asked in turn, so that a busy moment weighs on all alike."""
    settings = workshop.published
    with ExitStack() as stack:
        store = stack.enter_context(open_store(settings))
        headers = {"Authorization": f"Bearer {add_account(store, 'Mesures', Role.EPCI)}"}
        forgetful = stack.enter_context(run_api(settings, answer_cache_bytes=0))
        keeping = stack.enter_context(run_api(settings))
        asked = [each for path in PATHS for each in _ask_three_ways(path, forgetful, keeping, headers)]
        collection = json.loads(Question(keeping.origin, RESIDENCES, headers).ask_alone()[1])
        columns = write_flat_table(store.engine(Tier.OWNER), collection, schema=SCHEMA, table=TABLE)
        peers, absent = _start_peers(stack, workshop, settings)
        timings = _take_turns([*asked, *peers], workshop)
        rates = _crowd([*asked, *peers], timings)
    heading = f"{len(collection['features'])} residences, {columns} columns; CPU: application + PostgreSQL"
    return [Line(heading, ""), *_report(asked, peers, timings, rates), *absent]


def _ask_three_ways(path: str, forgetful: Running, keeping: Running, headers: dict[str, str]) -> list[Asked]:
    anew, kept = Question(forgetful.origin, path, headers), Question(keeping.origin, path, headers)
    answered, body = kept.ask_alone()
    unsent = replace(kept, headers={**headers, "If-None-Match": answered["ETag"]}, status=304)
    servers = (forgetful, keeping, keeping)
    sizes = (len(anew.ask_alone()[1]), len(body), len(unsent.ask_alone()[1]))
    return [
        Asked(f"{path.removeprefix('/api/v1/')}, {way}", question, server.pid, size)
        for way, question, server, size in zip(WAYS, (anew, kept, unsent), servers, sizes, strict=True)
    ]


def _start_peers(stack: ExitStack, workshop: Workshop, settings: Settings) -> tuple[list[Asked], list[Line]]:
    """Those that could be started and answer all the rows, and a line on each of the others."""
    try:
        programs = install_peers()
    except NotInstalledError as refusal:
        return [], [Line("the peers could not be installed", "", beside=str(refusal))]
    started, absent = [], []
    for name, run in PEERS.items():
        try:
            running, path = stack.enter_context(run(programs, settings, workshop.folder))
            question = Question(running.origin, path)
            started.append(Asked(f"peer: {name}", question, running.pid, len(question.ask_alone()[1])))
        except (NotInstalledError, NotStartedError, UnexpectedAnswerError) as refusal:
            absent.append(Line(f"{name} does not serve the rows", "", beside=str(refusal)))
    return started, absent


def _take_turns(asked: list[Asked], workshop: Workshop) -> dict[str, Timings]:
    timings = {each.name: Timings(partial(_read_cpu, each.pid, workshop)) for each in asked}
    for _ in range(ROUNDS):
        for each in asked:
            _ask_for_a_while(each, timings[each.name])
    return timings


def _ask_for_a_while(each: Asked, timings: Timings) -> None:
    """Several answers on one connection, so that CPU clocks have something to count; the first one is not timed."""
    connection = each.question.connect()
    start = perf_counter()
    each.question.ask(connection)
    times = max(1, round(TURN_S / (perf_counter() - start)))

    def ask() -> None:
        for _ in range(times):
            each.question.ask(connection)

    timings.take(each.name, ask, times=times)
    connection.close()


def _crowd(asked: list[Asked], timings: dict[str, Timings]) -> dict[str, float]:
    rates: dict[str, list[float]] = {each.name: [] for each in asked}
    for _ in range(CROWD_ROUNDS):
        for each in asked:
            expected = timings[each.name][each.name].median * WANTED_ANSWERS
            seconds = round(min(max(expected, SHORTEST_S), LONGEST_S))
            rates[each.name].append(count_answers_per_second(each.question, seconds))
    return {name: median(taken) for name, taken in rates.items()}


def _read_cpu(pid: int, workshop: Workshop) -> tuple[float, float]:
    return read_cpu_seconds(pid), workshop.read_cpu()


def _report(
    asked: list[Asked], peers: list[Asked], timings: dict[str, Timings], rates: dict[str, float]
) -> Iterator[Line]:
    ours = {each.name: each for each in asked}
    for each in [*asked, *peers]:
        beside = f"{each.size / 2**20:.2f} MiB; {CROWD} at once: {rates[each.name]:.3g} answers/s"
        yield say_timing(each.name, timings[each.name][each.name], beside, unit="ms")
    for peer in peers:
        for way in WAYS:
            mine = ours[f"{RESIDENCES.removeprefix('/api/v1/')}, {way}"].name
            alone = say_ratio(timings[mine][mine].median, timings[peer.name][peer.name].median)
            crowd = say_ratio(rates[peer.name], rates[mine])
            cpu = say_ratio(sum(timings[mine][mine].cpu_medians), sum(timings[peer.name][peer.name].cpu_medians))
            yield Line(f"{peer.name} / ours {way}", alone, "", cpu, f"{CROWD} at once: {crowd}")

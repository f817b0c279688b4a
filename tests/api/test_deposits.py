"""A file sent from the web: understood, refused or accepted, confirmed, loaded; and what must not come in does not."""

import io

import openpyxl
import pytest

from observatoire.files.spool import Spool
from observatoire.sources.reading.workbook import PROBLEMS_SHEET
from observatoire.store.database import Tier, unit_of_work
from observatoire.store.queries.job_line import open_line
from observatoire.store.tables.housing import Parc
from observatoire.worker.running import run_next
from tests.support.small_disks import files_no_larger_than

NOTHING_SAID = dict.fromkeys(("kind", "millesime", "bailleur", "columns", "confirmed", "decisions"))
DEPOSITS = "/api/v1/data/deposits"
HEAD = "residence;logements;loues;vacants;offerts_un_an;emmenages;avant_1975"
GOOD = f"{HEAD}\nR1;41;39;2;41;4;20\nR2;40;38;2;40;4;20\n"
BAD = f"{HEAD}\nR1;41;39;=1+1;41;4;20\nR9;40;38;2;40;4;-3\n"


def send(world, text: str, name: str = "parc-2018.csv", role: str = "epci", **headers: str):
    return world.client.post(
        DEPOSITS,
        params={"name": name},
        content=text.encode(),
        headers={
            "authorization": f"Bearer {world.keys[role]}",
            "content-type": "application/octet-stream",
            **{key.replace("_", "-"): value for key, value in headers.items()},
        },
    )


def ask(world, number: str, action: str, body: object = None):
    headers = {"authorization": f"Bearer {world.keys['epci']}"}
    return world.client.post(f"{DEPOSITS}/{number}/{action}", json=body, headers=headers)


def work(world) -> None:
    with open_line(world.store.conninfo(Tier.ADMIN)) as line:
        while run_next(world.store, world.settings, line):
            pass


def list_spool(world) -> list[str]:
    folder = Spool(world.settings.home).folder
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_file_with_errors_is_refused_with_a_copy_where_each_is_marked_then_corrected_and_loaded(world):
    sent = send(world, BAD)
    assert (sent.status_code, sent.json()["state"], sent.json()["jobs"][0]["state"]) == (201, "recu", "en_attente")
    number = sent.json()["id"]
    work(world)

    refused = world.read(f"{DEPOSITS}/{number}", "epci")
    problems = {(problem["line"], problem["column"]) for problem in refused["error"]["problems"]}
    assert (refused["state"], refused["kind"], refused["millesime"]) == ("refuse", "parc", 2018)
    assert problems >= {(2, "vacants"), (3, "avant_1975")}
    assert "parc-2018.csv" in refused["error"]["detail"]

    copy = world.get(f"{DEPOSITS}/{number}/annotated", "epci")
    workbook = openpyxl.load_workbook(io.BytesIO(copy.content))
    sheet = workbook["Fichier"]
    faulty = sheet["D2"]
    assert (faulty.value, faulty.data_type, faulty.quotePrefix) == ("=1+1", "s", True), "never a formula"
    assert faulty.comment is not None
    assert faulty.fill.fgColor.rgb == "FFFFD9C2"
    assert workbook[PROBLEMS_SHEET].max_row == len(refused["error"]["problems"]) + 1

    sheet["D2"], sheet["A3"], sheet["G3"] = "2", "R2", "20"
    corrected = io.BytesIO()
    workbook.save(corrected)
    again = world.client.post(
        DEPOSITS,
        params={"name": "parc-2018-corrigé.xlsx"},
        content=corrected.getvalue(),
        headers={"authorization": f"Bearer {world.keys['epci']}", "content-type": "application/octet-stream"},
    ).json()["id"]
    work(world)
    checked = world.read(f"{DEPOSITS}/{again}", "epci")
    assert (checked["state"], checked["report"]["rows"], checked["report"]["inserted"]) == ("controle", 2, 2)
    assert checked["report"]["stock"]["landlords"] == [{"siren": "325720045", "nom": "Halpades", "rows": 2}]
    assert [residence["code"] for residence in checked["report"]["stock"]["absent"]] == ["R3"]

    assert ask(world, again, "confirm").status_code == 202
    assert ask(world, again, "confirm").status_code == 409, "already asked"
    work(world)
    loaded = world.read(f"{DEPOSITS}/{again}", "epci")
    assert (loaded["state"], loaded["kept"]) == ("charge", False)
    assert loaded["receipt_id"] is not None
    with unit_of_work(world.store.engine(Tier.ADMIN)) as session:
        parc = session.get(Parc, ("R1", 2018))
        assert parc is not None
        assert parc.logements == 41
    assert ask(world, again, "discard").status_code == 409, "too late"
    assert ask(world, number, "discard").status_code == 202
    work(world)
    assert list_spool(world) == []


def test_same_file_sent_twice_is_said_and_loaded_again_only_on_purpose(world):
    first, second, later = (
        send(world, GOOD, name).json()["id"] for name in ("parc-2018.csv", "b-2018.csv", "c-2017.csv")
    )

    def read(number):
        return world.read(f"{DEPOSITS}/{number}", "epci")

    def twins(number):
        return [(each["id"], each["state"], each["file_name"]) for each in read(number)["twins"]]

    assert [each["id"] for each in read(second)["twins"]] == [first], "said before it is even checked"
    work(world)
    assert twins(first) == [], "of two people at once, one is the first"
    assert twins(second) == [(first, "controle", "parc-2018.csv")]
    assert twins(later) == [], "the same bytes for another year are another file"

    refused = ask(world, second, "confirm")
    assert (refused.status_code, "attend déjà" in refused.json()["detail"]) == (409, True)
    assert ask(world, first, "confirm").status_code == 202
    work(world)
    assert twins(second) == [(first, "charge", "parc-2018.csv")]
    receipt = read(first)["receipt_id"]
    assert f"a déjà été chargé (reçu n° {receipt})" in ask(world, second, "confirm").json()["detail"]

    assert ask(world, second, "confirm?insist=true").status_code == 202
    work(world)
    assert (read(second)["state"], read(second)["report"]["unchanged"], twins(second)) == ("charge", 2, [])


def test_what_the_file_is_can_be_said_when_it_does_not_say_it(world):
    number = send(world, GOOD, name="extraction.csv").json()["id"]
    work(world)
    assert world.read(f"{DEPOSITS}/{number}", "epci")["state"] == "a_completer"

    ask(world, number, "check", NOTHING_SAID | {"millesime": 2018})
    work(world)

    deposit = world.read(f"{DEPOSITS}/{number}", "epci")
    assert (deposit["state"], deposit["kind"], deposit["millesime"]) == ("controle", "parc", 2018)


def test_names_are_shown_never_used(world):
    sent = send(world, GOOD, name="../../etc/pass\x00wd\\..\\parc-2018.csv").json()

    assert sent["file_name"] == "parc-2018.csv"
    assert [name for name in list_spool(world) if "parc" in name] == []
    assert list(world.settings.home.parent.glob("**/parc-2018*")) == []
    world.service.journal.flush()
    assert "fichier déposé (« parc-2018.csv »)" in [
        line["object"] for line in world.read("/api/v1/admin/journal?action=depot", "epci")["lines"]
    ]


@pytest.mark.parametrize(
    ("text", "name", "headers"),
    [
        ("", "vide.csv", {}),
        (GOOD, "...", {}),
        (GOOD, "parc.csv", {"content_type": "multipart/form-data; boundary=x"}),
        (GOOD, "parc.csv", {"content_type": "text/plain"}),
    ],
)
def test_what_is_no_file_is_refused_and_leaves_nothing(world, text, name, headers):
    refused = send(world, text, name=name, **headers)

    assert refused.status_code == 422
    assert refused.json()["errors"][0]["remedy"]
    assert list_spool(world) == []


def test_file_too_large_is_refused_before_it_fills_the_disk(world):
    small = world.settings.model_copy(update={"largest_upload": 1000})
    object.__setattr__(world.service, "settings", small)

    def pour():
        for _ in range(10):
            yield b"x" * 500

    headers = {"authorization": f"Bearer {world.keys['epci']}", "content-type": "application/octet-stream"}
    poured = world.client.post(DEPOSITS, params={"name": "gros.csv"}, content=pour(), headers=headers)

    assert send(world, "x" * 5000).status_code == 422, "announced"
    assert poured.status_code == 422, "not announced"
    assert list_spool(world) == []


def test_file_that_the_disk_does_not_take_is_refused_with_what_to_do_and_leaves_nothing(world):
    with files_no_larger_than(100_000):
        refused = send(world, "x" * 300_000)

    assert refused.status_code == 503
    assert "un fichier aussi grand n’y est pas permis" in refused.json()["detail"]
    assert "il en faut 0,3\u202fMio" in refused.json()["detail"]
    assert str(world.settings.home) not in refused.text, "where files are kept is for the log"
    assert list_spool(world) == []


def test_nobody_else_deposits_nor_reads(world):
    number = send(world, GOOD).json()["id"]

    assert send(world, GOOD, role="commission").status_code in {401, 403}
    for address in (DEPOSITS, f"{DEPOSITS}/{number}", f"{DEPOSITS}/{number}/annotated"):
        assert world.get(address, "commission").status_code in {401, 403}
        assert world.get(address).status_code == 401
    assert world.get(f"{DEPOSITS}/{number}/annotated", "epci").status_code == 404

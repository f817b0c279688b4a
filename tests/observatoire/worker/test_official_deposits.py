"""Official files dropped as they come: understood, corrected on the screen, loaded, and remembered."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from observatoire.errors import NotFoundError
from observatoire.files.spool import Spool
from observatoire.sources.reading.workbook import PROBLEMS_SHEET
from observatoire.store.database import Store, Tier, unit_of_work
from observatoire.store.queries import deposits, returns
from observatoire.store.queries.asking import open_request
from observatoire.store.tables.jobs import Deposit
from tests.support.builders import HALPADES
from tests.support.deposits import MANAGER, OTHER, OWN, ask, send, signed
from tests.support.drawn_surveys import HEADER_OF_RESIDENCES
from tests.support.editions import SEMCODA
from tests.support.official_files import ESTATES, dwellings_of, write_declaration

pytestmark = pytest.mark.usefixtures("stock")
SURVEY = (
    "Programme;Nom;Taux de plafond;Type de famille;Nb de majeurs;Demandeurs d'emploi\n"
    + "A1;MARTIN;15;Personne seule;1;0\n" * 12
)


def declare(folder: Path, siren: str = HALPADES) -> str:
    """A declaration of three addresses in Bonneville."""
    path = write_declaration(
        folder / "rpls.txt", dwellings_of(ESTATES[:3], 2016), siret=f"{siren}00011", encoding="utf-8"
    )
    return path.read_text(encoding="utf-8")


def read_proposal(store: Store, deposit: Deposit, asker=OWN):
    with open_request(store, signed(store, asker)) as session:
        return deposits.read_proposal(session, deposit.id)


def list_messages(deposit: Deposit) -> list[str]:
    assert deposit.error is not None, deposit.state
    return [problem["message"] for problem in deposit.error["problems"]]


def test_dwellings_are_shown_as_residences_attached_approved_and_loaded(store, settings, tmp_path):
    sent = send(store, settings, declare(tmp_path), kind=None, named="Déclaration 2016.txt")
    rows = [each["properties"] for each in read_proposal(store, sent)["features"]]

    assert (sent.state, sent.kind, sent.proposes) == ("a_completer", "rpls-bailleur", "residences")
    assert [each["origine"] for each in rows] == ["nouvelle"] * len(rows)

    decisions = [[each["code_insee"], each["cle"], "A1"] for each in rows]
    approved = ask(store, settings, sent.id, "controle", payload={"kind": sent.kind, "decisions": decisions})
    assert (approved.state, approved.report["stock"]["new_total"]) == ("controle", 0)

    assert ask(store, settings, sent.id, "soumission").state == "soumis"
    loaded = ask(store, settings, sent.id, "chargement", MANAGER)
    assert (loaded.state, loaded.millesime, loaded.report["file"]) == ("charge", 2016, "Déclaration 2016.txt")
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        counted = session.connection().exec_driver_sql("select residence, logements from source.parc").all()
        named = session.connection().exec_driver_sql("select file_name from source.receipt").scalar_one()
        noted = session.connection().exec_driver_sql("select object from partner.journal").scalars().all()
    assert counted == [("A1", 60)]
    assert named == "Déclaration 2016.txt", "its sender's name, not that of the spool"
    assert any("Déclaration 2016.txt" in line for line in noted)
    with open_request(store, signed(store, OWN)) as session:
        assert [each["loaded"] for each in returns.list_returns(session)] == [True, False]

    again = send(store, settings, declare(tmp_path), kind=None)
    assert again.state == "controle", "what was decided is remembered"


def test_declaration_of_another_landlord_is_refused_and_proposes_nothing(store, settings, tmp_path):
    sent = send(store, settings, declare(tmp_path, SEMCODA), kind=None)

    assert (sent.state, sent.kind, sent.proposes, sent.annotated) == ("refuse", "rpls-bailleur", None, True)
    assert "autre bailleur" in list_messages(sent)[0]
    workbook = openpyxl.load_workbook(Spool(settings.home).find_annotated(sent.spool))
    assert workbook.sheetnames == [PROBLEMS_SHEET], "no line of a declaration is copied"


def test_dwellings_cannot_be_attached_to_the_residence_of_another(store, settings, tmp_path):
    sent = send(store, settings, declare(tmp_path), kind=None)
    rows = [each["properties"] for each in read_proposal(store, sent)["features"]]
    decisions = [[each["code_insee"], each["cle"], "B1"] for each in rows]

    refused = ask(store, settings, sent.id, "controle", payload={"kind": sent.kind, "decisions": decisions})

    assert refused.state == "refuse"
    assert "B1" in list_messages(refused)[0]


def test_columns_of_a_survey_are_proposed_corrected_and_remembered_for_its_landlord(store, settings):
    sent = send(store, settings, SURVEY, kind=None)
    proposal = read_proposal(store, sent)

    assert (sent.state, sent.kind, proposal["landlords"]) == ("a_completer", "ops", [])
    assert (proposal["personal"], "Nom" in proposal["header"]) == (["Nom"], False)
    columns = {each["name"]: each["column"] for each in proposal["targets"] if each["column"]}
    checked = ask(
        store, settings, sent.id, "controle", payload={"millesime": 2016, "columns": columns, "confirmed": True}
    )
    assert checked.state == "controle", checked.error
    ask(store, settings, sent.id, "chargement", MANAGER)
    with unit_of_work(store.engine(Tier.ADMIN)) as session:
        counted = session.connection().exec_driver_sql("select residence, ress_inf_40 from source.occupation").all()
    assert counted == [("A1", 12)]

    assert ask(store, settings, send(store, settings, SURVEY, kind="ops").id, "controle").state == "controle"


def test_refused_survey_has_a_marked_copy_without_what_describes_persons(store, settings):
    text = SURVEY.replace("A1;MARTIN;15;", "A1;MARTIN;beaucoup;", 1).replace(
        ";Type de famille", ";Type de famille;Étage"
    )
    wide = "\n".join(line.replace("Personne seule", "Personne seule;7e gauche") for line in text.splitlines()) + "\n"
    sent = send(store, settings, wide, kind="ops")
    refused = ask(store, settings, sent.id, "controle", payload={"confirmed": True})

    places = [(problem["line"], problem["column"]) for problem in refused.error["problems"]]
    assert (refused.state, refused.annotated, places) == ("refuse", True, [(2, "Taux de plafond")])
    workbook = openpyxl.load_workbook(Spool(settings.home).find_annotated(refused.spool))
    sheet = workbook["Fichier"]
    header = [cell.value for cell in sheet[1]]
    row = dict(zip(header, [cell.value for cell in sheet[2]], strict=False))
    faulty = sheet.cell(2, header.index("Taux de plafond") + 1)
    assert (row["Programme"], faulty.value, faulty.fill.fgColor.rgb) == ("A1", "beaucoup", "FFFFD9C2")
    assert "pourcentage du plafond" in faulty.comment.text
    assert (row["Nom"], row["Étage"]) == (None, None), "only what is read is copied"
    assert "non recopiée" in sheet.cell(1, header.index("Nom") + 1).comment.text
    assert [cell.value for cell in workbook[PROBLEMS_SHEET][2]][:2] == [2, "Taux de plafond"]

    wrongly = {"residence": "Programme", "plafond": "Nom"}
    ask(store, settings, sent.id, "controle", payload={"columns": wrongly, "confirmed": True})
    second = openpyxl.load_workbook(Spool(settings.home).find_annotated(refused.spool))
    assert "MARTIN" not in {cell.value for page in second for row in page.iter_rows() for cell in row}

    faulty.value = "15"
    mended = io.BytesIO()
    workbook.save(mended)
    again = send(store, settings, mended.getvalue(), kind="ops", named="f.xlsx")
    checked = ask(store, settings, again.id, "controle", payload={"confirmed": True})
    assert (checked.state, checked.report["rows"]) == ("controle", 12), "the copy is corrected and sent back"


def test_manager_says_whose_a_survey_is(store, settings):
    sent = send(store, settings, SURVEY, kind=None, asker=MANAGER)

    assert "Une enquête ne dit pas de quel bailleur elle vient." in list_messages(sent)
    assert {each["siren"] for each in read_proposal(store, sent, MANAGER)["landlords"]} == {HALPADES, SEMCODA}

    told = ask(store, settings, sent.id, "controle", MANAGER, {"bailleur": HALPADES, "confirmed": True})
    assert told.state == "controle", told.error


def test_columns_of_shares_are_said_before_anything_is_confirmed(store, settings):
    header = ";".join(HEADER_OF_RESIDENCES).replace("Chômeurs", "% chômeurs")

    sent = send(store, settings, f"{header}\nA1;20;18;18;5;9;25;12;18;4\n", kind=None)

    assert (sent.state, sent.kind) == ("a_completer", "ops")
    assert any("parts, pas des effectifs" in message for message in list_messages(sent))
    assert "% chômeurs" not in [each["column"] for each in read_proposal(store, sent)["targets"]]


def test_proposal_is_its_sender_s_and_the_manager_s(store, settings, tmp_path):
    sent = send(store, settings, declare(tmp_path), kind=None)

    assert read_proposal(store, sent, MANAGER)["features"]
    with pytest.raises(NotFoundError):
        read_proposal(store, sent, OTHER)


def test_declaration_sent_in_a_zip_is_taken_out_of_it_and_goes_the_same_way(store, settings, tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("envoi/rpls.txt", declare(tmp_path))

    sent = send(store, settings, packed.getvalue(), kind=None)
    rows = [each["properties"] for each in read_proposal(store, sent)["features"]]
    decisions = [[each["code_insee"], each["cle"], "A1"] for each in rows]
    checked = ask(store, settings, sent.id, "controle", payload={"kind": sent.kind, "decisions": decisions})

    assert (checked.kind, checked.state, checked.report["file"]) == ("rpls-bailleur", "controle", "f.csv")

"""Survey files (OPS), loaded: columns proposed, confirmed once for each landlord, then read alike every year."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from observatoire.errors import InvalidInputError, Problem
from observatoire.sources.counts_formats import OCCUPATION
from observatoire.sources.official.batch import Batch, Converted
from observatoire.sources.official.ops_columns import ColumnProposal, ask_confirmation, check_columns, propose_columns
from observatoire.sources.official.ops_header import read_header
from observatoire.sources.official.ops_survey import as_columns, count_occupation, read_survey
from observatoire.sources.official.ops_targets import LEVELS
from observatoire.sources.options import Options
from observatoire.sources.problems import ProblemList
from observatoire.sources.report import NoticeList
from observatoire.sources.wording import french, named
from observatoire.store.tables.housing import Bailleur
from observatoire.store.tables.matching import Correspondance

KIND = "ops"
_RECOGNISED = "Enquête d’occupation (OPS), une ligne par {level}, du bailleur {name}"


def understand_columns(session: Session, path: Path, options: Options) -> ColumnProposal:
    """Say how the columns of a survey file would be read: as confirmed for this landlord, else as proposed.

    Raises:
        InvalidInputError: the file has no header.
    """
    if options.columns is None and options.bailleur is not None:
        stored = session.scalars(select(Correspondance).where(Correspondance.bailleur_siren == options.bailleur)).all()
        for each in stored:
            columns = as_columns(each.colonnes)
            header = read_header(path, columns.values())
            if set(columns.values()) <= set(header):
                fresh = propose_columns(header, columns)
                return replace(fresh, level=each.niveau, columns=columns, remembered=True, missing=())
    given = options.columns or {}
    return propose_columns(read_header(path, given.values()), given)


def convert_survey(
    session: Session,
    path: Path,
    millesime: int | None,
    options: Options,
    problems: ProblemList,
    notices: NoticeList,
) -> Batch:
    """Convert a survey file into counts of occupation.

    Raises:
        InvalidInputError: no landlord or year given, columns not confirmed, or something wrong in the file.
    """
    siren, name, year = _check_options(session, path, millesime, options)
    proposal = understand_columns(session, path, options)
    check_columns(proposal, read_header(path, proposal.columns.values()), path.name)
    if not proposal.remembered and not options.confirmed:
        raise ask_confirmation(proposal, path.name)
    notices.add(
        french(
            "Colonnes {how} : {columns}.",
            how="confirmées auparavant pour ce bailleur" if proposal.remembered else "confirmées",
            columns=", ".join(
                french("{target} = « {column} »", target=target, column=column)
                for target, column in proposal.columns.items()
            ),
        )
    )
    if proposal.personal:
        notices.add(french("Colonnes sur des personnes, ni lues ni gardées : {names}.", names=named(proposal.personal)))
    table = read_survey(path, proposal)
    problems.show_columns(proposal.columns)
    counts = count_occupation(session, table, proposal, siren, year, problems, notices)
    problems.raise_if_any()

    def remember_columns(current: Session) -> None:
        statement = insert(Correspondance).values(
            bailleur_siren=siren, niveau=proposal.level, colonnes=dict(proposal.columns)
        )
        current.execute(
            statement.on_conflict_do_update(
                index_elements=["bailleur_siren", "niveau"], set_={"colonnes": statement.excluded.colonnes}
            )
        )

    return Batch(
        KIND,
        french(_RECOGNISED, level=LEVELS[proposal.level], name=name),
        table.understood,
        len(table.lines),
        year,
        (Converted(OCCUPATION, counts, year),),
        columns_read=tuple(proposal.columns.values()),
        columns_unknown=proposal.ignored,
        after=remember_columns,
    )


def _check_options(session: Session, path: Path, millesime: int | None, options: Options) -> tuple[str, str, int]:
    problems = []
    known = dict(session.execute(select(Bailleur.siren, Bailleur.nom)).all())
    if options.bailleur is None:
        remedy = french(
            "Ajoutez l’option --bailleur SIREN. Enregistrés : {names}.",
            names=named(f"{siren} {name}" for siren, name in known.items()),
        )
        problems.append(Problem("Une enquête ne dit pas de quel bailleur elle vient.", remedy, path.name))
    elif options.bailleur not in known:
        message = french("Le bailleur {siren} n’est pas enregistré.", siren=options.bailleur)
        problems.append(
            Problem(message, "Chargez d’abord ses résidences ou son fichier RPLS.", path.name, value=options.bailleur)
        )
    if millesime is None:
        problems.append(
            Problem(
                "Il manque le millésime de l’enquête.",
                "Ajoutez l’option --millesime, comme --millesime 2024.",
                path.name,
            )
        )
    if problems or options.bailleur is None or millesime is None:
        raise InvalidInputError(
            french("Le fichier « {file} » est refusé. Rien n’a été enregistré.", file=path.name), problems
        )
    return options.bailleur, str(known[options.bailleur]), millesime

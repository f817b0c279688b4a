"""The copy of a refused file where each problem is marked, beside the file in the spool."""

from collections.abc import Sequence
from pathlib import Path

from observatoire.errors import InvalidInputError, Problem
from observatoire.files.spool import PART, Spool, refuse_keeping
from observatoire.files.whole import measure_written
from observatoire.sources.annotation import write_annotated_copy
from observatoire.sources.formats import KINDS
from observatoire.sources.official import ops
from observatoire.sources.official.loading import OFFICIAL, understand
from observatoire.sources.official.ops_survey import describe_survey
from observatoire.store.tables.jobs import Deposit
from observatoire.worker.understanding import Understanding
from observatoire.worker.work import Work


def annotate(work: Work, deposit: Deposit, path: Path, known: Understanding, problems: Sequence[Problem]) -> bool:
    """Write the marked copy of a refused file, and say whether there is one.

    Lines of a national file or of a declaration to the RPLS are not those of a table that a person corrects: their problems are
    listed without them.

    Raises:
        UnavailableError: the disk does not take it.
    """
    if not problems or known.kind not in (*KINDS, *OFFICIAL):
        return False
    work.tell(0.9, "Copie annotée")
    copy = Spool(work.settings.home).find_annotated(deposit.spool)
    part = copy.with_name(copy.name + PART)
    try:
        if known.kind == ops.KIND:
            columns = _find_columns(work, path, known)
            kind = describe_survey(columns) if columns else None
            write_annotated_copy(path, kind, problems, part, only=columns.values())
        else:
            write_annotated_copy(path, KINDS.get(str(known.kind)), problems, part)
        part.replace(copy)
    except OSError as error:
        written = measure_written(part)
        raise refuse_keeping(error, copy.parent, what="Le fichier de la copie annotée", written=written) from error
    finally:
        part.unlink(missing_ok=True)
    return True


def _find_columns(work: Work, path: Path, known: Understanding) -> dict[str, str]:
    """Columns of a survey that are read, never one on persons; none when its header itself is what is wrong."""
    try:
        proposal = understand(work.store, path, options=known.options)
    except InvalidInputError:
        return {}
    return {target: column for target, column in proposal.columns.items() if column not in proposal.personal}

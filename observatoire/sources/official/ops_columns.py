"""Which column of a survey file gives which quantity: proposed from the words of its header, never applied unseen."""

import difflib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from observatoire.errors import InvalidInputError, Problem
from observatoire.sources.official.ops_targets import (
    LEVELS,
    PERSONAL,
    PERSONAL_ALONE,
    RESIDENCE,
    TARGETS,
    Target,
)
from observatoire.sources.wording import french, named

ASK_COUNTS = "Demandez au bailleur les nombres dont ces parts viennent : l’observatoire calcule les parts lui-même."
_A_CEILING = re.compile(r"[0-9]+ ?(?:pourcentage|pourcent|pour cent|pct)\b")
"""« 40 % » in a header is a ceiling; a percent sign without its number is what the column holds."""
_SHARE = re.compile(r"\b(?:pourcentage|pourcent|pct|parts?|proportion|ratio|taux|frequence)\b")
_NEAR = 0.78
_SMALL_WORDS = {"de", "du", "des", "d", "la", "le", "les", "l", "en", "par", "au", "aux", "a"}


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """How the columns of a file would be understood."""

    level: str
    """`logement` or `residence`"""
    columns: Mapping[str, str]
    """column of the file for each quantity"""
    remembered: bool
    """whether it is what somebody confirmed for this landlord"""
    personal: tuple[str, ...]
    """columns on persons, which are never read"""
    ignored: tuple[str, ...]
    """columns that nothing needs"""
    missing: tuple[str, ...]
    """quantities that are needed and that no column gives"""
    shares: tuple[str, ...] = ()
    """columns of shares: of a residence, only counts are read"""


def propose_columns(header: Sequence[str], corrections: Mapping[str, str] | None = None) -> ColumnProposal:
    """Propose the level and the columns of a header, with the corrections that somebody made."""
    personal = tuple(name for name in header if is_personal(name))
    usable = [name for name in header if name and name not in personal]
    shares = tuple(name for name in usable if is_share(name))
    counts = [name for name in usable if name not in shares]
    proposals = {level: _match(usable, targets) for level, targets in TARGETS.items()}
    asked = set(corrections or ())
    names = {level: {target.name for target in targets} for level, targets in TARGETS.items()}
    level = max(
        TARGETS,
        key=lambda each: (asked <= names[each], _count_required(proposals[each], TARGETS[each]), each == RESIDENCE),
    )
    proposed = _match(counts, TARGETS[level]) if level == RESIDENCE else proposals[level]
    columns = proposed | dict(corrections or {})
    columns = {target: column for target, column in columns.items() if column}
    return ColumnProposal(
        level=level,
        columns=columns,
        remembered=False,
        personal=personal,
        ignored=tuple(name for name in usable if name not in columns.values()),
        missing=tuple(target.name for target in TARGETS[level] if target.required and target.name not in columns),
        shares=shares if level == RESIDENCE else (),
    )


def check_columns(proposal: ColumnProposal, header: Sequence[str], file: str) -> None:
    """Refuse columns that cannot be.

    Raises:
        InvalidInputError: a quantity or a column that does not exist, a column on persons, one that serves twice, or
            a needed quantity without a column.
    """
    known = {target.name: target for target in TARGETS[proposal.level]}
    problems = []
    for target, column in proposal.columns.items():
        if target not in known:
            remedy = french("Choisissez parmi {names}.", names=named(known))
            problems.append(
                Problem(french("La quantité « {target} » n’existe pas.", target=target), remedy, file, value=target)
            )
        if column not in header:
            message = french("Le fichier n’a pas de colonne « {column} ».", column=column)
            near = difflib.get_close_matches(column, header, n=1)
            remedy = (
                french("Vouliez-vous écrire « {near} » ?", near=near[0]) if near else "Reprenez un nom de l’en-tête."
            )
            problems.append(Problem(message, remedy, file, 1, column))
        if is_personal(column):
            message = french("La colonne « {column} » décrit une personne : elle n’est jamais lue.", column=column)
            problems.append(Problem(message, "Donnez une colonne d’effectifs ou de type.", file, 1, column))
        if column in proposal.shares:
            message = french("La colonne « {column} » est une part, pas un effectif.", column=column)
            problems.append(Problem(message, ASK_COUNTS, file, 1, column))
    for column in {column for column in proposal.columns.values() if list(proposal.columns.values()).count(column) > 1}:
        message = french("La colonne « {column} » sert à plusieurs quantités.", column=column)
        problems.append(Problem(message, "Donnez une colonne à chacune.", file, 1, column))
    problems += _find_doubled(proposal, header, file)
    for target in proposal.missing:
        message = french(
            "Aucune colonne ne donne « {target} » ({meaning}).", target=target, meaning=known[target].meaning
        )
        problems.append(Problem(message, "Dites laquelle, ou demandez-la au bailleur.", file, 1, target))
    if proposal.missing and proposal.shares:
        message = french("Des colonnes sont des parts, pas des effectifs : {names}.", names=named(proposal.shares))
        problems.append(Problem(message, ASK_COUNTS, file, 1))
    if problems:
        raise InvalidInputError(
            french("Le fichier « {file} » est refusé. Rien n’a été enregistré.", file=file), problems
        )


def _find_doubled(proposal: ColumnProposal, header: Sequence[str], file: str) -> list[Problem]:
    """Columns whose name another has: under two groups, « Effectifs » and « Parts », nobody can tell which is read."""
    return [
        Problem(
            french("La colonne « {column} » est présente {times} fois.", column=column, times=header.count(column)),
            "Donnez à chacune un nom qui dise ce qu’elle contient, effectif ou part.",
            file,
            1,
            column,
        )
        for column in dict.fromkeys(proposal.columns.values())
        if header.count(column) > 1
    ]


def ask_confirmation(proposal: ColumnProposal, file: str) -> InvalidInputError:
    """Show how the columns would be understood, and ask for it to be confirmed or corrected."""
    meanings = {target.name: target.meaning for target in TARGETS[proposal.level]}
    problems = [
        Problem(
            french(
                "« {column} » serait lue comme {target} ({meaning}).",
                column=column,
                target=target,
                meaning=meanings[target],
            ),
            french('Confirmez, ou corrigez : {target} = "autre colonne".', target=target),
            file,
            1,
            column,
        )
        for target, column in proposal.columns.items()
    ]
    detail = french(
        "Une ligne par {level} : la correspondance des colonnes est à confirmer une fois pour ce bailleur (option --confirmer ; "
        "corrections par --colonnes). Colonnes sur des personnes, jamais lues : {personal}. Rien n’a été enregistré.",
        level=LEVELS[proposal.level],
        personal=named(proposal.personal) or "aucune",
    )
    return InvalidInputError(detail, problems)


def is_personal(name: str) -> bool:
    """Tell whether a column tells who somebody is."""
    words = plain_words(name)
    return words in PERSONAL_ALONE or any(re.search(rf"\b{word}", words) for word in PERSONAL)


def is_share(name: str) -> bool:
    """Tell whether a column holds shares of a hundred instead of counts."""
    return _SHARE.search(_A_CEILING.sub(" ", plain_words(name))) is not None


def plain_words(name: str) -> str:
    """Reduce a header to its words: no case, no accent, no punctuation, no small word."""
    decomposed = unicodedata.normalize("NFKD", name.replace("%", " pourcentage ").replace("<", " moins ").lower())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(word for word in re.findall(r"[a-z]+|[0-9]+", letters) if word not in _SMALL_WORDS)


def _match(header: Sequence[str], targets: Sequence[Target]) -> dict[str, str]:
    """Give each quantity the column whose words are nearest, the surest pair first; a column serves once."""
    plain = {name: plain_words(name) for name in header}
    scored = [
        (max(_likeness(plain[name], word) for word in target.words), rank, target.name, name)
        for target in targets
        for rank, name in enumerate(header)
    ]
    chosen: dict[str, str] = {}
    for score, _, target, name in sorted(scored, key=lambda each: (-each[0], each[1])):
        if score >= _NEAR and target not in chosen and name not in chosen.values():
            chosen[target] = name
    order = [target.name for target in targets]
    return dict(sorted(chosen.items(), key=lambda pair: order.index(pair[0])))


def _likeness(name: str, words: str) -> float:
    if name == words:
        return 1.0
    mine, theirs = set(name.split()), set(words.split())
    contained = 0.9 if theirs and theirs <= mine and (len(theirs) > 1 or len(mine) <= 3) else 0.0  # noqa: PLR2004
    return max(contained, difflib.SequenceMatcher(None, name, words).ratio() * 0.99)


def _count_required(columns: Mapping[str, str], targets: Sequence[Target]) -> float:
    required = [target.name for target in targets if target.required]
    return sum(name in columns for name in required) / len(required)

"""Results: the draft (schema `source`) and the numbered, immutable publications (schema `partner`).

A draft and a publication have the same columns: publishing is a set-based copy, and nothing is computed on the way. Rows of
territories have no foreign key to their publication, which would be looked up for each: the policy of their table looks it up
once a statement (docs/decisions/0029).
A value never travels without its status; the constraints make a secret number impossible to store.
"""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from observatoire.store.base import SRID, Base

STATUSES = "status in ('ok', 'partiel', 'secret', 'non_transmis', 'sans_objet')"
BOUND = "bound is null or (bound in ('au_plus_5', 'au_moins_95') and status = 'secret')"
LEVELS = "level in ('residence', 'regroupement', 'secteur', 'commune', 'epci', 'qpv')"
NO_SURVEY = 0
"""Stands for the millésime of the survey of an edition that has none: its occupation is `non_transmis` throughout."""
SUBJECT = "level <> 'residence' or (code_insee is not null and bailleur_siren is not null)"
"""A residence that belonged to nobody would be read as a pooled territory: by everyone."""


class _Edition:
    """What a draft and a publication both say of themselves, to everyone who may read any of it."""

    ops: Mapped[int]
    rpls: Mapped[int]
    reference: Mapped[str]
    reference_nom: Mapped[str]
    fictif: Mapped[bool]
    base: Mapped[int | None]
    """publication whose reference stays worth 100 in the evolution; none is this one"""
    method: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """the whole method file, as it was"""
    secrecy: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """thresholds in force, and what was withheld, by level"""
    untold: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    """where no index can be made, what nobody transmitted: `indicators`, and `indices` with the components that each lacks.
    Residences have no row of these: all of them are « non transmis »"""


class _Report:
    """What is said of a draft or a publication as a whole, residences by name included."""

    summary: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """counts by level, coverage, landlords missing, what changes against the publication online"""
    analysis: Mapped[dict[str, Any]] = mapped_column(JSONB, server_default="{}")
    """how solid the whole is: priors, recipes, families, coherence, base year, see `observatoire.computation.solidity`"""


class _Territory:
    """A territory: outline and facts of the stock. Level `qpv` is an outline only, and `regroupement` has none."""

    level: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    nom: Mapped[str]
    code_insee: Mapped[str | None]
    secteur: Mapped[str | None]
    epci: Mapped[str | None]
    code_qp: Mapped[str | None]
    bailleur_siren: Mapped[str | None]
    logements: Mapped[int | None]
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    """facts of the stock, see `observatoire.territories.fact_names`"""

    @declared_attr
    def geom(cls) -> Mapped[WKBElement | None]:  # noqa: N805
        return mapped_column(Geometry("GEOMETRY", srid=SRID, spatial_index=False))


class _Subject:
    """Whose figures a row tells: those of the residence, or of the only residence behind a territory.

    Empty where several residences are pooled; both empty texts where two residences would be told at once. The row-level
    policies read these columns.
    """

    code_insee: Mapped[str | None]
    bailleur_siren: Mapped[str | None]


class _Profile:
    """What the calculation says of a residence beside its indices."""

    margin: Mapped[int | None]
    """marge d'accueil of a residence: first-quartile households it can welcome in a year below the threshold"""
    departures: Mapped[int | None]
    """departures expected in the year, which bound the margin"""
    family: Mapped[int | None]
    """family of residences that look alike, 1 being the least fragile; described in `analysis`"""
    family_before: Mapped[int | None]
    """its family in the millésime before, when both were sorted into the same centres"""


class _Value:
    """An index of a territory."""

    level: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    index: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[float | None]
    status: Mapped[str]
    classe: Mapped[str | None]
    coverage: Mapped[float | None]
    """share of the dwellings behind the index that were transmitted, 0 to 1"""
    missing: Mapped[list[str]] = mapped_column(ARRAY(Text))
    """codes of the components that the index does without"""
    signal: Mapped[bool]
    """only on `fragilite` of a residence: the numeric rule says « à examiner »"""
    smoothed: Mapped[float | None]
    """the index on rates drawn towards those of comparable territories, as far as the counts are small"""
    interval_low: Mapped[float | None]
    interval_high: Mapped[float | None]
    """90 % interval of the index, by seeded draws"""
    p_fragile: Mapped[float | None]
    """probability that the index is at or above the threshold of `fragile`, 0 to 1"""
    solidite: Mapped[str | None]
    """how solid it is that the threshold is passed: avéré, à confirmer, non conclusif"""
    signal_solidite: Mapped[str | None]
    """the same of the signal; never more than « à confirmer » when an interval that it rests on straddles its threshold"""
    stability: Mapped[float | None]
    """share of the reasonable recipes that give the same class, 0 to 1; residences only"""
    recipes: Mapped[int | None]
    """number of recipes tried"""
    rank_low: Mapped[int | None]
    rank_high: Mapped[int | None]
    """ranks over the recipes, 1 being the most fragile"""
    other_class: Mapped[str | None]
    """the class that the other recipes give most often"""
    flip: Mapped[float | None]
    """smallest change of weights (sum of absolute changes) that changes the class; null where none does"""
    evolution: Mapped[float | None]
    """the index against the reference of the publication before: what changed in the residence, not in the reference"""
    fixed: Mapped[float | None]
    """the evolution: the index against the reference of the base publication, which does not move"""
    change: Mapped[str | None]
    """against the publication before, on its reference: hausse avérée, baisse avérée, or non conclusif"""


class _Component:
    """An indicator of a territory: counts, rate, ratio to the reference, and what it adds to its index."""

    level: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    indicator: Mapped[str] = mapped_column(primary_key=True)
    num: Mapped[int | None]
    den: Mapped[int | None]
    rate: Mapped[float | None]
    ratio: Mapped[float | None]
    """100 * rate / rate of the reference"""
    weight: Mapped[float | None]
    """weight used in the index, after renormalisation"""
    contribution: Mapped[float | None]
    """weight * (ratio - 100); the contributions of an index add up to index - 100"""
    status: Mapped[str]
    coverage: Mapped[float | None]
    smoothed: Mapped[float | None]
    low: Mapped[float | None]
    high: Mapped[float | None]
    """smoothed rate and its 90 % interval, 0 to 1"""
    unit_points: Mapped[float | None]
    """points of its index that one more dwelling or household in the numerator would add"""
    alone: Mapped[float | None]
    """the ratio against the reference without the residence, where it weighs so much that it is compared with itself"""
    funnel: Mapped[str | None]
    """where the share of a residence stands among those that chance alone would give, see `observatoire.computation.funnels`"""
    bound: Mapped[str | None]
    """of a share that is secret because nearly all, or nearly none, are in a small group: au_plus_5, au_moins_95"""


_VALUE_CHECKS = (
    CheckConstraint(STATUSES, name="status"),
    CheckConstraint("(value is not null) = (status in ('ok', 'partiel'))", name="value_with_status"),
    CheckConstraint("(classe is not null) = (value is not null)", name="class_with_value"),
    CheckConstraint(
        "value is not null or coalesce(smoothed, interval_low, interval_high, p_fragile, stability, flip, evolution)"
        " is null and coalesce(recipes, rank_low, rank_high) is null and coalesce(solidite, signal_solidite, other_class, change)"
        " is null",
        name="nothing_without_value",
    ),
    CheckConstraint("value is not null or fixed is null", name="fixed_with_value"),
    CheckConstraint("solidite in ('avéré', 'à confirmer', 'non conclusif')", name="solidite"),
    CheckConstraint("signal_solidite in ('avéré', 'à confirmer', 'non conclusif')", name="signal_solidite"),
    CheckConstraint("change in ('hausse avérée', 'baisse avérée', 'non conclusif')", name="change"),
)
_COMPONENT_CHECKS = (
    CheckConstraint(STATUSES, name="status"),
    CheckConstraint(
        "status not in ('secret', 'non_transmis') or (num is null and den is null and rate is null"
        " and ratio is null and contribution is null)",
        name="nothing_when_secret",
    ),
    CheckConstraint(
        "rate is not null or coalesce(smoothed, low, high, unit_points) is null", name="nothing_without_rate"
    ),
    CheckConstraint("rate is not null or (funnel is null and alone is null)", name="behind_with_rate"),
    CheckConstraint(
        "funnel in ('bien au-dessous', 'au-dessous', 'dedans', 'au-dessus', 'bien au-dessus')", name="funnel"
    ),
    CheckConstraint(BOUND, name="bound"),
)


class Draft(_Edition, _Report, Base):
    """The one draft that waits for the manager; a new computation replaces it."""

    __tablename__ = "draft"
    __table_args__ = {"schema": "source"}

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    typology: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    """as in `partner.typology`"""


class DraftTerritory(_Territory, _Profile, Base):
    """A territory of the draft."""

    __tablename__ = "draft_territory"
    __table_args__ = {"schema": "source"}

    repondants: Mapped[int | None]
    """respondents to the occupation survey; null where the occupation is secret or not transmitted"""


class DraftValue(_Value, Base):
    """An index of the draft."""

    __tablename__ = "draft_value"
    __table_args__ = {"schema": "source"}


class DraftComponent(_Component, Base):
    """An indicator of the draft."""

    __tablename__ = "draft_component"
    __table_args__ = {"schema": "source"}


class Publication(_Edition, Base):
    """A numbered, dated, immutable snapshot. Triggers refuse any change once written."""

    __tablename__ = "publication"
    __table_args__ = {"schema": "partner"}

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    published_at: Mapped[datetime] = mapped_column(server_default=func.now())
    note: Mapped[str] = mapped_column(server_default="")


class PublicationOnline(Base):
    """Which publication has been online since when: appended to by `publish` and `rollback`, never changed."""

    __tablename__ = "publication_online"
    __table_args__ = {"schema": "partner"}

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(ForeignKey("partner.publication.number"))
    since: Mapped[datetime] = mapped_column(server_default=func.now())
    note: Mapped[str] = mapped_column(server_default="")


class Territory(_Territory, Base):
    """A territory of a publication."""

    __tablename__ = "territory"
    __table_args__ = (
        CheckConstraint(LEVELS, name="level"),
        Index("ix_territory_geom", "geom", postgresql_using="gist"),
        {"schema": "partner"},
    )

    publication: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Value(_Value, _Subject, Base):
    """An index of a publication."""

    __tablename__ = "value"
    __table_args__ = (*_VALUE_CHECKS, CheckConstraint(SUBJECT, name="subject"), {"schema": "partner"})

    publication: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Component(_Component, _Subject, Base):
    """An indicator of a publication."""

    __tablename__ = "component"
    __table_args__ = (*_COMPONENT_CHECKS, CheckConstraint(SUBJECT, name="subject"), {"schema": "partner"})

    publication: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)

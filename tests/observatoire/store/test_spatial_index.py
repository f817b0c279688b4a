"""At the size of a region, a window of the map reads its index behind forced policies: the planner chooses it by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest

from observatoire.access.audience import Role
from observatoire.access.perimeters import Perimeter
from observatoire.accounts.register import add_account
from observatoire.cluster import Cluster
from observatoire.store.database import Store, Tier, open_store, unit_of_work
from observatoire.store.queries import features
from tests.conftest import lend_database
from tests.support.builders import BONNEVILLE, HALPADES, a_publication, a_territory

ROWS = 25_000
SIDE = 200_000
"""Metres: a square of 200 km."""
MANY = f"""
insert into partner.territory
select (jsonb_populate_record(t, jsonb_build_object('code', 'B' || i, 'geom',
  ST_AsText(ST_Translate(ST_SetSRID(ST_MakePoint(850000, 6350000), 2154), i::bigint * 7919 % {SIDE}, i::bigint * 104729 % {SIDE}))))).*
from partner.territory t, generate_series(1, {ROWS}) i
"""
BOX = {"west": 6.30, "south": 46.00, "east": 6.34, "north": 46.03}
PERIMETERS = {Role.COMMUNE: Perimeter(communes=(BONNEVILLE,)), Role.BAILLEUR: Perimeter(bailleurs=(HALPADES,))}


@dataclass(frozen=True)
class Region:
    """A publication of thousands of residences."""

    store: Store
    cluster: Cluster

    def explain(self, role: Role) -> str:
        """The plan of the very statement of a tile, run as a visitor of this role."""
        statement = features.PARTNER_LAYERS["residences"].select(features._WINDOW)
        bound = re.sub(r"(?<!:):(\w+)", r"%(\1)s", statement.replace("%", "%%"))
        key = add_account(self.store, "Région", role, PERIMETERS.get(role, Perimeter()))
        with psycopg.connect(self.store.conninfo(Tier.PARTNER)) as partner:
            partner.execute("select set_config('observatoire.secret', %s, true)", (key,))
            lines = partner.execute(f"explain (analyze) {bound}", {"number": 1, "level": "residence", **BOX}).fetchall()
        return "\n".join(line for (line,) in lines)

    def vouch(self, *, leakproof: bool) -> None:
        """Say, or unsay, that comparing boxes tells nothing of what it compares."""
        word = "leakproof" if leakproof else "not leakproof"
        with self.cluster.connect(str(self.store.urls[Tier.OWNER].database)) as superuser:
            superuser.execute(f"alter function public.geometry_overlaps(geometry, geometry) {word}")


@pytest.fixture(scope="module")
def region(memory_cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Region]:
    with lend_database(memory_cluster, tmp_path_factory.mktemp("region")) as settings, open_store(settings) as store:
        with unit_of_work(store.engine(Tier.ADMIN)) as session:
            a_publication(session, 1)
            a_territory(session, "R1", bailleur_siren=HALPADES)
            session.flush()
            session.connection().exec_driver_sql(MANY.replace("%", "%%"))
        with memory_cluster.connect(str(store.urls[Tier.OWNER].database)) as superuser:
            superuser.execute("analyze partner.territory")
        yield Region(store, memory_cluster)


@pytest.mark.parametrize("role", [Role.EPCI, Role.COMMUNE, Role.BAILLEUR])
def test_tile_of_a_region_reads_its_spatial_index_without_being_told_to(region: Region, role: Role):
    plan = region.explain(role)

    assert re.search(r"(Index|Bitmap Index) Scan (using|on) ix_territory_geom", plan), plan
    assert "Seq Scan on territory" not in plan


def test_without_the_word_of_a_superuser_the_whole_table_would_be_read(region: Region):
    """What the test above would find, were `&&` not leakproof: a policy comes first, then every row is compared."""
    region.vouch(leakproof=False)
    try:
        assert "ix_territory_geom" not in region.explain(Role.COMMUNE)
    finally:
        region.vouch(leakproof=True)

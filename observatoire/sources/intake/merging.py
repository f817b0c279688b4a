"""A registered commune that another absorbs: all that was in it goes to the other, and its outline too."""

from collections.abc import Callable, Mapping

import numpy as np
from sqlalchemy import text
from sqlalchemy.orm import Session

from observatoire.sources.intake.plan import Intake
from observatoire.sources.storing.known import read_places, read_secteurs
from observatoire.sources.wording import counted, french

_STEPS = """
update source.commune after set geom = st_multi(st_collectionextract(st_union(after.geom, before.geom), 3))
from source.commune before where before.code_insee = :before and after.code_insee = :after
and st_area(st_intersection(after.geom, before.geom)) < 0.95 * st_area(before.geom);
update source.secteur set code_insee = :after where code_insee = :before;
update source.residence set code_insee = :after where code_insee = :before;
update source.guichet set code_insee = :after where code_insee = :before
and nom not in (select nom from source.guichet where code_insee = :after);
delete from source.guichet where code_insee = :before;
insert into source.commune_alias select :after, nom from source.commune_alias where code_insee = :before
on conflict do nothing;
delete from source.commune_alias where code_insee = :before;
insert into source.rattachement (bailleur_siren, code_insee, cle, residence, decide)
select bailleur_siren, :after, cle, residence, decide from source.rattachement where code_insee = :before
on conflict do nothing;
delete from source.rattachement where code_insee = :before;
update source.commune_passage set code_insee = :after where code_insee = :before;
delete from source.commune where code_insee = :before
"""
"""An outline that already holds 95 % of the former one is kept: outlines are simplified."""


def end_communes(intake: Intake, successors: Mapping[str, str], names: Mapping[str, str]) -> Callable[[Session], None]:
    """Say what goes from each former commune to the one that absorbs it, and give what does it."""
    places, _ = read_places(intake.session)
    parents = np.asarray(read_secteurs(intake.session).parents, dtype=object)
    for before, after in successors.items():
        intake.notices.add(
            french(
                "{old} ({before}) n’est plus une commune : {residences} et {secteurs} passent à {new} ({after}).",
                old=names[before],
                before=before,
                residences=counted(int((places["code_insee"] == before).sum()), "résidence"),
                secteurs=counted(int((parents == before).sum()), "secteur"),
                new=names[after],
                after=after,
            )
        )

    def end(session: Session) -> None:
        for before, after in successors.items():
            for step in _STEPS.split(";"):
                session.execute(text(step), {"before": before, "after": after})

    return end

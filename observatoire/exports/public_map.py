"""The public map as one HTML file that asks for nothing outside: for the site of a commune, a mail, a key.

It is made from what the public login reads, so that it can hold nothing else: no index, no signal, no occupation.
"""

import json
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

import folium
from branca.element import Figure

from observatoire.errors import InvalidInputError, Problem, UnavailableError
from observatoire.printing import render_html
from observatoire.printing.french import write_count
from observatoire.settings import REPOSITORY
from observatoire.store.database import Store, Tier
from observatoire.store.queries import public

LEAFLET = REPOSITORY / "web" / "node_modules" / "leaflet" / "dist"
VOLUMES = ((1000, "#1e6d77", "1 000 et plus"), (200, "#5a9fa2", "200 à 999"), (50, "#a9cfd0", "50 à 199"))
SMALLEST = ("#dcecec", "moins de 50")


class OfflineMap(folium.Map):
    """A map that loads no script and no style from elsewhere."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 (folium reads both from the instance, and changes neither)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


def export_public_map(store: Store, path: Path) -> int:
    """Write the map of the publication online, and return the number of residences on it.

    Raises:
        InvalidInputError: the name of the file does not end in .html, or it cannot be written.
        NotFoundError: nothing is online.
        UnavailableError: Leaflet is not installed here.
    """
    if path.suffix.lower() != ".html":
        raise InvalidInputError(
            "La carte publique est une page.",
            [Problem(f"« {path.name} » ne finit pas par .html.", "Donnez un nom comme carte.html.", column="--output")],
        )
    script, style = _read_leaflet()
    words = public.read_words(store.engine(Tier.PUBLIC))
    with public.open_snapshot(store.engine(Tier.PUBLIC)) as snapshot:
        communes = json.loads(public.read_territories(snapshot, level="commune"))
        residences = json.loads(public.read_residences(snapshot))
    drawn = _draw(communes, residences)
    figure = drawn.get_root()
    assert isinstance(figure, Figure)  # noqa: S101 -- what branca declares more broadly
    figure.render()
    page = render_html(
        "carte-publique.html",
        scripts=f"{script}\n",
        drawing=figure.script.render(),
        place=figure.html.render(),
        leaflet_style=style,
        words=words,
        legend=[SMALLEST, *((colour, label) for _, colour, label in reversed(VOLUMES))],
        fictif=words.publication["fictif"],
    )
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise InvalidInputError(
            "La carte n’a pas été écrite.",
            [Problem(f"« {path} » ne s’écrit pas : {error.strerror}.", "Choisissez un autre dossier.")],
        ) from error
    return len(residences["features"])


def _draw(communes: Mapping[str, Any], residences: Mapping[str, Any]) -> OfflineMap:
    drawn = OfflineMap(tiles=None, zoom_control=True)
    for feature in communes["features"]:
        said = feature["properties"]
        feature["properties"] = {"nom": escape(said["nom"]), "logements": said["logements"] or 0}
    outlines = folium.GeoJson(
        communes,
        style_function=lambda feature: {
            "fillColor": _colour(feature["properties"]["logements"]),
            "fillOpacity": 0.9,
            "color": "#37424d",
            "weight": 1.2,
        },
        tooltip=folium.GeoJsonTooltip(["nom", "logements"], aliases=["", "Logements sociaux"]),
    )
    outlines.add_to(drawn)
    residences = {**residences, "features": [_describe_residence(each) for each in residences["features"]]}
    folium.GeoJson(
        residences,
        marker=folium.CircleMarker(radius=4, color="#1d2433", weight=1, fill_color="#ffffff", fill_opacity=1),
        # Not folium.Popup, which asks for jQuery.
        popup=folium.GeoJsonPopup(["texte"], labels=False),
    ).add_to(drawn)
    drawn.fit_bounds(outlines.get_bounds())  # type: ignore[arg-type]  # None only without any outline
    return drawn


def _describe_residence(feature: Mapping[str, Any]) -> dict[str, Any]:
    """Its place, and the text that the page shows as it is: names are escaped here."""
    said = feature["properties"]
    parts = [said["adresse"], said["logements"] and write_count(said["logements"], "logement"), said["bailleur"]]
    lines = [f"<strong>{escape(said['nom'])}</strong>", *(escape(str(part)) for part in parts if part)]
    return {"type": "Feature", "geometry": feature["geometry"], "properties": {"texte": "<br>".join(lines)}}


def _colour(logements: int) -> str:
    return next((colour for least, colour, _ in VOLUMES if logements >= least), SMALLEST[0])


def _read_leaflet() -> tuple[str, str]:
    """Its script and its style; pictures of controls that the map does not have are left out."""
    try:
        script = (LEAFLET / "leaflet.js").read_text(encoding="utf-8")
        style = (LEAFLET / "leaflet.css").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise UnavailableError("Leaflet n’est pas installé ici. Lancez « make setup », puis recommencez.") from error
    script = re.sub(r"//# sourceMappingURL=.*", "", script).replace("</script", "<\\/script")
    return script, re.sub(r"url\([^)]*\)", "none", style)

"""The sheets of the workbook that say what measures changed."""

from observatoire.printing.days import day_of
from observatoire.report.effects import NO_EVALUATION, EvaluatedMeasure
from observatoire.report.sheet import Cell, Kind, Sheet


def list_effects(measures: list[EvaluatedMeasure]) -> Sheet:
    """The effect of each measure on each index, all years together."""
    rows: list[list[Cell]] = [
        [
            *(measure.nom, f"{day_of(measure.written):%d/%m/%Y}", measure.publication, index.label),
            *(", ".join(map(str, index.millesimes)), index.treated.residences, str(index.treated)),
            *(index.others.residences, str(index.others)),
            *((None, None, None) if effect is None else (effect.effect, effect.low, effect.high)),
            "pas d’estimation" if effect is None else effect.reading,
            " ".join(index.remarks),
        ]
        for measure in measures
        for index in measure.indices
        for effect in [index.overall]
    ]
    columns = (
        "Mesure", "Évaluée le", "Publication", "Indice", "Millésimes", "Résidences touchées", "Leurs moyennes",
        "Autres résidences", "Leurs moyennes", "Effet (points)", "De (90 %)", "À (90 %)", "Lecture", "À savoir",
    )  # fmt: skip
    return Sheet(
        "Effets", columns, rows or [[NO_EVALUATION]], tuple((place, Kind.ONE_DECIMAL) for place in (9, 10, 11))
    )


def list_effects_by_year(measures: list[EvaluatedMeasure]) -> Sheet:
    """The same, year by year since the measure."""
    rows: list[list[Cell]] = [
        [measure.nom, index.label, since, effect.effect, effect.low, effect.high]
        for measure in measures
        for index in measure.indices
        for since, effect in index.by_year
    ]
    columns = (
        "Mesure",
        "Indice",
        "Années depuis la mesure (avant : contrôle)",
        "Effet (points)",
        "De (90 %)",
        "À (90 %)",
    )
    return Sheet("Effets par année", columns, rows, tuple((place, Kind.ONE_DECIMAL) for place in (3, 4, 5)))

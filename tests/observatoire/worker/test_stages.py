"""How far a load is said to be."""

from observatoire.worker.stages import Stages


def test_progress_follows_the_shares_and_never_goes_back():
    told: list[tuple[float, str]] = []
    stages = Stages(lambda share, step: told.append((round(share, 2), step)))

    for stage, share in (
        ("Lecture", 0.0),
        ("Contrôle", 0.5),
        ("Regroupement", None),
        ("Placement", 0.25),
        ("Fin", 1.0),
    ):
        stages.say(stage, share)

    assert told == [(0.1, "Lecture"), (0.5, "Contrôle"), (0.5, "Regroupement"), (0.5, "Placement"), (0.9, "Fin")]


def test_progress_of_a_computation_leaves_room_for_what_follows():
    told: list[tuple[float, str]] = []
    stages = Stages(lambda share, step: told.append((round(share, 2), step)), end=0.6)

    stages.say("Écriture du brouillon", 1.0)

    assert told == [(0.6, "Écriture du brouillon")]

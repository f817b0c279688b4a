"""`backup` and `restore`, as their user types them."""


def test_save_then_restore(run, tmp_path):
    path = tmp_path / "observatoire.sauvegarde"

    saved = run("backup", path)
    assert saved.code == 0
    assert "secrets compris" in saved.output

    restored = run("restore", path)
    assert restored.code == 0
    assert "aucune publication" in restored.output


def test_restore_a_file_that_is_no_backup(run, tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("rien")

    outcome = run("restore", path)

    assert outcome.code == 2
    assert "notes.txt" in outcome.errors
    assert "→ Prenez une autre sauvegarde." in outcome.errors

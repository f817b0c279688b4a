"""`account invite`, as it is typed."""

import pytest

from observatoire.cli.served_address import kept_address

INVITE = ("account", "invite", "Jeanne@ville-bonneville.fr", "--role", "commune", "--perimeter", "74042")


def test_invitation_prints_a_link_to_be_copied_and_refuses_what_is_wrong(
    run, settings, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("OBSERVATOIRE_PUBLIC_ADDRESS", raising=False)

    outcome = run(*INVITE)
    refused = run("account", "invite", "jeanne", "--role", "bailleur", "--perimeter", "74042")

    assert outcome.code == 0
    assert outcome.output.splitlines()[1].startswith("http://127.0.0.1:8000/compte#invitation=")
    assert "réglez OBSERVATOIRE_PUBLIC_ADDRESS" in outcome.output
    assert "invité" in run("account", "list").output
    assert refused.code == 2
    assert "adresse électronique" in refused.errors
    assert "Traceback" not in refused.errors
    assert run("account", "invite", "jeanne@ville-bonneville.fr", "--role", "epci").code == 1

    with kept_address(settings.home, "http://127.0.0.1:8131"):
        served = run(*INVITE)
        monkeypatch.setenv("OBSERVATOIRE_PUBLIC_ADDRESS", "https://observatoire.epci.fr/")
        public = run(*INVITE)
    monkeypatch.delenv("OBSERVATOIRE_PUBLIC_ADDRESS")

    assert served.output.splitlines()[1].startswith("http://127.0.0.1:8131/compte#invitation=")
    assert public.output.splitlines()[1].startswith("https://observatoire.epci.fr/compte#invitation=")
    assert "OBSERVATOIRE_PUBLIC_ADDRESS" not in served.output + public.output
    assert run(*INVITE).output.splitlines()[1].startswith("http://127.0.0.1:8000/"), "the service is closed"

"""`account invite`, as it is typed."""


def test_invitation_prints_a_link_to_be_copied_and_refuses_what_is_wrong(run):
    outcome = run("account", "invite", "Jeanne@ville-bonneville.fr", "--role", "commune", "--perimeter", "74042")
    refused = run("account", "invite", "jeanne", "--role", "bailleur", "--perimeter", "74042")

    assert outcome.code == 0
    assert outcome.output.splitlines()[1].startswith("http://127.0.0.1:8000/compte#invitation=")
    assert "invité" in run("account", "list").output
    assert refused.code == 2
    assert "adresse électronique" in refused.errors
    assert "Traceback" not in refused.errors
    assert run("account", "invite", "jeanne@ville-bonneville.fr", "--role", "epci").code == 1

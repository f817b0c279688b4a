"""Why a site did not answer, in French whatever the library says."""

from http.client import BadStatusLine
from socket import gaierror
from ssl import SSLError
from urllib.error import URLError

import pytest

from observatoire.fetching.reasons import explain


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (URLError(gaierror(-2, "Name or service not known")), "son nom n’est pas trouvé"),
        (TimeoutError("timed out"), "muet trop longtemps"),
        (URLError(SSLError("CERTIFICATE_VERIFY_FAILED")), "connexion sécurisée"),
        (BadStatusLine("SSH-2.0"), "n’est pas un site"),
        (URLError(OSError(101, "Network is unreachable")), "le réseau ne répond pas"),
    ],
)
def test_what_libraries_say_in_english_is_said_in_french(error, said):
    assert said in explain(error)

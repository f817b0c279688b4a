"""Why a site did not answer, in French whatever the library says, where no site of a test can be made to fail so."""

import errno
from http.client import BadStatusLine
from socket import EAI_AGAIN, EAI_NONAME, gaierror
from ssl import SSLError
from urllib.error import URLError

import pytest

from observatoire.fetching.reasons import CHECK_CONNECTION, explain


@pytest.mark.parametrize(
    ("error", "said", "connection"),
    [
        (URLError(gaierror(EAI_NONAME, "Name or service not known")), "ce nom n’existe pas", True),
        (URLError(gaierror(EAI_AGAIN, "Temporary failure")), "aucun annuaire de noms", True),
        (URLError(OSError(errno.ENETUNREACH, "Network is unreachable")), "pas de chemin vers lui", True),
        (URLError(TimeoutError("timed out")), "ne se laisse pas joindre", True),
        (TimeoutError("timed out"), "muet trop longtemps", False),
        (URLError(SSLError("CERTIFICATE_VERIFY_FAILED")), "connexion sécurisée", False),
        (BadStatusLine("SSH-2.0"), "n’est pas un site", False),
        (ConnectionResetError(errno.ECONNRESET, "reset by peer"), "coupée", False),
    ],
)
def test_what_libraries_say_in_english_is_said_in_french(error, said, connection):
    reason = explain(error)

    assert said in reason.cause
    assert (CHECK_CONNECTION in reason.remedy) is connection

"""OpenID Connect: the identity that the employer of an agent vouches for, by authorization code with PKCE.

What must be remembered between leaving and coming back is one secret in the browser's cookie: state, nonce and verifier are
derived from it, so any worker can finish what another began.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx2
from authlib.integrations.base_client import OAuthError
from authlib.integrations.httpx_client import OAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from observatoire.errors import AccessDeniedError, UnavailableError

PATIENCE_S = 5.0
CLOCKS_APART_S = 60
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
"""Signatures by a key that only the provider holds."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches, and how we are known there."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    return_address: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One way to the provider and back."""

    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    @property
    def state(self) -> str:
        """What must come back, or somebody else began this."""
        return self._derive("state")

    @property
    def nonce(self) -> str:
        """What the identity token must say, or it was made for another passage."""
        return self._derive("nonce")

    @property
    def verifier(self) -> str:
        """What proves that who brings the code is who asked for it (RFC 7636)."""
        return self._derive("verifier")

    def is_of(self, state: str) -> bool:
        """Whether this state is ours."""
        return hmac.compare_digest(self.state.encode(), state.encode())

    def _derive(self, what: str) -> str:
        digest = hmac.digest(self.secret.encode(), what.encode(), hashlib.sha256)
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def write_departure(provider: Provider, passage: Passage) -> str:
    """The address where the browser goes to say who it is. Raises `UnavailableError`."""
    with _connect(provider) as client:
        endpoint = _discover(client, provider)["authorization_endpoint"]
        address, _ = client.create_authorization_url(
            endpoint, state=passage.state, nonce=passage.nonce, code_verifier=passage.verifier
        )
        return str(address)


def read_arrival(provider: Provider, passage: Passage, code: str) -> str:
    """The e-mail that the provider has verified.

    Raises:
        AccessDeniedError: the code, the token or the e-mail is not what it must be.
        UnavailableError: the provider cannot be reached.
    """
    with _connect(provider) as client:
        found = _discover(client, provider)
        try:
            token = client.fetch_token(found["token_endpoint"], code=code, code_verifier=passage.verifier)
            claims = _read_identity(_get(client, found["jwks_uri"]), str(token["id_token"]), provider, passage)
            if "email" not in claims and "userinfo_endpoint" in found:
                told = _get(client, found["userinfo_endpoint"], bearer=str(token["access_token"]))
                claims |= told if told.get("sub") == claims["sub"] else {}
        except (OAuthError, JoseError, KeyError, ValueError, TypeError) as error:
            raise AccessDeniedError(
                "Le fournisseur d’identité n’a pas confirmé qui vous êtes : rien n’est ouvert. Recommencez depuis la page "
                "d’entrée."
            ) from error
        except httpx2.HTTPError as error:
            raise _unreachable() from error
    email = claims.get("email")
    if not isinstance(email, str) or claims.get("email_verified") is not True:
        raise AccessDeniedError(
            "Le fournisseur d’identité ne dit pas que votre adresse électronique est vérifiée : rien n’est ouvert. "
            "Adressez-vous à votre service informatique."
        )
    return email


def _connect(provider: Provider) -> OAuth2Client:
    return OAuth2Client(
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        scope="openid email",
        redirect_uri=provider.return_address,
        code_challenge_method="S256",
        timeout=PATIENCE_S,
        follow_redirects=False,
        trust_env=False,
    )


def _discover(client: OAuth2Client, provider: Provider) -> dict[str, Any]:
    """What the provider publishes of itself; its addresses are of its own kind, and it says its own name."""
    try:
        found = _get(client, f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    except (httpx2.HTTPError, ValueError) as error:
        raise _unreachable() from error
    addresses = [found.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if found.get("issuer") != provider.issuer or not all(map(_is_safe, addresses)):
        raise UnavailableError(
            "Le fournisseur d’identité ne se décrit pas comme il le devrait : le gestionnaire doit vérifier "
            "OBSERVATOIRE_OIDC_ISSUER. Entrez avec votre mot de passe en attendant."
        )
    return found


def _get(client: OAuth2Client, address: str, *, bearer: str | None = None) -> dict[str, Any]:
    headers = {"authorization": f"Bearer {bearer}"} if bearer else {}
    response = client.request("GET", address, withhold_token=True, headers=headers)
    response.raise_for_status()
    answer = response.json()
    if not isinstance(answer, dict):
        raise TypeError("not an object")
    return answer


def _read_identity(keys: dict[str, Any], token: str, provider: Provider, passage: Passage) -> dict[str, Any]:
    """The claims of an identity token: signed by the provider, for us, now, and for this passage."""
    decoded = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS)  # type: ignore[arg-type]
    claims = CodeIDToken(
        decoded.claims,
        decoded.header,
        options={
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
        },
        params={"nonce": passage.nonce, "client_id": provider.client_id},
    )
    claims.validate(leeway=CLOCKS_APART_S)
    return dict(claims)


def _is_safe(address: object) -> bool:
    """HTTPS, or this very machine."""
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _unreachable() -> UnavailableError:
    return UnavailableError(
        "Le fournisseur d’identité ne répond pas. Réessayez dans un moment, ou entrez avec votre adresse et votre mot de "
        "passe ; si cela dure, prévenez le gestionnaire de l’observatoire."
    )

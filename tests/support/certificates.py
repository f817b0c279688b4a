"""Certificates of sites on the loopback, good and bad, made on the spot."""

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Authority:
    """Who signs, and the file that makes a machine trust it."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "authority.pem"

    def sign(self, *, host: str = "127.0.0.1", days: tuple[int, int] = (-1, 1)) -> ssl.SSLContext:
        """A server whose certificate is for a host, from so many days from now to so many."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = _make(host, key.public_key(), self.certificate.subject, days)
        return _serve(self.folder, key, made.sign(self.key, hashes.SHA256()))


def make_authority(folder: Path) -> Authority:
    """An authority of its own, whose certificate is written in a folder."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name("Autorité")
    constraints = x509.BasicConstraints(ca=True, path_length=0)
    made = _make("Autorité", key.public_key(), subject, (-1, 1)).add_extension(constraints, critical=True)
    authority = Authority(key, made.sign(key, hashes.SHA256()), folder)
    authority.file.write_bytes(authority.certificate.public_bytes(serialization.Encoding.PEM))
    return authority


def sign_alone(folder: Path) -> ssl.SSLContext:
    """A server whose certificate is signed by nobody but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = _make("127.0.0.1", key.public_key(), _name("127.0.0.1"), (-1, 1))
    return _serve(folder, key, made.sign(key, hashes.SHA256()))


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _make(
    host: str, public: ec.EllipticCurvePublicKey, issuer: x509.Name, days: tuple[int, int]
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    named = x509.IPAddress(ip_address(host)) if host[0].isdigit() else x509.DNSName("ailleurs.example")
    return (
        x509.CertificateBuilder()
        .subject_name(_name(host))
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + days[0] * DAY)
        .not_valid_after(now + days[1] * DAY)
        .add_extension(x509.SubjectAlternativeName([named]), critical=False)
    )


def _serve(folder: Path, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> ssl.SSLContext:
    path = folder / "site.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context

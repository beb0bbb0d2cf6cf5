"""A certificate of our own for Slack's name, among the authorities that this machine trusts anyway."""

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from tests.bench.slack import HOST


def server_context(folder: Path) -> ssl.SSLContext:
    """Return what a server of that name speaks TLS with; its files stay in `folder`."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(days=1))
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
    certificate = builder.sign(key, SHA256())
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    pair = folder / "server.pem"
    pair.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair)
    return context


def trusted(folder: Path) -> Path:
    """Return a file with every authority of this machine and the certificate of `server_context` beside them.

    Raises:
        RuntimeError: this machine knows no authorities, so that reading them would cost nobody anything.
    """
    authorities = ssl.create_default_context().get_ca_certs(binary_form=True)
    if not authorities:
        raise RuntimeError("This machine has no certificate authorities. On Debian: apt-get install ca-certificates")
    file = folder / "trusted.pem"
    ours = x509.load_pem_x509_certificate((folder / "server.pem").read_bytes())
    known = "".join(ssl.DER_cert_to_PEM_cert(each) for each in authorities)
    file.write_text(known + ours.public_bytes(Encoding.PEM).decode(), "ascii")
    return file

"""One TLS context for every call."""

import ssl
from typing import Self


class SharedContext(ssl.SSLContext):
    """A TLS context that a deep copy hands on as it is.

    Bolt deep-copies a request's client for each lazy listener, and Python cannot copy a TLS context; it is safe for
    several threads at once (docs.python.org/3/library/ssl.html).
    """

    def __deepcopy__(self, memo: object) -> Self:
        """Return this same context."""
        return self


def shared_context(*, with_authorities: bool) -> SharedContext:
    """Return a context that checks certificates and host names.

    Args:
        with_authorities: load the system's certificate authorities, which takes some 20 ms; needed for any `https`.
    """
    context = SharedContext(ssl.PROTOCOL_TLS_CLIENT)
    if with_authorities:
        context.load_default_certs()
    return context

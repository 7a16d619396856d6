"""How often files from one address are checked."""

import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from rest_framework.throttling import SimpleRateThrottle

ONE_CLIENT = 64  # bits of an IPv6 address that a client can't choose


class CheckThrottle(SimpleRateThrottle):
    """``CHECK_RATE`` for each client, counted in the cache.

    ``get_ident`` believes as much of X-Forwarded-For as ``TRUSTED_PROXIES`` have written.
    """

    scope = "check"

    def get_rate(self) -> str:
        return settings.CHECK_RATE

    def get_cache_key(self, request: HttpRequest, view: Any) -> str:
        try:
            ident = client(self.get_ident(request))
        except ValueError:  # no address, or with a port: those behind that proxy count as one
            ident = request.META.get("REMOTE_ADDR", "")
        return self.cache_format % {"scope": self.scope, "ident": ident}


def client(address: str) -> str:
    """The address, or of IPv6 the network of the client; ValueError if it is none."""
    found = ipaddress.ip_address(address)
    if found.version == 6:
        mapped = found.ipv4_mapped
        return str(mapped or ipaddress.ip_network((found, ONE_CLIENT), strict=False))
    return str(found)

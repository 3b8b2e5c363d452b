"""Where a push may be sent. Endpoints come from clients: without rules the server would knock at
any door of its own network for whoever asks (SSRF).
"""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import SplitResult, urlsplit

from backend.kernel.refusal import Refusal, Remedy

ENDPOINT_CHARS_MAX = 1000
HOSTS = (
    "fcm.googleapis.com",
    "jmt17.google.com",  # Debian's Chromium
    "updates.push.services.mozilla.com",
    "*.push.services.mozilla.com",
    "*.notify.windows.com",
    "web.push.apple.com",
    "*.push.apple.com",
)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_NAT64, _UNICAST = IPv6Network("64:ff9b::/96"), IPv6Network("2000::/3")


class EndpointRefused(Refusal):
    """Not a push service that this server sends to. Facts: ``host``."""

    code, remedy = "push_endpoint_refused", Remedy.STOP
    text = "这台手机的推送服务（{host}）不在服务器允许的名单里，推送没有打开；消息仍在收件箱。"


@dataclass(frozen=True, slots=True)
class EndpointRules:
    """``hosts``: exact names, or ``*.`` and a suffix. ``loopback``: for tests on one machine."""

    hosts: tuple[str, ...] = HOSTS
    loopback: bool = False

    def host_of(self, endpoint: str) -> str:
        """The host that this endpoint is at.

        Raises:
            EndpointRefused: no https, a user, a port or a fragment in it, or a host that is not on
                the list (remedy: stop).
        """
        parts = _split(endpoint)
        host = (parts.hostname or "").lower()
        if self.loopback and host in LOOPBACK and parts.scheme in {"http", "https"}:
            return host
        plain = parts.scheme == "https" and parts.netloc.lower() == host and not parts.fragment
        if not plain or "#" in endpoint or not self._listed(host):
            raise EndpointRefused(field="endpoint", host=_shown(host))
        return host

    def _listed(self, host: str) -> bool:
        return any(
            host.endswith(known[1:]) if known.startswith("*.") else host == known
            for known in self.hosts
        )

    def may_connect(self, host: str, address: str) -> bool:
        """Whether this address, which ``host`` resolved to, may be connected to."""
        if self.loopback and host in LOOPBACK:
            return ip_address(address).is_loopback
        return is_public(address)


def is_public(address: str) -> bool:
    """Whether an address is on the public internet; one that carries another is where that is.

    Of IPv6 only what IANA has given out for global unicast (2000::/3): the rest is special, or a
    way into a network of somebody's own (a local NAT64, RFC 8215; IPv4-translated, RFC 2765).
    """
    at = ip_address(address.split("%")[0])
    if isinstance(at, IPv4Address):
        return at.is_global and not at.is_multicast
    carried = _carried(at)
    if carried is not None:
        return is_public(str(carried))
    return at in _UNICAST and at.is_global


def _carried(at: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside: mapped, 6to4 or NAT64 (RFC 6052)."""
    if at in _NAT64:
        return IPv4Address(int(at) & 0xFFFF_FFFF)
    return at.ipv4_mapped or at.sixtofour


def _split(endpoint: str) -> SplitResult:
    if len(endpoint) > ENDPOINT_CHARS_MAX or not endpoint.isascii() or not endpoint.isprintable():
        raise EndpointRefused(field="endpoint", host="?")
    try:
        parts = urlsplit(endpoint)
        _ = parts.port  # ValueError when it is none
    except ValueError:
        raise EndpointRefused(field="endpoint", host="?") from None
    if " " in endpoint or "\\" in endpoint or parts.username is not None:
        raise EndpointRefused(field="endpoint", host=_shown(parts.hostname or ""))
    return parts


def _shown(host: str) -> str:
    return host[:60] or "?"

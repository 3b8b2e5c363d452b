"""Which addresses of push services nobody may name."""

from __future__ import annotations

import pytest

from backend.notify.endpoints import EndpointRefused, EndpointRules, is_public


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/x",
        "https://fcm.googleapis.com:8443/x",
        "https://fcm.googleapis.com:443/x",
        "https://user@fcm.googleapis.com/x",
        "https://fcm.googleapis.com@10.0.0.1/x",
        "https://fcm.googleapis.com/x#y",
        "https://fcm.googleapis.com/x#",
        "https://fcm.googleapis.com.evil.cn/x",
        "https://evilfcm.googleapis.com/x",
        "https://fcm.googleapis.com\\@evil.cn/x",
        "https://push.apple.com/x",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://[::1]/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://0.0.0.0/x",
        "https://2130706433/x",
        "https://0x7f000001/x",
        "https://0177.0.0.1/x",
        "https://127.1/x",
        "https://fcm.googleapis.com./x",
        "https://fcm.googleapis.com%2e/x",
        "https://[::1/x",
        "https://fcm.googleapis.com:99999/x",
        "https://例子.cn/x",
        "ftp://fcm.googleapis.com/x",
        "https:///x",
        "",
        "https://fcm.googleapis.com/" + "x" * 1000,
    ],
)
def test_endpoints_that_nobody_may_name(endpoint: str) -> None:
    with pytest.raises(EndpointRefused):
        EndpointRules().host_of(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://jmt17.google.com/fcm/send/abc",
        "https://web.push.apple.com/QO",
        "https://wns2-par02p.notify.windows.com/w/?token=x",
        "https://updates.push.services.mozilla.com/wpush/v2/x",
    ],
)
def test_endpoints_of_the_usual_services(endpoint: str) -> None:
    assert EndpointRules().host_of(endpoint) in endpoint


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("142.250.4.95", True),
        ("2404:6800:4003:c0f::5f", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::1", False),
        ("64:ff9b::8efa:45f", True),
        ("::ffff:142.250.4.95", True),
        ("64:ff9b:1::a00:1", False),
        ("::127.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("fec0::1", False),
    ],
)
def test_addresses_on_the_public_internet(address: str, public: bool) -> None:
    assert is_public(address) is public

"""What this process may use to reach people outside the app; said once, at the start.

``backend.alerting`` reads it from the settings and hands it over before anything is served or sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from py_vapid import Vapid02

from backend.notify.channels.aliyun_sms import SmsAccount
from backend.notify.channels.dingtalk import DingTalkApp
from backend.notify.channels.wecom import WeComApp
from backend.notify.endpoints import EndpointRules
from backend.notify.models import Channel


@dataclass(frozen=True, slots=True)
class PushKeys:
    """The server's own pair of keys (VAPID, RFC 8292) and whom a push service may write to."""

    private: Vapid02
    public: str  # base64url of the uncompressed point, as browsers want it
    subject: str  # mailto: or https:


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything off, unless said otherwise."""

    public_url: str = "http://localhost:8000"
    push: PushKeys | None = None
    push_off: str = "服务器还没有推送密钥，请系统管理员用 push-keys 命令生成。"  # why, for people
    endpoints: EndpointRules = field(default_factory=EndpointRules)
    proxy: str = ""  # http://host:port for pushes
    wecom: WeComApp | None = None
    dingtalk: DingTalkApp | None = None
    sms: SmsAccount | None = None
    bots: tuple[str, ...] = ()  # Apprise addresses of group bots; each is a secret

    @property
    def reaches(self) -> set[Channel]:
        """The channels to a person, besides push, that are switched on."""
        message = {Channel.MESSAGE} if self.wecom or self.dingtalk else set()
        return message | ({Channel.SMS} if self.sms else set())


_present = Outside()


def use(outside: Outside) -> None:
    """From now on this process reaches people this way."""
    global _present
    _present = outside


def present() -> Outside:
    return _present

"""Settings: read once from the environment, parsed into one frozen value, passed down by hand.

Every name starts with ``BLT_``. An unknown name or a bad value stops the start with its name and
what to do; with ``BLT_ENV=production`` nothing that matters has a default. The table ``NAMES`` is
the documentation: ``python -m backend settings`` prints it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

EMBEDDED_DATA: Final = Path("data")


class SettingError(Exception):
    """A setting is unknown, bad or missing; the message names it and says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this process runs. Times are seconds; addresses are URLs without a trailing slash."""

    env: Literal["embedded", "production"] = "embedded"
    database_url: str = f"sqlite://{EMBEDDED_DATA}/baoliantong.sqlite3"
    store_url: str = f"file:{EMBEDDED_DATA}/objects"
    store_key: str = ""
    store_secret: str = ""
    store_presign: bool = False
    public_url: str = "http://localhost:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    worker: bool = True
    trusted_proxies: tuple[str, ...] = ()
    documents: Literal["any", "trusted"] = "any"
    pwa_dir: str = "pwa/dist"
    workers: int = 1
    metrics_token: str = ""
    metrics_from: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    metrics_port: int = 0
    vapid_private_key: str = ""
    vapid_subject: str = ""
    push_hosts: tuple[str, ...] = ()
    push_allow_loopback: bool = False
    push_proxy: str = ""
    wecom_corp_id: str = ""
    wecom_secret: str = ""
    wecom_agent_id: int = 0
    wecom_url: str = ""
    dingtalk_key: str = ""
    dingtalk_secret: str = ""
    dingtalk_agent_id: int = 0
    dingtalk_url: str = ""
    sms_key_id: str = ""
    sms_key_secret: str = ""
    sms_sign: str = ""
    sms_template: str = ""
    sms_url: str = ""
    group_bots: tuple[str, ...] = ()

    @property
    def prefix(self) -> str:
        """The path under which the app lives: '' or '/blt'. The cookies' path."""
        return urlsplit(self.public_url).path.rstrip("/")

    @property
    def secure(self) -> bool:
        """Whether cookies may be marked Secure."""
        return self.public_url.startswith("https://")

    @property
    def production(self) -> bool:
        return self.env == "production"


def _one_of(*allowed: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"要写成 {' 或 '.join(allowed)}")
        return text

    return parse


def _switch(text: str) -> bool:
    if text not in {"on", "off"}:
        raise ValueError("要写成 on 或 off")
    return text == "on"


def _number(least: int, most: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not least <= int(text) <= most:
            raise ValueError(f"要写成 {least}–{most} 的整数")
        return int(text)

    return parse


def _database(text: str) -> str:
    if not re.match(r"(sqlite|postgres|asyncpg)://.", text):
        raise ValueError("要写成 sqlite://路径 或 postgres://用户:密码@主机:端口/库名")
    return text


def _store(text: str) -> str:
    if not re.match(r"(file:.|s3\+https?://.+/.)", text):
        raise ValueError("要写成 file:目录 或 s3+https://主机:端口/桶名")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        raise ValueError("要写成 https://域名 或 https://域名/前缀")
    return text.rstrip("/")


def _proxy(text: str) -> str:
    return _address(text) if text else ""


def _networks(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(ip_network(part.strip())) for part in text.split(",") if part.strip())
    except ValueError:
        raise ValueError("要写成以逗号分开的 IP 或网段，例如 10.0.0.0/8") from None


def _token(text: str) -> str:
    if text == "off":
        return ""
    if not re.fullmatch(r"[!-~]{16,200}", text):
        raise ValueError("要写成至少 16 个字符的口令，不含空格和汉字，或 off")
    return text


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(part.strip().lower() for part in text.split(",") if part.strip())
    if not all(re.fullmatch(r"(\*\.)?([a-z0-9-]+\.)+[a-z0-9-]+", host) for host in hosts):
        raise ValueError("要写成以逗号分开的域名，例如 fcm.googleapis.com, *.push.apple.com")
    return hosts


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _yes(text: str) -> bool:
    if text not in {"1", "0"}:
        raise ValueError("要写成 1 或 0")
    return text == "1"


@dataclass(frozen=True, slots=True)
class Name:
    """One environment variable: the field it fills, how it is read, what it is for."""

    field: str
    parse: Callable[[str], Any]
    about: str
    needed_in_production: bool = False
    secret: bool = False


NAMES: Final[Mapping[str, Name]] = {
    "BLT_ENV": Name("env", _one_of("embedded", "production"), "运行方式"),
    "BLT_DATABASE_URL": Name("database_url", _database, "数据库", True, True),
    "BLT_STORE_URL": Name("store_url", _store, "照片存放处：目录或 S3", True),
    "BLT_STORE_KEY": Name("store_key", str, "S3 的访问键"),
    "BLT_STORE_SECRET": Name("store_secret", str, "S3 的密钥", secret=True),
    "BLT_STORE_PRESIGN": Name("store_presign", _switch, "读照片时给出 S3 的短时地址"),
    "BLT_PUBLIC_URL": Name("public_url", _address, "用户打开的地址，可带路径前缀", True),
    "BLT_HOST": Name("host", str, "监听的地址"),
    "BLT_PORT": Name("port", _number(1, 65535), "监听的端口"),
    "BLT_WORKER": Name("worker", _switch, "serve 进程里是否一并跑后台任务"),
    "BLT_TRUSTED_PROXIES": Name(
        "trusted_proxies", _networks, "哪些代理的 X-Forwarded-For 可信", True
    ),
    "BLT_DOCUMENTS": Name(
        "documents",
        _one_of("any", "trusted"),
        "收任意 GraphQL，或只收登记过的（生产固定为 trusted）",
    ),
    "BLT_PWA_DIR": Name("pwa_dir", str, "已构建的手机端目录；空：由代理提供"),
    "BLT_WORKERS": Name("workers", _number(1, 64), "HTTP 进程数；SQLite 只能是 1"),
    "BLT_METRICS_TOKEN": Name(
        "metrics_token", _token, "看 /metrics 要带的口令（Bearer）；off 为不用口令", secret=True
    ),
    "BLT_METRICS_FROM": Name(
        "metrics_from", _networks, "不带口令也能看 /metrics 的地址；生产里不设就没有"
    ),
    "BLT_METRICS_PORT": Name(
        "metrics_port", _number(0, 65535), "work 进程的 /metrics 和 /healthz 的端口；0 为不开"
    ),
    "BLT_VAPID_PRIVATE_KEY": Name(
        "vapid_private_key", str, "推送私钥，由 push-keys 命令生成；off 为不推送", True, True
    ),
    "BLT_VAPID_SUBJECT": Name("vapid_subject", str, "推送联系人：mailto:邮箱 或 https://网址"),
    "BLT_PUSH_HOSTS": Name("push_hosts", _hosts, "允许的推送服务域名；空为常见的几家"),
    "BLT_PUSH_ALLOW_LOOPBACK": Name("push_allow_loopback", _yes, "测试用：可推送到本机"),
    "BLT_PUSH_PROXY": Name("push_proxy", _proxy, "推送走的代理：http://主机:端口"),
    "BLT_WECOM_CORP_ID": Name("wecom_corp_id", str, "企业微信的企业 ID；空为不用企业微信"),
    "BLT_WECOM_SECRET": Name("wecom_secret", str, "企业微信应用的密钥", secret=True),
    "BLT_WECOM_AGENT_ID": Name("wecom_agent_id", _number(1, 10**9), "企业微信应用的编号"),
    "BLT_WECOM_URL": Name("wecom_url", _proxy, "企业微信接口的地址，私有部署时设；空为公网的"),
    "BLT_DINGTALK_KEY": Name("dingtalk_key", str, "钉钉应用的 AppKey；空为不用钉钉"),
    "BLT_DINGTALK_SECRET": Name("dingtalk_secret", str, "钉钉应用的密钥", secret=True),
    "BLT_DINGTALK_AGENT_ID": Name("dingtalk_agent_id", _number(1, 10**12), "钉钉应用的编号"),
    "BLT_DINGTALK_URL": Name("dingtalk_url", _proxy, "钉钉接口的地址，私有部署时设；空为公网的"),
    "BLT_SMS_KEY_ID": Name("sms_key_id", str, "阿里云短信的访问键；空为不发短信"),
    "BLT_SMS_KEY_SECRET": Name("sms_key_secret", str, "阿里云短信的密钥", secret=True),
    "BLT_SMS_SIGN": Name("sms_sign", str, "短信签名，不带【】"),
    "BLT_SMS_TEMPLATE": Name("sms_template", str, "短信模板号，模板里有 ${kind} 和 ${number}"),
    "BLT_SMS_URL": Name("sms_url", _proxy, "短信接口的地址；空为公网的"),
    "BLT_GROUP_BOTS": Name(
        "group_bots", _words, "群机器人的 Apprise 地址，以空格分开；群里只见件数和网址", secret=True
    ),
}


def read(environment: Mapping[str, str]) -> Settings:
    """Parse the ``BLT_`` part of an environment.

    Raises:
        SettingError: a name is unknown, a value is bad, or production lacks what it needs.
    """
    unknown = sorted(n for n in environment if n.startswith("BLT_") and n not in NAMES)
    if unknown:
        raise SettingError(f"不认识的设置 {unknown[0]}。可用的设置：python -m backend settings")
    values: dict[str, Any] = {}
    for name, about in NAMES.items():
        if name in environment:
            try:
                values[about.field] = about.parse(environment[name].strip())
            except ValueError as why:
                raise SettingError(f"设置 {name}（{about.about}）写得不对：{why}。") from None
    if values.get("env") == "production":
        _complete(environment)
        values["documents"] = "trusted"
        values.setdefault("metrics_from", ())
    settings = Settings(**values)
    _coherent(settings)
    return settings


def _complete(environment: Mapping[str, str]) -> None:
    for name, about in NAMES.items():
        if about.needed_in_production and name not in environment:
            raise SettingError(f"生产运行缺少设置 {name}（{about.about}），请设好再启动。")


def _coherent(settings: Settings) -> None:
    """What no single value shows."""
    if settings.store_url.startswith("s3+") and not (settings.store_key and settings.store_secret):
        raise SettingError("BLT_STORE_URL 用了 S3，还要设 BLT_STORE_KEY 和 BLT_STORE_SECRET。")
    if settings.store_presign and not settings.store_url.startswith("s3+"):
        raise SettingError("BLT_STORE_PRESIGN=on 只能与 S3 的 BLT_STORE_URL 同用。")
    if settings.workers > 1 and settings.database_url.startswith("sqlite"):
        raise SettingError("BLT_WORKERS 大于 1 时要用 PostgreSQL（BLT_DATABASE_URL）。")
    anywhere = [net for net in settings.metrics_from if ip_network(net).prefixlen == 0]
    if settings.production and anywhere:
        raise SettingError(
            f"BLT_METRICS_FROM 不能是 {anywhere[0]}：谁都看得到。请写监控服务器的地址，"
            "或设 BLT_METRICS_TOKEN。"
        )
    local = urlsplit(settings.public_url).hostname in {"localhost", "127.0.0.1"}
    if settings.production and not settings.secure and not local:
        raise SettingError("生产运行的 BLT_PUBLIC_URL 要以 https:// 开头。")


def shown(settings: Settings) -> dict[str, str]:
    """The settings for a log or a person: secrets are stars."""
    secret = {about.field for about in NAMES.values() if about.secret}
    return {
        f.name: "***" if f.name in secret else str(getattr(settings, f.name))
        for f in fields(settings)
    }

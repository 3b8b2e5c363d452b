"""From the settings to how people are reached outside the app. Used by ``asgi`` and the worker."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from backend.notify.endpoints import HOSTS, EndpointRules
from backend.notify.outside import Outside, PushKeys
from backend.notify.push_keys import KeysWrong, check_subject, new_private_key, push_keys
from backend.settings import SettingError, Settings

KEYS_FILE = "push-keys.json"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
SWITCHED_OFF = "服务器没有打开推送，请看收件箱。"


def outside_of(settings: Settings) -> Outside:
    """How this process reaches people.

    Raises:
        SettingError: what is set cannot work; production does not start with it.
    """
    if settings.push_allow_loopback and urlsplit(settings.public_url).hostname not in LOCAL:
        raise SettingError("BLT_PUSH_ALLOW_LOOPBACK=1 只能在 BLT_PUBLIC_URL 是 localhost 时用。")
    keys = _keys(settings)
    usual = Outside()
    return Outside(
        public_url=settings.public_url,
        push=keys,
        push_off=SWITCHED_OFF if settings.vapid_private_key == "off" else usual.push_off,
        endpoints=EndpointRules(settings.push_hosts or HOSTS, settings.push_allow_loopback),
        proxy=settings.push_proxy,
    )


def _keys(settings: Settings) -> PushKeys | None:
    private, subject = settings.vapid_private_key, settings.vapid_subject
    if private == "off":
        return None
    if not private and (kept := keys_file(settings)) and kept.exists():
        said = json.loads(kept.read_text(encoding="utf-8"))
        private, subject = said["private_key"], subject or said["subject"]
    if not private:
        return None
    try:
        return push_keys(private, subject)
    except KeysWrong as wrong:
        names = "BLT_VAPID_PRIVATE_KEY 或 BLT_VAPID_SUBJECT"
        raise SettingError(f"设置 {names} 写得不对：{wrong}。") from None


def keys_file(settings: Settings) -> Path | None:
    """Where the embedded default keeps its keys: beside the photos. None: in the settings only."""
    if settings.production or not settings.store_url.startswith("file:"):
        return None
    folder = settings.store_url.removeprefix("file:").removeprefix("//")
    return Path(folder).parent / KEYS_FILE


def make_keys(settings: Settings, subject: str) -> str:
    """New push keys: in the embedded default kept in a file, else only said. What to tell people.

    Raises:
        SettingError: the subject cannot be reached, or there are keys already: phones that
            subscribed with them would have to do so anew.
    """
    try:
        check_subject(subject)
    except KeysWrong as wrong:
        raise SettingError(f"{wrong}，例如 mailto:jiandu@weidong.gov.cn。") from None
    private, kept = new_private_key(), keys_file(settings)
    if kept is None:
        return f"BLT_VAPID_PRIVATE_KEY={private}\nBLT_VAPID_SUBJECT={subject}"
    if kept.exists():
        raise SettingError(f"{kept} 里已有推送密钥；换了它，打开过推送的手机都要重新打开。")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.touch(mode=0o600)
    kept.write_text(json.dumps({"private_key": private, "subject": subject}), encoding="utf-8")
    return f"推送密钥已存到 {kept}，重新启动后生效。"

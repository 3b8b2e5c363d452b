"""From the settings to how people are reached outside the app. Used by ``asgi`` and the worker."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlsplit

from backend.notify.channels.aliyun_sms import ALIYUN_SMS_URL, SmsAccount
from backend.notify.channels.dingtalk import DINGTALK_URL, DingTalkApp
from backend.notify.channels.group_bots import known
from backend.notify.channels.wecom import WECOM_URL, WeComApp
from backend.notify.endpoints import HOSTS, EndpointRules
from backend.notify.outside import Outside, PushKeys
from backend.notify.push_keys import KeysWrong, check_subject, new_private_key, push_keys
from backend.settings import NAMES, SettingError, Settings

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
        wecom=_wecom(settings),
        dingtalk=_dingtalk(settings),
        sms=_sms(settings),
        bots=_bots(settings),
    )


def _wecom(settings: Settings) -> WeComApp | None:
    if not _complete("BLT_WECOM_CORP_ID", "BLT_WECOM_SECRET", "BLT_WECOM_AGENT_ID", of=settings):
        return None
    if settings.dingtalk_key:
        raise SettingError("企业微信和钉钉只用一个：BLT_WECOM_CORP_ID 或 BLT_DINGTALK_KEY。")
    url = settings.wecom_url or WECOM_URL
    return WeComApp(settings.wecom_corp_id, settings.wecom_secret, settings.wecom_agent_id, url)


def _dingtalk(settings: Settings) -> DingTalkApp | None:
    names = ("BLT_DINGTALK_KEY", "BLT_DINGTALK_SECRET", "BLT_DINGTALK_AGENT_ID")
    if not _complete(*names, of=settings):
        return None
    own = (settings.dingtalk_key, settings.dingtalk_secret, settings.dingtalk_agent_id)
    return DingTalkApp(*own, settings.dingtalk_url or DINGTALK_URL)


def _sms(settings: Settings) -> SmsAccount | None:
    names = ("BLT_SMS_KEY_ID", "BLT_SMS_KEY_SECRET", "BLT_SMS_SIGN", "BLT_SMS_TEMPLATE")
    if not _complete(*names, of=settings):
        return None
    own = (settings.sms_key_id, settings.sms_key_secret, settings.sms_sign, settings.sms_template)
    return SmsAccount(*own, settings.sms_url or ALIYUN_SMS_URL)


def _bots(settings: Settings) -> tuple[str, ...]:
    """Not shown when it is wrong: it is a secret."""
    for place, url in enumerate(settings.group_bots, start=1):
        if not known(url):
            raise SettingError(f"BLT_GROUP_BOTS 的第 {place} 个地址 Apprise 不认识，请核对。")
    return settings.group_bots


def _complete(*names: str, of: Settings) -> bool:
    """Whether a channel is set; half of it is a mistake that must not pass for off."""
    missing = [name for name in names if not getattr(of, NAMES[name].field)]
    if missing and len(missing) < len(names):
        raise SettingError(f"还缺设置 {missing[0]}（{NAMES[missing[0]].about}）。")
    return not missing


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

"""What people type, made storable: a phone's keyboard and clipboard hand over odd characters."""

from __future__ import annotations

import re
from typing import Any

# PostgreSQL stores no NUL, UTF-8 has no lone surrogates, and nobody can see or delete a control
# character; they are dropped rather than refused, because a person could not find them.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without characters that cannot be stored, stripped; line ends become \\n."""
    return _UNSTORABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def clean_json(value: Any) -> Any:
    """The same for every string in a JSON value, keys too."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [clean_json(item) for item in value]
    if isinstance(value, dict):
        return {clean(str(key)): clean_json(item) for key, item in value.items()}
    return value

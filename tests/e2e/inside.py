"""What lies where: on the phone (IndexedDB), in the server's database, in the folder of photos."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from playwright.async_api import Page

from backend.evidence.models import Photo
from backend.kernel.ledger import LedgerEvent
from backend.visits.models import Visit, VisitRevision
from storage.local import LocalStore

READ = """async ([name, store]) => {
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error)
  })
  try {
    const rows = await new Promise((resolve, reject) => {
      const asked = db.transaction(store).objectStore(store).getAll()
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error)
    })
    const text = (bytes) => {
      let all = ''
      for (const byte of new Uint8Array(bytes)) all += String.fromCharCode(byte)
      return btoa(all)
    }
    return rows.map((row) => (row.bytes ? { ...row, bytes: text(row.bytes) } : row))
  } finally {
    db.close()
  }
}"""


async def on_phone(page: Page, person_id: UUID, store: str) -> list[dict[str, Any]]:
    """Rows of one store of a person's database on this phone, as JSON; bytes as base64."""
    rows = await page.evaluate(READ, [f"phone-{person_id}", store])
    assert isinstance(rows, list)
    return rows


async def photos_on_phone(page: Page, person_id: UUID) -> dict[UUID, bytes]:
    """The sealed bytes; each agrees with the hash that the phone made of it."""
    photos = {}
    for row in await on_phone(page, person_id, "photos"):
        content = base64.b64decode(row["bytes"])
        assert sha256(content).hexdigest() == row["sha256"]
        photos[UUID(row["id"])] = content
    return photos


@dataclass(frozen=True, slots=True)
class Arrived:
    """What the server has: visits by what was talked of, bytes of photos by id."""

    talks: list[str]
    photos: dict[UUID, bytes]


async def arrived(tmp_path: Path) -> Arrived:
    """Each visit once: a row, a first revision, an event. Each photo: its bytes, bound to one."""
    visits = await Visit.all()
    ids = {visit.id for visit in visits}
    assert set(await VisitRevision.filter(number=1).values_list("visit_id", flat=True)) == ids
    assert await LedgerEvent.filter(name="visits.logged").count() == len(visits)
    store, photos = LocalStore(tmp_path / "objects"), {}
    for photo in await Photo.all():
        content = b"".join([chunk async for chunk in store.read(photo.key)])
        assert sha256(content).hexdigest() == photo.sha256
        assert photo.subject_id in ids
        photos[photo.id] = content
    assert {UUID(one) for visit in visits for one in visit.photo_ids} == set(photos)
    return Arrived(sorted(visit.discussed for visit in visits), photos)

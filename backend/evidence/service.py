"""Verbs on photos that other slices may use."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from backend.evidence.models import CopyState, Photo
from backend.kernel.place import columns_of
from backend.kernel.refusal import Refusal, Remedy

FACT_IDS_MAX = 20


class PhotosMissing(Refusal):
    """Some photos named by the record have not arrived yet.

    Facts: ``count``, ``ids`` (separated by spaces), so that the phone sends these again.
    """

    code, remedy = "photos_missing", Remedy.RETRY
    text = "还有 {count} 张照片没有传完，稍后会自动重试。"


class PhotosTaken(Refusal):
    """Some photos belong to somebody else or to another record; waiting will not help.

    Facts: ``count``, ``ids`` (separated by spaces), so that the phone marks these.
    """

    code, remedy = "photos_taken", Remedy.FIX
    text = "有 {count} 张照片已用在别的记录里，请去掉后再发。"


async def attach(
    photo_ids: Sequence[UUID],
    *,
    owner_id: UUID,
    subject_kind: str,
    subject_id: UUID,
    now: datetime,
    protected: bool = False,
) -> None:
    """Bind the owner's uploaded photos to one record, in this order.

    Must run inside the caller's transaction.

    Photos bound to this very record before may be named again (an amendment that keeps them); they
    only get their new place. One that an amendment leaves out stays bound: the earlier revision
    shows it. ``protected`` forgets whose photos they were (DECISIONS 4).

    Raises:
        PhotosMissing: at least one photo is not uploaded (remedy: retry).
        PhotosTaken: at least one is not the owner's, or bound elsewhere (remedy: fix).
    """
    wanted = list(dict.fromkeys(photo_ids))
    if not wanted:
        return
    photos = {photo.id: photo for photo in await Photo.filter(id__in=wanted).select_for_update()}
    if missing := [one for one in wanted if one not in photos]:
        raise PhotosMissing(field="photoIds", count=len(missing), ids=_ids(missing))
    taken = [p.id for p in photos.values() if not _free(p, owner_id, subject_kind, subject_id)]
    if taken:
        raise PhotosTaken(field="photoIds", count=len(taken), ids=_ids(taken))
    for position, one in enumerate(wanted):
        photo = photos[one]
        photo.position = position
        if photo.subject_id is None:
            photo.subject_kind, photo.subject_id, photo.bound_at = subject_kind, subject_id, now
            photo.copies, photo.copies_due_at = CopyState.DUE, now
        if protected:
            photo.owner_id = None
    fields = ["position", "subject_kind", "subject_id", "bound_at", "copies", "copies_due_at"]
    await Photo.bulk_update(list(photos.values()), [*fields, "owner_id"])


async def forget_places(subject_kind: str, *, before: datetime) -> int:
    """Clear where photos of such records, arrived before then, were taken (DOMAIN 5)."""
    older = Photo.filter(subject_kind=subject_kind, received_at__lt=before, lat_deg__isnull=False)
    return await older.update(**columns_of(None))


async def discard_unbound(owner_id: UUID) -> int:
    """Forget the owner's photos that no record took; how many. The sweep removes their bytes."""
    return await Photo.filter(owner_id=owner_id, subject_id__isnull=True).delete()


async def draw_again(subject_id: UUID, *, now: datetime) -> None:
    """Owe the record's photos new display copies: its number has come or changed."""
    await Photo.filter(subject_id=subject_id).update(
        copies=CopyState.DUE, copies_due_at=now, copies_attempts=0
    )


def _free(photo: Photo, owner_id: UUID, subject_kind: str, subject_id: UUID) -> bool:
    if photo.subject_id is not None:
        return (photo.subject_kind, photo.subject_id) == (subject_kind, subject_id)
    return photo.owner_id == owner_id


def _ids(photo_ids: Collection[UUID]) -> str:
    return " ".join(str(one) for one in list(photo_ids)[:FACT_IDS_MAX])

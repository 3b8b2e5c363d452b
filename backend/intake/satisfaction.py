"""How satisfied whoever raised a problem says they are: when called, or by themselves."""

from __future__ import annotations

from tortoise.expressions import Q, RawSQL, Subquery

from backend.following_up.models import SpotCheck
from backend.issues.service import ON_THE_SPOT

ASKED = ("satisfied", "mostly", "unreasonable")  # outcomes that somebody who was asked gave


def was_asked() -> Q:
    """The issues of which somebody who raised them said how satisfied they are."""
    rated = RawSQL('(SELECT r."issue_id" FROM "rating" r)')
    sent_back = RawSQL(
        '(SELECT s."issue_id" FROM "issue_step" s'
        " WHERE s.\"command\" = 'call_back' AND s.\"to_state\" = 'assigned')"
    )
    checked = RawSQL(
        '(SELECT c."issue_id" FROM "spot_check" c'
        " WHERE c.\"result\" IN ('satisfied', 'mostly', 'unsatisfied'))"
    )
    return Q(outcome__in=ASKED) | Q(id__in=rated) | Q(id__in=sent_back) | Q(id__in=checked)


def is_satisfied() -> Q:
    """They said 满意 of the present round; 基本满意 is not counted as that."""
    rated = RawSQL(
        '(SELECT r."issue_id" FROM "rating" r JOIN "issue" j'
        ' ON j."id" = r."issue_id" AND j."round" = r."round"'
        " WHERE r.\"grade\" = 'satisfied')"
    )
    checked = Subquery(SpotCheck.filter(result="satisfied").values("issue_id"))
    on_the_spot = Q(outcome=ON_THE_SPOT) & Q(id__in=checked)  # what was taken up again is not
    return Q(outcome="satisfied") | (~Q(outcome__in=ASKED) & Q(id__in=rated)) | on_the_spot

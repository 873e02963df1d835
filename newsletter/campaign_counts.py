"""What the newsletter counts for a campaign: sign-ups on its pages or by its links, confirmed."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from cms.campaigns import Asked, Series, Source
from newsletter.models import Consent

KEY = "sign-up"


def sign_ups(asked: Asked) -> Mapping[str, Mapping[date, int]]:
    rows = Consent.objects.filter(
        Q(page__in=asked.paths) | Q(campaign=asked.name),
        confirmed_at__date__range=(asked.start, asked.end),
    )
    by_day = rows.annotate(day=TruncDate("confirmed_at")).order_by("day").values_list("day")
    return {KEY: dict(by_day.annotate(total=Count("subscriber", distinct=True)))}


SOURCE = Source(
    "newsletter",
    series=[
        Series(
            KEY,
            _("Newsletter sign-ups"),
            note=_(
                "Confirmed sign-ups from the pages of the campaign, and by its links of visitors who agreed "
                "to be measured; of those whose data we still hold."
            ),
        )
    ],
    count=sign_ups,
)

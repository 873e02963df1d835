"""What the offers leave open, and what `careers.applications` fills when the site starts.

The offers know nothing of applications. They ask here, by name:

- **the form**: `set_application_form(handler)`. `handler(page, request)` answers GET and POST of an
  open OfferPage or of a SpontaneousApplicationPage and returns the response. It renders
  `page.template` with `{**page.get_context(request), "form_template": "<your template>", …}`; the
  page includes `form_template` where its form stands. It is also called for previews in the admin
  (`request.is_preview`), which only GET. While nobody has set one, the page says how to write to us.
- **who is unanswered**: `set_unanswered(Unanswered(count=…, draft_url=…))`. `count(offer)` says how
  many people who applied to the offer, in any language of it, have had no answer;
  `draft_url(offer)` leads staff to where all those answers are drafted. Closing is refused while
  `count` is not 0.
- **the first answer**: `set_first_answer(figure)`. `figure()` is the measured median time from an
  application to the first answer by a person, over the company's recent applications, or None
  while fewer than five have been answered.
- **the erasure**: `set_erasure(date)`. `date(moment)` is when an application that arrives at `moment`
  is erased if nothing more is exchanged (the DPO may have shortened the length).
- **referrals**: `set_referrals(count)`. A link with `?r=<code>` leads to an offer's page; the form
  keeps the ReferralLink with the application (`careers.queries.referral_link(code)`, None for an
  unknown code). `count(link)` says how many such applications were received and how many of them
  are closed, as a pair.
- **where they come from**: addresses handed to job boards carry `?via=<board>`, one of
  `careers.boards.BOARDS`; the form may keep it as the application's source.

Call them from `AppConfig.ready()`. An offer in French and its English twin are two pages of one
offer: `offer.versions()` gives both, `offer.reference` and `offer.translation_key` are the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from cms.freshness.memory import remembered_for

if TYPE_CHECKING:
    from careers.models import OfferPage, ReferralLink, SpontaneousApplicationPage

    ApplicationForm = Callable[
        [OfferPage | SpontaneousApplicationPage, HttpRequest], HttpResponseBase
    ]


# How old the measured time on the pages may be: every visitor of an offer would have it measured.
MEASURED_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Unanswered:
    """How many people wait for an answer to their application, and where the answers are drafted."""

    count: "Callable[[OfferPage], int]"
    draft_url: "Callable[[OfferPage], str]"


@dataclass
class _Slots:
    form: "ApplicationForm | None" = None
    unanswered: Unanswered | None = None
    first_answer: Callable[[], timedelta | None] | None = None
    erasure: Callable[[datetime], datetime] | None = None
    referrals: "Callable[[ReferralLink], tuple[int, int]] | None" = None


_slots = _Slots()


def set_application_form(handler: "ApplicationForm") -> None:
    _slots.form = handler


def application_form() -> "ApplicationForm | None":
    return _slots.form


def set_unanswered(question: Unanswered) -> None:
    _slots.unanswered = question


def unanswered(offer: "OfferPage") -> int:
    """How many people still wait for an answer about this offer."""
    return _slots.unanswered.count(offer) if _slots.unanswered else 0


def draft_url(offer: "OfferPage") -> str:
    """Where the missing answers are drafted; "" when there is no such place."""
    return _slots.unanswered.draft_url(offer) if _slots.unanswered else ""


def set_first_answer(figure: Callable[[], timedelta | None]) -> None:
    _slots.first_answer = figure


def first_answer() -> timedelta | None:
    """The measured median time to a first answer; None while too few are known."""
    if _slots.first_answer is None:
        return None
    return remembered_for("careers.first_answer", MEASURED_EVERY, _slots.first_answer)


def set_erasure(date: Callable[[datetime], datetime]) -> None:
    _slots.erasure = date


def erasure(moment: datetime) -> datetime | None:
    """When an application that arrives at `moment` is erased; None while nobody says."""
    return _slots.erasure(moment) if _slots.erasure else None


def set_referrals(count: "Callable[[ReferralLink], tuple[int, int]]") -> None:
    _slots.referrals = count


def referrals(link: "ReferralLink") -> tuple[int, int]:
    """How many applications came with this link, and how many of them are closed."""
    return _slots.referrals(link) if _slots.referrals else (0, 0)

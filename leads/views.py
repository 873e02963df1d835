"""The addresses of this package that belong to no page."""

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from intake.private import private
from leads.contact import answer_contact_form
from leads.models import ContactForm, Enquiry
from leads.queries import answer_time
from privacy.services import due_date

# A confirmation can be looked at again and printed; after that its address leads nowhere.
CONFIRMATION_LIFETIME = timedelta(days=7)


@csrf_exempt
def contact_form(request: HttpRequest, pk: int) -> HttpResponse:
    """A form that stands inside other pages, alone: where it comes back when something is wrong."""
    found = get_object_or_404(ContactForm, pk=pk, locale__language_code=get_language())
    return answer_contact_form(
        request, found, template="leads/contact_form.html", context={"answer_time": answer_time()}
    )


@private
def enquiry_received(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Thanks, the reference and what happens next. Shows nothing of what was written."""
    found = (
        Enquiry.objects.filter(uuid=uuid, erasure_marked_at__isnull=True)
        .select_related("form", "person")
        .first()
    )
    if found is None or found.received_at < timezone.now() - CONFIRMATION_LIFETIME:
        raise Http404
    return render(
        request,
        "leads/enquiry_received.html",
        {
            "enquiry": found,
            "contact_form": found.form.localized if found.form else None,
            "answer_time": answer_time(),
            "erased": due_date(found.person),
        },
    )

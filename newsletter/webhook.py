"""The address Mailchimp posts changes to. It answers at once; the worker does the rest."""

import hashlib
import hmac

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from newsletter.inbound import take_in

SIGNATURE = "X-Mailchimp-Signature"
TOLERANCE = 300  # seconds, as Mailchimp advises
LARGEST = 64 * 1024
FORM = "application/x-www-form-urlencoded"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, secret: str) -> HttpResponse:
    """200 for what was taken in and for what concerns nobody here; 4xx for what is not Mailchimp's."""
    known = settings.MAILCHIMP_WEBHOOK_SECRET
    if not known or not hmac.compare_digest(secret.encode(), known.encode()):
        raise Http404
    response = HttpResponse(content_type="text/plain")
    add_never_cache_headers(response)
    if request.method == "POST":
        response.status_code = _take(request)
    return response


def _take(request: HttpRequest) -> int:
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return 413
    body = request.body
    if settings.MAILCHIMP_SIGNING_SECRET and not is_signed(
        request.headers.get(SIGNATURE, ""), body, settings.MAILCHIMP_SIGNING_SECRET
    ):
        return 403
    if not body.strip():
        return 200
    if request.content_type != FORM:
        return 400
    data = request.POST.dict()
    if data.get("data[list_id]") != settings.MAILCHIMP_AUDIENCE_ID:
        return 200
    try:
        take_in({str(name): str(value) for name, value in data.items()})
    except ValueError:
        return 400
    return 200


def is_signed(header: str, body: bytes, secret: str) -> bool:
    """Whether `header` (t=<unix>,v1=<hex>) signs this body now."""
    parts = [part.strip().partition("=") for part in header.split(",")]
    moments = [value for name, _sign, value in parts if name == "t"]
    given = [value for name, _sign, value in parts if name == "v1"]
    if len(moments) != 1 or not moments[0].isascii() or not moments[0].isdecimal():
        return False
    moment = moments[0][:12]
    if abs(timezone.now().timestamp() - int(moment)) > TOLERANCE:
        return False
    wanted = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return any(hmac.compare_digest(wanted.encode(), one.encode()) for one in given)

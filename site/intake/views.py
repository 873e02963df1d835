from django.http import HttpRequest, JsonResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_GET

from intake import tokens
from intake.work import challenge_for

MAX_NAME = 40


@require_GET
def form_token(request: HttpRequest) -> JsonResponse:
    """A token and its proof of work for the form named in `form`; fetched at the first focus."""
    form = request.GET.get("form", "")
    if not form.replace("-", "").isalnum() or len(form) > MAX_NAME:
        return JsonResponse({"error": "form"}, status=400)
    token = tokens.issue(form, tokens.Origin.FOCUS)
    work = challenge_for(tokens.read(token, form))
    response = JsonResponse({"token": token, "work": work})
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    return response

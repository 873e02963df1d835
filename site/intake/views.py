from django.http import HttpRequest, JsonResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.views.decorators.http import require_GET

from intake import tokens

MAX_NAME = 40


@require_GET
def form_token(request: HttpRequest) -> JsonResponse:
    """A token for the form named in `form`; fetched when a person begins to fill it in."""
    form = request.GET.get("form", "")
    if not form.replace("-", "").isalnum() or len(form) > MAX_NAME:
        return JsonResponse({"error": "form"}, status=400)
    response = JsonResponse({"token": tokens.issue(form, tokens.Origin.FOCUS)})
    add_never_cache_headers(response)
    patch_cache_control(response, no_store=True, private=True)
    return response

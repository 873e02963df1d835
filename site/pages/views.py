"""Pages that stand in no tree."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.video import read_token


@require_safe
def play_video(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for agreement; with `?accord=1`, frame the player of this one host.

    `token` is the end of a `VideoAddress.play_path`; 404 for any other. Nothing is stored: the
    agreement is the address itself, and counts for this visit only.
    """
    video = read_token(token)
    if video is None:
        raise Http404
    agreed = request.GET.get("accord") == "1"
    response = render(request, "pages/play_video.html", {"video": video, "agreed": agreed})
    if agreed:
        # The one host that the visitor agreed to, on this answer alone.
        response._csp_replace = {  # type: ignore[attr-defined]
            "frame-src": [video.provider.frame_host]
        }
    return response

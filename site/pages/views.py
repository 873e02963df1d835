"""Pages that stand in no tree."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.video import read_token
from consent import panel, tokens, trackers
from consent.choice import accepted_services, has_gpc
from consent.views import private


@require_safe
def play_video(request: HttpRequest, token: str) -> HttpResponse:
    """Frame the player of one host for who has agreed to it; ask the others, or lead them there.

    `token` is the end of a `VideoAddress.play_path`; 404 for any other. Asked is only about a host
    that marketing has switched on and the privacy policy names. The page is each visitor's own.
    """
    video = read_token(token)
    if video is None:
        raise Http404
    slug = video.provider.slug
    service = next((one for one in trackers.asked() if one.slug == slug), None)
    version = panel.current_version()
    context = {
        "video": video,
        "agreed": slug in accepted_services(request),
        "service": service,
        "gpc": has_gpc(request),
        "panel": version.hash if version else "",
        "token": tokens.issue(),
    }
    return private(render(request, "pages/play_video.html", context))

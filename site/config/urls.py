"""Every address of the site. Pages come last: what is not named above them belongs to the editors."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.csrf import csrf_exempt
from wagtail import urls as wagtail_urls
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from careers.applications.messages.webhook import receive as receive_mail
from cms.freshness.serving import serve
from cms.seo.urls import localized_urlpatterns
from config import media
from consent.urls import localized_urlpatterns as consent_urlpatterns

urlpatterns = [
    path("admin/", include("accounts.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:name>", media.serve),
    path("", include("consent.urls")),
    path("webhooks/mail/<str:secret>/", receive_mail, name="mail_webhook"),
    path("", include("intake.urls")),
    path("", include("pages.preview_links.urls")),
    path("", include("newsletter.webhook_urls")),
    path("", include("cms.seo.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"

# Public pages take no CSRF cookie: whoever posts to one is judged by the form's own token and by
# the Origin (package intake). Everything else of Wagtail's addresses keeps its protection.
# Wagtail's own sign-in for visitors is left out: visitors have no account.
pages = [
    path(
        "_util/authenticate_with_password/<int:page_view_restriction_id>/<int:page_id>/",
        wagtail_views.authenticate_with_password,
        name="wagtailcore_authenticate_with_password",
    ),
    re_path(wagtail_urls.serve_pattern, csrf_exempt(serve), name="wagtail_serve"),
]

urlpatterns += i18n_patterns(
    *localized_urlpatterns,
    *consent_urlpatterns,
    path("", include("pages.urls")),
    path("", include("careers.urls")),
    path("", include("policy.urls")),
    path("", include("newsletter.urls")),
    path("", include("careers.applications.urls")),
    path("", include("leads.urls")),
    *pages,
    prefix_default_language=False,
)

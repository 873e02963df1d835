"""The private pages of a person's request: they belong to no editor, so they are no Wagtail pages.

And the addresses of versions, whose numbers have dots.
"""

from django.urls import path, re_path
from wagtail.views import serve

from policy import views

urlpatterns = [
    path("dossier/", views.your_data, name="your_data"),
    path("dossier/donnees.zip", views.archive, name="your_data_archive"),
    path("dossier/quitter/", views.leave, name="leave_your_data"),
    path("dossier/attestation/<uuid:number>/", views.certificate, name="erasure_certificate"),
    path("dossier/lien/<str:token>/", views.link, name="your_data_link"),
    # Wagtail's own pattern knows no dots.
    re_path(
        r"^((?:[\w-]+/)+(?:versions|differences)/(?:\d[\d.]*/)+(?:[\w-]+/)?)$",
        serve,
        name="wagtail_serve_policy",
    ),
]

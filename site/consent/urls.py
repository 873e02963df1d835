"""Addresses of the visitor's side of consent. `localized_urlpatterns` stand under the language."""

from django.urls import include, path

from consent import reports, views

urlpatterns = [
    path("consent/token/", views.token, name="consent_token"),
    path("consent/answered.css", views.answered_style, name="consent_answered"),
    path("consent/register-<str:digest>.json", views.register, name="consent_register"),
    path("consent/reports/", reports.violations, name="consent_reports"),
]

localized_urlpatterns = [
    path(
        "cookies/",
        include(
            (
                [
                    path("", views.choices, name="choices"),
                    path("choice/", views.choose, name="choose"),
                ],
                "consent",
            )
        ),
    )
]

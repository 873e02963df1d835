"""The private pages of candidates. They belong to no editor, so they are no Wagtail pages."""

from django.urls import path

from careers.applications.candidate import views

urlpatterns = [
    path("candidature/recue/<uuid:identity>/", views.received, name="application_received"),
    path("candidature/lien/", views.link_again, name="candidate_link_again"),
    path("candidature/lien/envoye/", views.link_sent, name="candidate_link_sent"),
    path("candidature/vivier/<str:token>/", views.pool, name="pool_page"),
    path("candidature/<str:token>/", views.page, name="candidate_page"),
    path("candidature/<str:token>/donnees.zip", views.archive, name="candidate_archive"),
    path("candidature/<str:token>/entretien.ics", views.slot_calendar, name="candidate_slot"),
]

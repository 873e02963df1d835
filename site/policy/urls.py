"""The private pages of a person's request. They belong to no editor, so they are no Wagtail pages."""

from django.urls import path

from policy import views

urlpatterns = [
    path("dossier/", views.your_data, name="your_data"),
    path("dossier/donnees.zip", views.archive, name="your_data_archive"),
    path("dossier/quitter/", views.leave, name="leave_your_data"),
    path("dossier/attestation/<uuid:number>/", views.certificate, name="erasure_certificate"),
    path("dossier/lien/<str:token>/", views.link, name="your_data_link"),
]

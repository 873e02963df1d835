"""Addresses that belong to no page: forms inside pages, confirmations, private links."""

from django.urls import path

from leads import views, views_resources

urlpatterns = [
    path("formulaire/<int:pk>/", views.contact_form, name="contact_form"),
    path("message-recu/<uuid:uuid>/", views.enquiry_received, name="enquiry_received"),
    path("ressource-demandee/<uuid:uuid>/", views_resources.received, name="resource_received"),
    path("ressource/lien/<str:token>/", views_resources.link, name="resource_link"),
    path("ressource/fichier/<str:ticket>/", views_resources.file, name="resource_file"),
    path(
        "ressource/plus-d-avis/<str:token>/",
        views_resources.no_more_versions,
        name="no_more_versions",
    ),
]

"""Addresses that belong to no page: forms inside pages, confirmations, private links."""

from django.urls import path

from leads import views

urlpatterns = [
    path("formulaire/<int:pk>/", views.contact_form, name="contact_form"),
    path("message-recu/<uuid:uuid>/", views.enquiry_received, name="enquiry_received"),
]

"""The private pages of a subscription. They belong to no editor, so they are no Wagtail pages."""

from django.urls import path

from newsletter import views

urlpatterns = [
    path("lettre/confirmer/<str:token>/", views.confirm, name="newsletter_confirm"),
    path("lettre/preferences/<str:token>/", views.preferences, name="newsletter_preferences"),
    path("lettre/quitter/<str:token>/", views.leave, name="newsletter_leave"),
    path("lettre/adresse/<str:token>/", views.move, name="newsletter_move"),
]

"""Addresses without a language, for programs."""

from django.urls import path

from newsletter.webhook import webhook

urlpatterns = [
    path("webhooks/mailchimp/<str:secret>/", webhook, name="newsletter_webhook"),
]

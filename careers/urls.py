from django.urls import path, re_path
from wagtail.views import serve

from careers import views

urlpatterns = [
    path("recommandation/<str:key>/", views.followed_referral, name="followed_referral"),
    # Wagtail's own pattern stops at a slash; these feeds of a careers page have names like files.
    re_path(r"^((?:[\w\-]+/)+offers\.(?:json|xml))$", serve, name="wagtail_serve_offers"),
]

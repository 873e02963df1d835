from django.urls import path

from pages import views

urlpatterns = [path("video/<str:token>/", views.play_video, name="play_video")]

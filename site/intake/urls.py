from django.urls import path

from intake import views

urlpatterns = [path("form-token/", views.form_token, name="form_token")]

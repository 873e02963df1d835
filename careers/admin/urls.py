from django.urls import path

from careers.admin import views

app_name = "offers"
urlpatterns = [
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/kit/", views.kit, name="kit"),
    path("<int:pk>/referrals/", views.referrals, name="referrals"),
]

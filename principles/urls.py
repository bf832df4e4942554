from django.urls import path

from principles import views

app_name = "principles"

urlpatterns = [
    path("", views.principles, name="principles"),
    path("<slug:key>/", views.principle, name="principle"),
]

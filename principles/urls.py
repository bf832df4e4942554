from django.urls import path

from principles.views import reading as views

app_name = "principles"

urlpatterns = [
    path("", views.principles, name="principles"),
    path("<slug:key>/", views.principle, name="principle"),
]

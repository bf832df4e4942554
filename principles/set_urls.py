"""Under /sets/: the pages on which organisers keep their principle sets."""

from django.urls import path

from principles.views import sets

app_name = "sets"

urlpatterns = [
    path("", sets.sets, name="sets"),
]

"""Under /api/v1/."""

from django.urls import re_path

from workshops.api.described import PLACES
from workshops.api.gate import nowhere

app_name = "api"

urlpatterns = [*(place.pattern for place in PLACES), re_path("", nowhere, name="nowhere")]

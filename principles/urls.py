"""Reading. The five principles have short addresses; every set has a number, and each of its editions one too."""

from django.urls import path

from principles.views.downloading import download
from principles.views.reading import meeting, principle, principles

app_name = "principles"

urlpatterns = [
    path("", principles, name="principles"),
    path("s/<int:pk>/", principles, name="principles"),
    path("s/<int:pk>/e/<int:number>/", principles, name="principles"),
    path("s/<int:pk>/e/<int:number>/download/<str:kind>", download, name="download"),
    path("s/<int:pk>/e/<int:number>/<slug:key>/", principle, name="principle"),
    path("s/<int:pk>/e/<int:number>/<slug:key>/meeting/", meeting, name="meeting"),
    path("s/<int:pk>/<slug:key>/", principle, name="principle"),
    path("s/<int:pk>/<slug:key>/meeting/", meeting, name="meeting"),
    path("<slug:key>/", principle, name="principle"),
    path("<slug:key>/meeting/", meeting, name="meeting"),
]

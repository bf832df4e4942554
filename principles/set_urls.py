"""Under /sets/: the pages on which organisers keep their principle sets."""

from django.urls import include, path

from principles.views import editing, overview, sets

app_name = "sets"

urlpatterns = [
    path("", sets.sets, name="sets"),
    path("", include("principles.edition_urls")),
    path("new/", sets.new_set, name="new"),
    path("import/", sets.import_set, name="import"),
    path("<int:pk>/", overview.one_set, name="set"),
    path("<int:pk>/keep/", overview.keep, name="keep"),
    path("<int:pk>/import/", sets.import_draft, name="import_draft"),
    path("<int:pk>/draft/", overview.draft, name="draft"),
    path("<int:pk>/draft/<slug:section>/", editing.section, name="section"),
]

"""Under /sets/: what becomes of a draft. Publishing it, comparing and bringing back editions, translating."""

from django.urls import path

from principles.views import comparing, publishing, translating

urlpatterns = [
    path("<int:pk>/publish/", publishing.publish, name="publish"),
    path("<int:pk>/editions/", publishing.editions, name="editions"),
    path("<int:pk>/editions/<int:number>/restore/", publishing.restore, name="restore"),
    path("<int:pk>/compare/", comparing.compare, name="compare"),
    path("<int:pk>/translations/", translating.translations, name="translations"),
    path("<int:pk>/translations/<str:language>/", translating.translation, name="translation"),
    path(
        "<int:pk>/translations-to-remove/<str:language>/",
        translating.remove_translation,
        name="remove_translation",
    ),
    path(
        "<int:pk>/translations/<str:language>/<slug:section>/",
        translating.translate,
        name="translate",
    ),
]

"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

# One place to sign in, which counts how often somebody tries; the admin's own does not.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("api/v1/", include("workshops.api.urls")),
    path("", include("workshops.urls")),
    path("principles/", include("principles.urls")),
    path("sets/", include("principles.set_urls")),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
]

"""Sets can be named and given to a team; editions can only be read, since results point at their words."""

from django.contrib import admin
from django.http import HttpRequest

from principles.models import Edition, PrincipleSet


@admin.register(PrincipleSet)
class PrincipleSetAdmin(admin.ModelAdmin[PrincipleSet]):
    list_display = ("title", "key", "team")
    list_select_related = ("team",)
    search_fields = ("title", "key")


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin[Edition]):
    list_display = ("principle_set", "number", "language", "published_at")
    list_filter = ("language",)
    fields = ("principle_set", "number", "language", "published_at", "digest", "wording")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

"""A safety net for a site's owner: sets can be named, given to a team, shared and put away; the rest can be read.

Editions and their translations never change, since results point at their words. A draft is changed on its own pages,
where two people at once lose nothing; here it can only be thrown away.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from principles.models import Draft, Edition, PrincipleSet, Translation


class ReadOnly:
    """For an admin page on which nothing can be made, changed or deleted."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class TranslationInline(ReadOnly, admin.TabularInline[Translation, Edition]):
    model = Translation
    fields = ("language", "digest")
    extra = 0
    show_change_link = True


@admin.register(PrincipleSet)
class PrincipleSetAdmin(admin.ModelAdmin[PrincipleSet]):
    list_display = ("title", "key", "team", "language", "shared", "archived_at")
    list_select_related = ("team",)
    list_filter = ("shared", ("archived_at", admin.EmptyFieldListFilter))
    search_fields = ("title", "key")
    fields = ("title", "key", "team", "language", "shared", "archived_at", "copied_from")
    # A set's editions are in its language, and say what it was copied from.
    readonly_fields = ("language", "copied_from")


@admin.register(Edition)
class EditionAdmin(ReadOnly, admin.ModelAdmin[Edition]):
    list_display = ("principle_set", "number", "language", "published_at")
    list_select_related = ("principle_set",)
    list_filter = ("language",)
    fields = (
        "principle_set",
        "number",
        "language",
        "published_at",
        "published_by",
        "note",
        "digest",
        "wording",
    )
    readonly_fields = fields
    inlines = (TranslationInline,)


@admin.register(Translation)
class TranslationAdmin(ReadOnly, admin.ModelAdmin[Translation]):
    list_display = ("edition", "language", "digest")
    list_select_related = ("edition__principle_set",)
    list_filter = ("language",)
    fields = ("edition", "language", "digest", "wording")
    readonly_fields = fields


@admin.register(Draft)
class DraftAdmin(admin.ModelAdmin[Draft]):
    list_display = ("principle_set", "language", "revision", "changed_at", "changed_by")
    list_select_related = ("principle_set", "changed_by")
    list_filter = ("language",)
    fields = (
        "principle_set",
        "language",
        "revision",
        "based_on",
        "changed_at",
        "changed_by",
        "wording",
        "sources",
    )
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

"""Where a site's owner makes teams and lets people in."""

from allauth.account.signals import password_changed
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm

from accounts.models import Membership, Team, User


class MembershipInline(admin.TabularInline[Membership, Team]):
    model = Membership
    extra = 1


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin[Team]):
    inlines = (MembershipInline,)


class PasswordForm(AdminPasswordChangeForm):  # type: ignore[type-arg]
    """Says that it was changed, as the page does where people change their own."""

    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit)
        password_changed.send(sender=User, request=None, user=user)
        return user


@admin.register(User)
class UserAdmin(DjangoUserAdmin[User]):
    change_password_form = PasswordForm
    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_staff")
    search_fields = ("email", "name")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Access", {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "password1", "password2")}),)

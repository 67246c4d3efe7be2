"""Oneself. allauth's own pages are under `accounts/`."""

from django.urls import path

from accounts.views import blocks, data, identity, privacy, roles, sessions, settings

app_name = "accounts"
urlpatterns = [
    path("settings/", settings.settings, name="settings"),
    path("settings/privacy/", privacy.privacy, name="privacy"),
    path("settings/identity/", identity.identity, name="identity"),
    path("settings/company/", settings.client_profile_edit, name="client-profile-edit"),
    path("settings/role/", roles.role_switch, name="role-switch"),
    path("settings/roles/", roles.role_add, name="role-add"),
    path("settings/blocks/", blocks.block_list, name="block-list"),
    path("people/<uuid:public_id>/block/", blocks.block_create, name="block-create"),
    path("people/<uuid:public_id>/unblock/", blocks.block_delete, name="block-delete"),
    path("settings/data/", data.data, name="data"),
    path("settings/data/exports/", data.export_create, name="export-create"),
    path("settings/data/exports/<uuid:public_id>/", data.export_download, name="export-download"),
    path("settings/data/deletion/", data.deletion, name="deletion"),
    path("settings/sessions/end/", sessions.session_end, name="session-end"),
    path("welcome/", roles.onboarding, name="onboarding"),
]

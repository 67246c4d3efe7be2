"""Who may open the pages about oneself: ours, and allauth's."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str

from accounts.tests.pictures import pictures
from conftest import PASSWORD
from reelbyte.testing.desks import Desk, Power
from reelbyte.testing.matrix import (
    ANYBODY,
    CLIENTS,
    MEMBERS,
    MODERATOR,
    OWNER,
    STAFF,
    SUPPORT,
    VISITORS,
    Rule,
)

NEW = "a-better-horse-battery"  # - a password nobody has yet
WITH_SECOND_FACTOR = STAFF | {OWNER}
HERS = frozenset({OWNER})
SHOWN = frozenset({"mfa_authenticator"})  # that the codes have been shown
MIDDLE = "only in the middle of a sign-in or a sign-up"
ELSEWHERE = ("/dashboard/", "/accounts/email/")
PUT = frozenset({"PUT"})  # Django's form views take it for a POST
ANY_METHOD = PUT | {"PATCH", "DELETE"}


def _reset_key(world):
    return {"uidb36": user_pk_to_url_str(world.bob), "key": default_token_generator.make_token(world.bob)}


def _form(**rule):
    return Rule(as_post=PUT, **rule)


TABLE = {
    "accounts:settings": Rule(
        get=MEMBERS, post=MEMBERS, data=lambda w: {"name": "Another name", "timezone": "UTC", "country": ""}
    ),
    "accounts:privacy": Rule(
        get=MEMBERS, post=MEMBERS, data=lambda w: {"profile_visibility": "members", "contact_from": "nobody"}
    ),
    "accounts:identity": Rule(
        get=MEMBERS, post=MEMBERS, data=lambda w: {"document": "passport", "country": "FR", **pictures()}
    ),
    "accounts:data": Rule(get=MEMBERS),
    "accounts:export-create": Rule(post=MEMBERS, step_up=True),
    "accounts:export-download": Rule(
        get=HERS,
        args=lambda w: {"public_id": w.export.public_id},
        step_up=True,
    ),
    "accounts:deletion": Rule(get=MEMBERS, post=MEMBERS, data=lambda w: {"sure": "on"}, step_up=True),
    "accounts:session-end": Rule(post=MEMBERS, data=lambda w: {"session": w.elsewhere}),
    "accounts:client-profile-edit": Rule(
        get=CLIENTS, post=CLIENTS, data=lambda w: {"kind": "person", "about": "We sell tea."}
    ),
    "accounts:role-switch": Rule(post=MEMBERS, data=lambda w: {"role": "client"}),
    "accounts:role-add": Rule(post=MEMBERS, data=lambda w: {"role": "creator"}),
    "accounts:block-list": Rule(get=MEMBERS),
    # Also whom Alice has blocked: they may not want to hear from her either, should she take her block back.
    "accounts:block-create": Rule(post=MEMBERS, args=lambda w: {"public_id": w.alice.public_id}),
    "accounts:block-delete": Rule(post=HERS, args=lambda w: {"public_id": w.erin.public_id}),
    "accounts:onboarding": Rule(get=MEMBERS),
    # --- allauth: signing in and up. Whoever is signed in is sent on. ---
    "account_login": _form(
        get=VISITORS, post=VISITORS, data=lambda w: {"login": w.bob.email, "password": PASSWORD}, closed=ELSEWHERE
    ),
    "account_logout": Rule(get=ANYBODY, post=ANYBODY, inert="only the session's own row goes"),
    "account_inactive": Rule(get=ANYBODY),
    "account_signup": _form(
        get=VISITORS,
        post=VISITORS,
        data=lambda w: {"role": "client", "name": "Ned", "email": "ned@example.com", "password1": NEW, "terms": "on"},
        closed=ELSEWHERE,
    ),
    "account_email_verification_sent": Rule(closed=ELSEWHERE, unused=MIDDLE),
    "account_confirm_login_code": Rule(closed=ELSEWHERE, unused=MIDDLE),
    "account_reset_password": _form(get=ANYBODY, post=ANYBODY, data=lambda w: {"email": w.bob.email}),
    "account_reset_password_done": Rule(get=ANYBODY),
    "account_reset_password_from_key": Rule(
        as_post=ANY_METHOD,
        get=ANYBODY,
        post=ANYBODY,
        args=_reset_key,
        inert="the key is taken out of the address first",
    ),
    "account_reset_password_from_key_done": Rule(get=ANYBODY),
    # --- allauth: one's own account ---
    "account_reauthenticate": _form(
        get=MEMBERS, post=MEMBERS, data=lambda w: {"password": PASSWORD}, inert="noted in the session"
    ),
    "account_email": _form(get=MEMBERS, post=MEMBERS, data=lambda w: {"action_add": "", "email": "other@example.com"}),
    "account_change_password": _form(
        get=MEMBERS, post=MEMBERS, data=lambda w: {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    ),
    "account_set_password": Rule(closed=("/accounts/password/change/",), unused="for people who have none"),
    "usersessions_list": _form(get=MEMBERS, post=MEMBERS),
    # --- allauth: second factors ---
    "mfa_index": Rule(get=MEMBERS),
    "mfa_authenticate": Rule(closed=ELSEWHERE, unused=MIDDLE),
    # A challenge for whoever asks; whoever is signed in is told to go on.
    "mfa_login_webauthn": Rule(
        get=ANYBODY,
        post=MEMBERS,
        as_post=ANY_METHOD,
        headers=lambda w: {"X-Requested-With": "XMLHttpRequest"},
        inert="what a device has signed is tried in e2e",
    ),
    "mfa_reauthenticate": _form(get=WITH_SECOND_FACTOR, post=WITH_SECOND_FACTOR, inert="a code is tried in test_mfa"),
    # What no device has signed is not taken: see e2e/test_accounts.
    "mfa_reauthenticate_webauthn": Rule(get=HERS),
    "mfa_activate_totp": _form(
        get=MEMBERS - WITH_SECOND_FACTOR,
        post=MEMBERS - WITH_SECOND_FACTOR,
        closed=("/accounts/2fa/totp/deactivate/",),
        step_up=True,
        inert="a code is tried in test_mfa",
    ),
    "mfa_deactivate_totp": _form(get=WITH_SECOND_FACTOR, post=WITH_SECOND_FACTOR, step_up=True),
    "mfa_view_recovery_codes": Rule(get=HERS, get_writes=SHOWN),
    "mfa_download_recovery_codes": Rule(get=HERS, get_writes=SHOWN),
    "mfa_generate_recovery_codes": _form(get=MEMBERS, post=MEMBERS, step_up=True),
    "mfa_list_webauthn": Rule(get=MEMBERS),
    "mfa_add_webauthn": _form(
        get=MEMBERS, post=MEMBERS, step_up=True, inert="what a device has signed is tried in e2e"
    ),
    "mfa_edit_webauthn": _form(
        get=HERS,
        post=HERS,
        args=lambda w: {"pk": w.passkey.pk},
        data=lambda w: {"name": "Old phone"},
    ),
    "mfa_remove_webauthn": Rule(
        as_post=frozenset({"DELETE"}), get=HERS, post=HERS, args=lambda w: {"pk": w.passkey.pk}, step_up=True
    ),
    # --- allauth: accounts from elsewhere ---
    "openid_connect_login": Rule(
        as_post=ANY_METHOD,
        get=ANYBODY,
        post=ANYBODY,
        args=lambda w: {"provider_id": "google"},
        inert="on to the provider",
    ),
    "openid_connect_callback": Rule(
        args=lambda w: {"provider_id": "google"},
        knows=ANYBODY,  # the sign-in page names it
        unused="only with what the provider has given out",
    ),
    "socialaccount_login_cancelled": Rule(get=ANYBODY),
    "socialaccount_login_error": Rule(unused="a page that everybody gets as 401"),
    "socialaccount_signup": Rule(unused=MIDDLE),
    "socialaccount_connections": _form(get=MEMBERS, post=MEMBERS, inert="nobody has one to take away"),
    # Addresses that allauth once had.
    "accounts/social/login/cancelled/": Rule(
        get=ANYBODY, post=ANYBODY, as_post=ANY_METHOD, csrf=False, inert="a redirect"
    ),
    "accounts/social/login/error/": Rule(get=ANYBODY, post=ANYBODY, as_post=ANY_METHOD, csrf=False, inert="a redirect"),
    "accounts/social/signup/": Rule(get=ANYBODY, post=ANYBODY, as_post=ANY_METHOD, csrf=False, inert="a redirect"),
    "accounts/social/connections/": Rule(get=ANYBODY, post=ANYBODY, as_post=ANY_METHOD, csrf=False, inert="a redirect"),
}

DECIDING = Power(frozenset({MODERATOR}), lambda w: w.identity)
DESKS = {
    "accounts.User": Desk(
        view=STAFF,
        actions={
            "limit": Power(frozenset({MODERATOR}), lambda w: w.dave),
            "suspend": Power(frozenset({MODERATOR}), lambda w: w.dave),
            "reinstate": Power(frozenset({MODERATOR}), lambda w: w.frank),
        },
    ),
    "accounts.ClientProfile": Desk(view=STAFF),
    "accounts.IdentityCheck": Desk(
        view=frozenset({MODERATOR}),
        actions={"approve": DECIDING, "reject": DECIDING},
        pages={"document": DECIDING, "selfie": DECIDING, "approval": DECIDING, "rejection": DECIDING},
    ),
    "accounts.Block": Desk(view=frozenset({MODERATOR})),
    "account.EmailAddress": Desk(view=frozenset({SUPPORT})),
}

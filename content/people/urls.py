"""Addresses under /accounts/; the names are django-allauth's where it asks for them."""

from django.urls import path, re_path

from content.people.views import doors, factors, leaving, overview

urlpatterns = [
    path("", overview.account, name="account"),
    path("name/", overview.name, name="account_name"),
    path("delete/", leaving.delete, name="account_delete"),
    path("login/", doors.login, name="account_login"),
    path("logout/", doors.logout, name="account_logout"),
    path("signup/", doors.sign_up, name="account_signup"),
    path("confirm-email/", doors.confirm_sent, name="account_email_verification_sent"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", doors.confirm, name="account_confirm_email"),
    path("reauthenticate/", doors.reauthenticate, name="account_reauthenticate"),
    path("email/", doors.change_address, name="account_email"),
    path("password/change/", doors.change_password, name="account_change_password"),
    path("password/reset/", doors.reset, name="account_reset_password"),
    path("password/reset/done/", doors.reset_sent, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        doors.new_password,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", doors.new_password_set, name="account_reset_password_from_key_done"),
    path("2fa/", factors.second_factor, name="mfa_index"),
    path("2fa/authenticate/", factors.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/app/", factors.add_app, name="mfa_activate_totp"),
    path("2fa/app/remove/", factors.remove_app, name="mfa_deactivate_totp"),
    path("2fa/passkeys/", factors.passkeys, name="mfa_list_webauthn"),
    path("2fa/passkeys/add/", factors.add_passkey, name="mfa_add_webauthn"),
    path(
        "2fa/passkeys/reauthenticate/", factors.reauthenticate_by_passkey, name="mfa_reauthenticate_webauthn"
    ),
    path("2fa/passkeys/<int:pk>/", factors.rename_passkey, name="mfa_edit_webauthn"),
    path("2fa/passkeys/<int:pk>/remove/", factors.remove_passkey, name="mfa_remove_webauthn"),
    path("2fa/recovery-codes/", factors.recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/new/", factors.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/file/", factors.recovery_codes_file, name="mfa_download_recovery_codes"),
    path("sessions/", doors.sessions, name="usersessions_list"),
]

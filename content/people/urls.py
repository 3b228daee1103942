"""Addresses under /accounts/; the names are django-allauth's where it asks for them."""

from django.urls import path, re_path

from content.people.views import doors, overview

urlpatterns = [
    path("", overview.account, name="account"),
    path("name/", overview.name, name="account_name"),
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
    path("sessions/", doors.sessions, name="usersessions_list"),
]

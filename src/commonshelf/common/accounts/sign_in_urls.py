"""The pages of allauth that this house opens, and to whom. What is not in this table does not exist.

Left out on purpose: further mail addresses, links to accounts elsewhere, and passwords for people who do not work here.
allauth finds its pages by these names, so the names are its own and have no namespace.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as socialaccount
from django.urls import path, re_path

from commonshelf.common.accounts.doors import door
from commonshelf.common.accounts.views import provider

for_staff = door("accounts.keep_second_factor")

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("signup/", account.signup, name="account_signup"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", for_staff(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", for_staff(account.password_change), name="account_change_password"),
    path("password/set/", for_staff(account.password_set), name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("2fa/", for_staff(mfa.index), name="mfa_index"),
    path("2fa/authenticate/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/reauthenticate/", for_staff(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", for_staff(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", for_staff(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", for_staff(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", for_staff(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", for_staff(recovery_codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", for_staff(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", for_staff(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", for_staff(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", for_staff(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", for_staff(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("provider/cancelled/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
    path("provider/error/", socialaccount.login_error, name="socialaccount_login_error"),
    path("oidc/<slug:provider_id>/login/", provider.to_provider, name="openid_connect_login"),
    path("oidc/<slug:provider_id>/login/callback/", provider.from_provider, name="openid_connect_callback"),
]

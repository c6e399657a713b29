"""The policy of each page: put together once, and by django-csp itself where a page wants its own."""

from csp.constants import NONCE, NONE
from csp.decorators import csp_update
from csp.middleware import CSPMiddleware
from django.http import HttpResponse

from commonshelf.common.design.policy import PolicyOnce

HEADER = "Content-Security-Policy"


def answered(middleware, rf, view):
    return middleware(view)(rf.get("/"))[HEADER]


def plain(_request):
    return HttpResponse()


@csp_update({"img-src": [NONE]})
def changed(_request):
    return HttpResponse()


def with_nonce(request):
    return HttpResponse(str(request.csp_nonce))


def test_policy_is_that_of_django_csp(rf):
    assert [answered(PolicyOnce, rf, plain) for _twice in range(2)] == [answered(CSPMiddleware, rf, plain)] * 2


def test_page_that_changes_the_policy_gets_its_own(rf):
    assert answered(PolicyOnce, rf, changed) == answered(CSPMiddleware, rf, changed) != answered(PolicyOnce, rf, plain)


def test_nonce_a_page_asked_for_stands_in_its_policy(rf, settings):
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"script-src": [NONCE]}}
    request = rf.get("/")
    answer = PolicyOnce(with_nonce)(request)
    assert f"'nonce-{answer.content.decode()}'" in answer[HEADER]


def test_policy_a_page_has_written_stays(rf):
    assert answered(PolicyOnce, rf, lambda _request: HttpResponse(headers={HEADER: "default-src 'none'"})) == "default-src 'none'"

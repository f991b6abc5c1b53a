"""Signing in and out, and saying which lobby one stands in."""

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from campaigns.desk.views.door import DeskView
from cms.branches.current import branches_to_choose, choose_branch

MOST_SHOWN = 40


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "用户名或密码不对，请核对后再试。密码区分大小写。",
        "inactive": "这个账号已经停用，请联系机构负责人。",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].error_messages["required"] = "请填写用户名。"
        self.fields["password"].error_messages["required"] = "请填写密码。"


class SignInView(LoginView):
    template_name = "desk/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOutView(LogoutView):
    http_method_names = ["post", "options"]


class ChooseBranchView(DeskView):
    needs_branch = False

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "").strip()[:40]
        found = branches_to_choose(request)
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(short_name__icontains=word)
                | Q(district__icontains=word)
                | Q(code__istartswith=word)
            )
        shown = list(found[: MOST_SHOWN + 1])
        return self.show(
            "choose_branch.html",
            {
                "branches": shown[:MOST_SHOWN],
                "there_are_more": len(shown) > MOST_SHOWN,
                "words": words,
                "wants_filter": words or len(shown) > 6,
                "most_shown": MOST_SHOWN,
            },
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = branches_to_choose(request).filter(code=request.POST.get("code", "")).first()
        if chosen is None:
            raise Http404("not one of this person's branches")
        choose_branch(request, chosen)
        return redirect("desk:today")

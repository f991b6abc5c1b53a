"""Bundles for print shops in the admin: asked for, watched, fetched."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views import View
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from cms.library.models import Edition
from cms.printing.actions.bundles import cancel_bundle, resume_bundle
from cms.printing.bundles.binding import manifest_beside
from cms.printing.enums import BundleState
from cms.printing.forms import BundleForm, ChooseEditionForm
from cms.printing.layouts import LAYOUTS
from cms.printing.models import PressBundle
from cms.printing.options import INKS, SCRIPTS, PrintOptions
from cms.printing.permissions import bundle_paths, require_can_bundle_for

INDEX = "press_bundles:index"


def bundle_for(request: HttpRequest, pk: object) -> PressBundle:
    """Return the bundle if the user may have it. Raises Http404 or PermissionDenied."""
    rows = PressBundle.objects.select_related("edition", "branch", "requested_by")
    bundle = get_object_or_404(rows, pk=pk)
    require_can_bundle_for(request.user, bundle.branch)
    return bundle


def layout_name(bundle: PressBundle) -> str:
    layout = LAYOUTS.get(bundle.layout)
    return layout.name if layout else bundle.layout


def options_in_words(bundle: PressBundle) -> str:
    """Return "A4，黑白，简体，印刷厂"."""
    said, layout = PrintOptions.of(bundle.options), LAYOUTS.get(bundle.layout)
    paper = said.paper or (layout.papers[0] if layout else "")
    finish = "印刷厂（带出血和裁切线）" if said.press else "办公打印机"
    return "，".join(filter(None, (paper.upper(), INKS[said.ink], SCRIPTS[said.script], finish)))


def progress_in_words(bundle: PressBundle) -> str:
    """Return in a sentence how far the bundle is."""
    if bundle.state == BundleState.WAITING:
        return "在排队，后台马上就做。您可以离开这一页。"
    if bundle.state == BundleState.RUNNING:
        if bundle.has_stalled(timezone.now()):
            return "好一会儿没有动静了，可能中断过。点“继续”就接着做，做好的不会重做。"
        if bundle.is_binding:
            return "都做完了，正在装订成一个文件。"
        return f"已做 {bundle.done} 家，共 {bundle.total} 家。您可以离开这一页。"
    if bundle.state == BundleState.DONE:
        made = f"做好了 {bundle.done - bundle.failed} 家"
        return f"{made}，有 {bundle.failed} 家没做。" if bundle.failed else f"{made}，一家不少。"
    if bundle.state == BundleState.CANCELLED:
        return "已取消。做好的部分还在，点“继续”就接着做。"
    return bundle.problem


class BundleIndexView(generic.IndexView):
    template_name = "wagtailadmin/printing/bundles.html"

    def get_base_queryset(self):
        rows = super().get_base_queryset().select_related("edition", "branch", "requested_by")
        return rows.of_branches(bundle_paths(self.request.user))


class RequestBundleView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Which edition first; then everything else on one page, without any script."""

    template_name = "wagtailadmin/printing/request_bundle.html"
    permission_required = "add"
    page_title = "做一个印厂包"
    header_icon = "download"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        asked = request.GET.get("edition", "")
        in_force = Edition.objects.in_force().select_related("material__owner_branch")
        self.edition = in_force.filter(pk=int(asked)).first() if asked.isdecimal() else None

    def get_form_class(self):
        return BundleForm if self.edition else ChooseEditionForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return (
            {**kwargs, "edition": self.edition, "user": self.request.user} if self.edition else {}
        )

    def get_initial(self):
        # The same again: a bundle that is there says what was chosen.
        return {name: value for name, value in self.request.GET.items() if name != "edition"}

    def form_valid(self, form):
        bundle = form.save() if self.edition else None
        if bundle is None:
            return self.form_invalid(form)
        messages.success(self.request, "已经交给后台去做。您可以离开，做好了再来下载。")
        return redirect("press_bundles:inspect", bundle.pk)

    def get_breadcrumbs_items(self):
        bundles = {"url": reverse(INDEX), "label": "印厂包"}
        return [*super().get_breadcrumbs_items(), bundles, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "edition": self.edition}


class BundleView(generic.InspectView):
    """One bundle: how far it is, what is in it, who was left out and why."""

    template_name = "wagtailadmin/printing/bundle.html"
    header_icon = "download"
    page_title = "印厂包"

    def get_object(self, queryset=None):
        return bundle_for(self.request, self.pk)

    def get_context_data(self, **kwargs):
        bundle = self.object
        now = timezone.now()
        return {
            **super().get_context_data(**kwargs),
            "bundle": bundle,
            "is_watched": bundle.is_open and not bundle.has_stalled(now),
            "layout_name": layout_name(bundle),
            "options": options_in_words(bundle),
            "words": progress_in_words(bundle),
            "can_go_on": bundle.can_go_on(now),
            "more_left_out": max(0, bundle.failed - len(bundle.left_out)),
        }


class BundleDeedView(PermissionCheckedMixin, View):
    """Cancel or continue: a button, and back to the page with word of what came of it."""

    http_method_names = ["post"]
    permission_required = "add"
    action = ""
    done = ""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        bundle = bundle_for(request, pk)
        deed = {"cancel": cancel_bundle, "resume": resume_bundle}[self.action]
        try:
            deed(bundle=bundle, user=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, self.done)
        return redirect("press_bundles:inspect", pk)


class BundleStatusView(PermissionCheckedMixin, View):
    """The same words as the page, for the script that keeps them fresh."""

    any_permission_required = ["add", "view"]

    def get(self, request: HttpRequest, pk: int) -> JsonResponse:
        bundle = bundle_for(request, pk)
        said = {
            "state": bundle.state,
            "open": bundle.is_open and not bundle.has_stalled(timezone.now()),
            "done": bundle.done,
            "total": bundle.total,
            "failed": bundle.failed,
            "words": progress_in_words(bundle),
        }
        return JsonResponse(said, headers={"Cache-Control": "no-store"})


class DownloadBundleView(PermissionCheckedMixin, View):
    """The file itself, or a merged PDF's manifest; streamed, and only to those who may."""

    any_permission_required = ["add", "view"]
    manifest = False

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        bundle = bundle_for(request, pk)
        if not bundle.has_file:
            raise Http404("这一包还没有文件。")
        path = manifest_beside(bundle.file) if self.manifest else bundle.file
        if not path.is_file():
            raise Http404("这一包没有单独的清单。")
        return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)

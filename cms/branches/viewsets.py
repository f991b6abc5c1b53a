"""What every list and form of ours in the admin shares: it saves through an action."""

from django.contrib.auth import get_permission_codename
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy


class OnlyPolicy(ModelPermissionPolicy):
    """Grants the named deeds by Django's permissions, and no others to anybody at all."""

    def __init__(self, model, deeds: tuple[str, ...]):
        super().__init__(model)
        self.deeds = deeds

    def user_has_permission(self, user, action: str) -> bool:
        return action in self.deeds and super().user_has_permission(user, action)


class SayWhyMixin:
    """Shows an action's refusal at the form it belongs to, instead of failing."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as error:
            told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
            for field, words in told.items():
                form.add_error(field if field in form.fields else None, words)
            self.produced_error_message = self.get_error_message()
            return self.form_invalid(form)

    def get_success_buttons(self):
        return []


class CreateView(SayWhyMixin, generic.CreateView):
    success_message = "“%(object)s”已保存。"
    error_message = "还没有保存，请看下面标红的地方。"

    def save_instance(self):
        return self.form.save_by(self.request.user)

    def get_breadcrumbs_items(self):
        *above, here = super().get_breadcrumbs_items()
        return [*above, {**here, "label": f"新建{self.get_page_subtitle()}"}]


class EditView(SayWhyMixin, generic.EditView):
    success_message = "“%(object)s”已保存。"
    error_message = "还没有保存，请看下面标红的地方。"

    def save_instance(self):
        return self.form.save_by(self.request.user)


class NoDeleteView(View):
    """Explains, instead of deleting, why this kind of thing stays."""

    index_url_name = ""
    words = "不能删除。"

    def dispatch(self, request, *args, **kwargs):
        messages.error(request, self.words)
        return redirect(reverse(self.index_url_name))


class KeptViewSet(ModelViewSet):
    """A viewset whose rows are added and changed through actions and never deleted."""

    deeds = ("add", "change", "view")
    create_form: type
    edit_form: type
    why_not_deleted = "用过的资料要留着备查，不能删除。"
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = NoDeleteView
    copy_view_enabled = False
    list_per_page = 50

    @property
    def permission_policy(self):
        return OnlyPolicy(self.model, self.deeds)

    def get_form_class(self, for_update=False):
        return self.edit_form if for_update else self.create_form

    def get_edit_handler(self):
        return None

    def get_delete_view_kwargs(self, **kwargs):
        return {"words": self.why_not_deleted, **kwargs}

    def get_permissions_to_register(self):
        names = [get_permission_codename(deed, self.model_opts) for deed in self.deeds]
        return Permission.objects.filter(content_type__app_label=self.app_label, codename__in=names)

"""Branches and postings as head office fills them in."""

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.widgets import AdminDateInput

from cms.branches.actions import assign_staff, close_branch, end_posting, save_branch
from cms.branches.choosers import branch_chooser, staff_chooser
from cms.branches.models import Branch, BranchStaff, User


class AdminLoginForm(LoginForm):
    password = forms.CharField(
        label="密码", widget=forms.PasswordInput(attrs={"placeholder": "输入密码"})
    )


class BranchForm(WagtailAdminModelForm):
    parent = forms.ModelChoiceField(
        Branch.objects.all(),
        required=False,
        label="上级机构",
        widget=branch_chooser.widget_class,
        help_text="总行没有上级，其余都要选。",
    )

    field_order = ["code", "name", "short_name", "kind", "parent"]

    class Meta:
        model = Branch
        fields = ["code", "name", "short_name", "kind", "district", "address", "phone", "hours"]
        help_texts = {
            "code": "印在材料上、写进二维码里，定了就不能再改。",
            "short_name": "按钮和列表里用的短名字，例如“滨河路”。",
        }

    def save_by(self, user: User) -> Branch:
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        parent = self.cleaned_data["parent"]
        return save_branch(user=user, parent_code=parent.code if parent else "", **values)


class BranchEditForm(BranchForm):
    class Meta(BranchForm.Meta):
        fields = [*BranchForm.Meta.fields, "is_open"]
        help_texts = {
            **BranchForm.Meta.help_texts,
            "is_open": "不再营业就取消勾选：它不再打印、发放，以前的台账都留着。",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].disabled = True
        above = self.instance.get_parent()
        self.initial.setdefault("parent", above.pk if above else None)
        self.was_open = self.instance.is_open

    def save_by(self, user: User) -> Branch:
        if self.was_open and not self.cleaned_data["is_open"]:
            self.cleaned_data["is_open"] = True  # closing has its own conditions, asked below
            return close_branch(user=user, branch=super().save_by(user))
        return super().save_by(user)


class PostingForm(WagtailAdminModelForm):
    class Meta:
        model = BranchStaff
        fields = ["user", "branch", "role", "valid_from", "valid_until"]
        widgets = {
            "user": staff_chooser.widget_class,
            "branch": branch_chooser.widget_class,
            "valid_from": AdminDateInput,
            "valid_until": AdminDateInput,
        }
        help_texts = {
            "branch": "选一家支行，就管它和它下面的全部网点。",
            "valid_until": "最后一天。长期任职的留空。",
        }

    def save_by(self, user: User) -> BranchStaff:
        values = dict(self.cleaned_data)
        return assign_staff(user=user, staff_user=values.pop("user"), **values)


class EndPostingForm(WagtailAdminModelForm):
    """What may still change of a posting: that it ends. Another branch is another posting."""

    class Meta:
        model = BranchStaff
        fields = ["valid_until"]
        labels = {"valid_until": "最后一天"}
        widgets = {"valid_until": AdminDateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["valid_until"].required = True
        self.fields["valid_until"].help_text = f"{self.instance}。从这天的第二天起不能再办业务。"

    def save_by(self, user: User) -> BranchStaff:
        return end_posting(user=user, posting=self.instance, on=self.cleaned_data["valid_until"])

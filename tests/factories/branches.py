"""Branches, the people who work there, and a small network to stand them in.

Everything here is invented; telephone numbers use the area code 000, which nobody has.
"""

from dataclasses import dataclass
from datetime import date

import factory
from factory.django import DjangoModelFactory, Password

from cms.branches.enums import BranchKind, StaffRole
from cms.branches.models import Branch, BranchStaff, User

PASSWORD = "mingyan-demo"  # only ever in a test's database


class BranchFactory(DjangoModelFactory):
    """A branch under `parent`; without one it hangs under head office, made when missing."""

    class Meta:
        model = Branch

    class Params:
        head_office = factory.Trait(
            kind=BranchKind.HEAD_OFFICE, name="岚江银行（演示）", short_name="总行"
        )
        branch = factory.Trait(
            kind=BranchKind.BRANCH, name=factory.Sequence(lambda n: f"岚江市第{n + 1}分行")
        )
        sub_branch = factory.Trait(
            kind=BranchKind.SUB_BRANCH, name=factory.Sequence(lambda n: f"第{n + 1}支行")
        )
        outlet = factory.Trait(
            kind=BranchKind.OUTLET, name=factory.Sequence(lambda n: f"第{n + 1}网点")
        )
        closed = factory.Trait(is_open=False)
        bare = factory.Trait(address="", phone="", hours="", district="")

    parent = None
    code = factory.Sequence(lambda n: f"{80001 + n}")
    kind = BranchKind.OUTLET
    name = factory.Sequence(lambda n: f"第{n + 1}网点")
    district = "临江区"
    address = factory.Sequence(lambda n: f"岚江市临江区滨河路{n + 1}号")
    phone = factory.Sequence(lambda n: f"000-555{n % 10_000:04d}")
    hours = "周一至周五 9:00—17:00"

    @classmethod
    def _create(cls, model_class, *args, parent=None, **fields):
        if fields["kind"] == BranchKind.HEAD_OFFICE:
            return model_class.add_root(**fields)
        if parent is None:
            parent = Branch.objects.filter(depth=1).first() or cls(head_office=True)
        # A parent in a test's hands may be older than its children.
        return Branch.objects.get(pk=parent.pk).add_child(**fields)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    class Params:
        admin = factory.Trait(is_superuser=True)

    username = factory.Sequence(lambda n: f"staff{n + 1}")
    first_name = factory.Sequence(lambda n: f"员工{n + 1}")
    password = Password(PASSWORD)


class BranchStaffFactory(DjangoModelFactory):
    """A posting: by default a lobby manager's, valid from long ago and without an end."""

    class Meta:
        model = BranchStaff

    user = factory.SubFactory(UserFactory)
    branch = factory.SubFactory(BranchFactory)
    role = StaffRole.LOBBY
    valid_from = date(2026, 1, 1)


@dataclass(frozen=True)
class Network:
    """Head office, a city branch, two sub-branches; two outlets under one, one under the other."""

    head_office: Branch
    branch: Branch
    east: Branch
    west: Branch
    riverside: Branch
    bridge: Branch
    garden: Branch

    @property
    def outlets(self) -> list[Branch]:
        return [self.riverside, self.bridge, self.garden]


def a_network() -> Network:
    """Make the network and return it with fresh rows."""
    head_office = BranchFactory(head_office=True, code="90000")
    branch = BranchFactory(branch=True, parent=head_office, code="91000", name="岚江分行")
    east = BranchFactory(sub_branch=True, parent=branch, code="91100", name="东城支行")
    west = BranchFactory(sub_branch=True, parent=branch, code="91200", name="西城支行")
    BranchFactory(parent=east, code="91101", name="滨河路网点")
    BranchFactory(parent=east, code="91102", name="大桥网点")
    BranchFactory(parent=west, code="91201", name="花园网点")
    rows = {b.code: b for b in Branch.objects.all()}
    names = ("head_office", "branch", "east", "west", "riverside", "bridge", "garden")
    codes = ("90000", "91000", "91100", "91200", "91101", "91102", "91201")
    return Network(**{name: rows[code] for name, code in zip(names, codes, strict=True)})


def staff(branch: Branch, role: StaffRole = StaffRole.LOBBY, **user) -> User:
    """Return somebody who holds a role over this branch."""
    return BranchStaffFactory(branch=branch, role=role, user=UserFactory(**user)).user

"""Branches, accounts and postings change here, and nowhere else."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.branches.enums import RANK, BranchKind, StaffRole
from cms.branches.importing import BadRow, Place, Row, fault_of_characters, judge
from cms.branches.models import Branch, BranchStaff, User, fault_of_bank_name
from cms.branches.queries import branch_by_code, head_office, lock_head_office
from cms.branches.signals import branches_changed, words_for_paper

# What a form or an import file may say of a branch besides its place in the tree.
DETAILS = frozenset({"short_name", "district", "address", "phone", "hours", "is_open"})
# What of it the imprint says on paper; codes and telephones hold no rare characters.
ON_PAPER = ("name", "address", "hours")
# treebeard's own columns, which no person fills in.
TREE_FIELDS = ["path", "depth", "numchild"]


def require(user: User | None, permission: str, words: str) -> None:
    """Raise PermissionDenied without the right; None is somebody at the server's own keyboard."""
    if user is not None and not user.has_perm(permission):
        raise PermissionDenied(words)


def _filled(branch: Branch, *, code: str, name: str, kind: str, **details) -> Branch:
    """Put the values into the branch and check each field by itself."""
    if unknown := set(details) - DETAILS:
        raise TypeError(f"not fields of a branch: {sorted(unknown)}")
    for field, value in {"code": code, "name": name, "kind": kind, **details}.items():
        setattr(branch, field, value)
    branch.clean_fields(exclude=TREE_FIELDS)
    if words := fault_of_bank_name(branch.kind, branch.name):
        raise ValidationError({"name": words})
    check_characters(branch)
    return branch


def missing_characters(text: str) -> frozenset[str]:
    """Return the characters that paper cannot show, as the rooms above know."""
    answers = words_for_paper.send(sender=Branch, text=text)
    return frozenset("".join(missing for _, missing in answers))


def check_characters(branch: Branch) -> None:
    """Raise ValidationError, by field, for a character that no sheet with this name could show."""
    missing = missing_characters("".join(getattr(branch, field) for field in ON_PAPER))
    faults = {field: fault_of_characters(getattr(branch, field), missing) for field in ON_PAPER}
    if found := {field: words for field, words in faults.items() if words}:
        raise ValidationError(found)


def check_place(branch: Branch, parent: Branch | None) -> None:
    """Raise ValidationError unless the branch may hang under this parent with all it carries."""
    if branch.is_head_office:
        if parent is not None:
            raise ValidationError({"parent": "总行是最上面的一级，没有上级机构。"})
        return
    if parent is None:
        raise ValidationError({"parent": "请选择上级机构。"})
    if not branch._state.adding and branch.covers(parent):
        raise ValidationError({"parent": f"“{parent}”就在“{branch}”下面，不能作它的上级。"})
    kind = BranchKind(branch.kind)
    if RANK[BranchKind(parent.kind)] >= RANK[kind]:
        words = f"{kind.label}不能放在“{parent}”（{parent.get_kind_display()}）下面。"
        raise ValidationError({"parent": words})
    if not branch._state.adding:
        too_high = [b for b in branch.get_children() if RANK[BranchKind(b.kind)] <= RANK[kind]]
        if too_high:
            first = f"“{too_high[0]}”（{too_high[0].get_kind_display()}）"
            words = f"下面还有{first}，不能改成{kind.label}。"
            raise ValidationError({"kind": words})


@transaction.atomic
def found_head_office(*, code: str, name: str, user: User | None = None, **details) -> Branch:
    """Plant the root of the tree, whose name is the bank's; or bring it up to date.

    Raises ValidationError when another head office stands already.
    """
    require(user, "branches.change_branch", "您没有维护机构的权限。")
    root = head_office()
    if root and root.code != code:
        raise ValidationError(f"总行已经有了（{root.code} {root}），不能再建一个。")
    branch = _filled(root or Branch(), code=code, name=name, kind=BranchKind.HEAD_OFFICE, **details)
    if root:
        branch.save()
    else:
        branch = Branch.add_root(instance=branch)
    log(branch, "wagtail.edit" if root else "wagtail.create", user=user)
    return branch


@transaction.atomic
def save_branch(
    *, user: User | None, code: str, name: str, kind: str, parent_code: str, **details
) -> Branch:
    """Create the branch of this code or bring it up to date, moving it if its parent changed.

    Raises PermissionDenied, or ValidationError keyed by field: parent missing, a rank that does
    not fit, a field that is wrong.
    """
    require(user, "branches.change_branch", "您没有维护机构的权限。")
    lock_head_office()  # two new children must not be planted on one path
    branch = Branch.objects.select_for_update().filter(code=code).first()
    created = branch is None
    if created and Branch.objects.filter(code__iexact=code).exists():
        raise ValidationError({"code": "这个机构号已经有了，请核对。"})
    branch = _filled(branch or Branch(), code=code, name=name, kind=kind, **details)
    parent = branch_by_code(parent_code) if parent_code else None
    if parent_code and parent is None:
        raise ValidationError({"parent": f"没有机构号为 {parent_code} 的机构，请先建上级机构。"})
    check_place(branch, parent)
    if created:
        branch = _planted(branch, parent)
    else:
        branch.save()
        if parent and branch.get_parent() != parent:
            branch.move(parent, pos="last-child")
            branch = Branch.objects.get(pk=branch.pk)
    log(branch, "wagtail.create" if created else "wagtail.edit", user=user)
    branches_changed.send(sender=Branch, user=user)
    return branch


def _planted(branch: Branch, parent: Branch | None) -> Branch:
    if parent is not None:
        return parent.add_child(instance=branch)
    if root := head_office():
        raise ValidationError({"kind": f"总行已经有了（{root}），请改选别的层级。"})
    return Branch.add_root(instance=branch)


@transaction.atomic
def close_branch(*, user: User | None, branch: Branch) -> Branch:
    """Take a branch out of service; its history stays. What is under it must be closed first."""
    require(user, "branches.change_branch", "您没有维护机构的权限。")
    branch = Branch.objects.select_for_update().get(pk=branch.pk)
    if branch.is_head_office:
        raise ValidationError("总行不能停业。")
    still_open = Branch.objects.below(branch).open().exclude(pk=branch.pk)
    if first := still_open.first():
        raise ValidationError(
            f"下面还有 {still_open.count()} 家在营业（例如“{first}”），请先把它们停业或移走。"
        )
    branch.is_open = False
    branch.save(update_fields=["is_open"])
    log(branch, "branches.close", user=user)
    branches_changed.send(sender=Branch, user=user)
    return branch


@transaction.atomic
def open_account(
    *,
    user: User | None,
    username: str,
    name: str,
    password: str,
    groups: tuple[str, ...] = (),
) -> User:
    """Open a colleague's account, in these groups of the admin; lobby staff are in none.

    Raises PermissionDenied, or ValidationError for a name taken, a weak password, no such group.
    """
    require(user, "branches.add_user", "您没有开立员工账号的权限。")
    found = list(Group.objects.filter(name__in=groups))
    if missing := set(groups) - {group.name for group in found}:
        raise ValidationError({"groups": f"没有这个用户组：{'、'.join(sorted(missing))}。"})
    person = User(username=username, first_name=name)
    validate_password(password, person)
    person.set_password(password)
    person.full_clean()
    person.save()
    person.groups.set(found)
    log(person, "wagtail.create", user=user)
    return person


@transaction.atomic
def assign_staff(
    *,
    user: User | None,
    staff_user: User,
    branch: Branch,
    role: str,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> BranchStaff:
    """Post somebody to a branch in a role, from a day (today) to a day (open).

    Raises PermissionDenied, or ValidationError for an unknown role, days the wrong way round,
    or the same posting twice at once.
    """
    require(user, "branches.add_branchstaff", "您没有安排任职的权限。")
    if role not in StaffRole.values:
        raise ValidationError({"role": "请选择角色。"})
    first = valid_from or timezone.localdate()
    posting = BranchStaff(
        user=staff_user, branch=branch, role=role, valid_from=first, valid_until=valid_until
    )
    posting.full_clean()
    same = BranchStaff.objects.filter(user=staff_user, branch=branch, role=role)
    if any(p.valid_until is None or p.valid_until >= first for p in same):
        raise ValidationError(f"{staff_user}已经在“{branch}”任{posting.get_role_display()}。")
    posting.save()
    log(posting, "wagtail.create", user=user)
    return posting


@transaction.atomic
def end_posting(*, user: User | None, posting: BranchStaff, on: date | None = None) -> BranchStaff:
    """End a posting; `on` (today) is its last day. It is kept: entries bear this name.

    Raises PermissionDenied, or ValidationError for a last day before the first.
    """
    require(user, "branches.change_branchstaff", "您没有安排任职的权限。")
    posting = BranchStaff.objects.select_for_update().get(pk=posting.pk)
    posting.valid_until = on or timezone.localdate()
    posting.full_clean()
    posting.save(update_fields=["valid_until"])
    log(posting, "branches.end_posting", user=user)
    return posting


@dataclass(frozen=True)
class ImportReport:
    added: list[str]
    updated: list[str]
    unchanged: int
    bad: list[BadRow]


@transaction.atomic
def import_branches(*, user: User | None, rows: list[Row], dry_run: bool = False) -> ImportReport:
    """Add and update branches from a table; rows that cannot stand are named, the rest is saved.

    Thousands of rows are a few statements: new branches get their paths computed here, and only
    those that change their parent are moved one by one.
    """
    require(user, "branches.change_branch", "您没有维护机构的权限。")
    branches = list(Branch.objects.select_for_update().order_by("path"))
    by_code = {branch.code.upper(): branch for branch in branches}
    parent_of = _parents(branches)
    standing = {c: Place(BranchKind(b.kind), parent_of[c]) for c, b in by_code.items()}
    said = (row.values.get(field, "") for row in rows for field in ON_PAPER)
    good, bad = judge(rows, standing, missing_characters("".join(said)))
    new = [row for row in good if row.code not in by_code]
    known = [row for row in good if row.code in by_code]
    moved = [row for row in known if row.parent != parent_of[row.code]]
    changed = [row for row in known if _differs(by_code[row.code], row)]
    updated = sorted({row.code for row in [*moved, *changed]})
    if not dry_run:
        _plant_many(new, by_code)
        _change_many(changed, by_code)
        for row in moved:
            child, parent = (Branch.objects.get(code__iexact=c) for c in (row.code, row.parent))
            child.move(parent, pos="last-child")
        if new or updated:
            data = {"added": [row.code for row in new], "updated": updated}
            log(head_office(), "branches.import", user=user, data=data)
            branches_changed.send(sender=Branch, user=user)
    return ImportReport([r.code for r in new], updated, len(known) - len(updated), bad)


def _parents(branches: list[Branch]) -> dict[str, str]:
    """Return each branch's parent by code, without asking the database."""
    code_at = {branch.path: branch.code.upper() for branch in branches}
    return {b.code.upper(): code_at.get(b.path[: -b.steplen], "") for b in branches}


def _row_values(row: Row) -> dict:
    return {"name": row.values["name"], "kind": row.kind, **row.details()}


def _differs(branch: Branch, row: Row) -> bool:
    return any(getattr(branch, name) != value for name, value in _row_values(row).items())


def _plant_many(rows: list[Row], by_code: dict[str, Branch]) -> None:
    """Create the branches of these rows, parents first, where treebeard would have put them."""
    last_step: dict[str, int] = {}
    for branch in by_code.values():
        above, here = branch.path[: -branch.steplen], branch.path[-branch.steplen :]
        step = Branch._str2int(here)
        last_step[above] = max(step, last_step.get(above, 0))
    created: list[Branch] = []
    grown: dict[str, Branch] = {}
    for row in rows:
        parent = by_code.get(row.parent)
        above, depth = (parent.path, parent.depth + 1) if parent else ("", 1)
        last_step[above] = last_step.get(above, 0) + 1
        path = Branch._get_path(above, depth, last_step[above])
        branch = Branch(code=row.code, path=path, depth=depth, **_row_values(row))
        by_code[row.code] = branch
        created.append(branch)
        if parent:
            parent.numchild += 1
            if not parent._state.adding:
                grown[parent.code] = parent
    Branch.objects.bulk_create(created, batch_size=500)
    Branch.objects.bulk_update(grown.values(), ["numchild"], batch_size=500)


def _change_many(rows: list[Row], by_code: dict[str, Branch]) -> None:
    changed = []
    for row in rows:
        branch = by_code[row.code]
        for name, value in _row_values(row).items():
            setattr(branch, name, value)
        changed.append(branch)
    fields = ["name", "kind", *sorted(DETAILS - {"is_open"})]
    Branch.objects.bulk_update(changed, fields, batch_size=500)

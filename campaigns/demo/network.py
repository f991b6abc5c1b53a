"""The invented bank and the people who work there."""

from dataclasses import dataclass

from django.conf import settings

from campaigns.demo import content
from campaigns.demo.people import PASSWORD, PEOPLE
from cms.branches import actions
from cms.branches.models import Branch, User
from cms.branches.queries import branch_by_code


def found_network() -> User:
    """Create the administrator, the branches and the postings; return the administrator."""
    admin = User.objects.create_superuser("admin", password=PASSWORD, first_name="管理员", email="")
    root, *rest = content.branch_rows()
    details = {"district", "address", "phone", "hours", "short_name"}
    actions.found_head_office(
        user=admin,
        code=root["code"],
        name=root["name"],
        **{k: v for k, v in root.items() if k in details},
    )
    for row in rest:
        actions.save_branch(
            user=admin,
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            parent_code=row["parent"],
            **{k: v for k, v in row.items() if k in details},
        )
    return admin


def hire_people(admin: User) -> None:
    """Open the demo accounts and post each to its branch. The groups exist by then."""
    for username, name, groups, branch_code, role, _ in PEOPLE:
        person = actions.open_account(
            user=admin, username=username, name=name, password=PASSWORD, groups=groups
        )
        branch = branch_by_code(branch_code)
        actions.assign_staff(user=admin, staff_user=person, branch=branch, role=role)


def log_ins() -> list[tuple[str, str, str]]:
    """Return (address, log-in, what for) of each demo account."""
    told = [("/admin/", "admin", "管理员：什么都能看")]
    for username, _, groups, _, _, what in PEOPLE:
        told.append(("/admin/" if groups else "/desk/", username, what))
    return told


@dataclass(frozen=True)
class Team:
    """Who writes and who lets it out: two people, as in the approval workflow."""

    writer: User
    approver: User


def head_office_team() -> Team:
    return Team(
        writer=User.objects.get(username="marketing"),
        approver=User.objects.get(username="compliance"),
    )


def is_demo_allowed() -> bool:
    return settings.DEMO_ALLOWED


def lobbies() -> list[Branch]:
    return list(Branch.objects.lobbies().order_by("path"))

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from campaigns.demo import activity, bulk, campaign, content, materials, network, people, recall
from campaigns.plans.actions import open_campaign
from campaigns.plans.models import CampaignPage
from cms.branches.models import User
from cms.branches.queries import head_office
from cms.library.founding import found_site

RUNNING = "winter-2026"


class Command(BaseCommand):
    help = "Load the invented bank, its people, starter content and a running campaign. Once."

    def add_arguments(self, parser):
        parser.add_argument("--branches", type=int, default=0, help="add so many more branches")
        parser.add_argument("--entries", type=int, default=0, help="add so many more entries")
        parser.add_argument("--seed", type=int, default=20261123, help="the dice; same, same data")

    def handle(self, *, branches: int, entries: int, seed: int, **options):
        if not network.is_demo_allowed():
            raise CommandError("演示账号的密码是公开的，只有开发设置才能载入演示数据。")
        if min(branches, entries) < 0:
            raise CommandError("--branches 和 --entries 不能是负数。")
        if head_office() is None:
            self.stdout.write("正在载入演示数据 …")
            self.load(seed)
        self.enlarge(branches, entries, seed)
        self.tell()

    @transaction.atomic
    def load(self, seed: int) -> None:
        admin = network.found_network()
        materials.save_facts(admin)
        materials.save_topics(admin)
        found_site(user=admin, bank_name=head_office().name)
        network.hire_people(admin)
        team = network.head_office_team()
        materials.write_help_page(team)
        materials.publish_all(head_office(), team)
        materials.publish_branch_tips(team)
        running = None
        for data in content.read("campaign")["campaign"]:
            page = campaign.publish_campaign(data, team)
            running = page if page.slug == RUNNING else running
        campaign.plan_events(running, admin)
        activity.work(running, admin, timezone.localdate(), seed)
        activity.print_some(running, admin)
        recall.recall_a_tip(team, admin, timezone.localdate())

    def enlarge(self, branches: int, entries: int, seed: int) -> None:
        admin = User.objects.get(username="admin")
        page = CampaignPage.objects.get(slug=RUNNING)
        if branches:
            added = bulk.add_branches(branches, admin)
            campaign.let_everybody_take_part(page, network.head_office_team())
            open_campaign(campaign=page, user=admin)
            self.stdout.write(f"又加了 {added} 家机构。")
        if entries:
            added = bulk.add_entries(entries, page, admin, timezone.localdate(), seed)
            self.stdout.write(f"又加了 {added} 笔流水。")

    def tell(self) -> None:
        self.stdout.write(f"演示账号（密码都是 {people.PASSWORD}）：")
        for address, username, what in network.log_ins():
            self.stdout.write(f"  {address:<8} {username:<11} {what}")

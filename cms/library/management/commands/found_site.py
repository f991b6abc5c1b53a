from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from cms.library.founding import HEAD_OFFICE_CODE, found_site


class Command(BaseCommand):
    help = "建站：首页和各栏目、按岗位分的用户组、审批流程。可以重复运行，已有的不动。"

    def add_arguments(self, parser):
        parser.add_argument("--bank-name", required=True, help="银行名称，印在每一份材料上")
        parser.add_argument(
            "--hostname", default="", help="网站域名；不写就用 MINGYAN_PUBLIC_URL 的"
        )
        parser.add_argument("--head-office-code", default=HEAD_OFFICE_CODE, help="总行机构号")

    def handle(self, *, bank_name: str, hostname: str, head_office_code: str, **options):
        try:
            home = found_site(
                bank_name=bank_name, hostname=hostname, head_office_code=head_office_code
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        pages = "、".join(page.title for page in home.get_children())
        self.stdout.write(f"建好了：首页下有 {pages}。请用 createsuperuser 开立管理员账号。")

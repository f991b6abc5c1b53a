"""Editions say how severely they are withdrawn, and what they changed."""

from django.db import migrations, models

ASKED_UNTIL_NOW = "stop"


def say_what_was_asked(apps, schema_editor) -> None:
    """Until now a withdrawal told every branch to stop handing out."""
    editions = apps.get_model("library", "Edition").objects.filter(withdrawn_at__isnull=False)
    editions.update(withdrawal_severity=ASKED_UNTIL_NOW)


class Migration(migrations.Migration):
    dependencies = [("library", "0001_initial")]

    operations = [
        migrations.AddField(
            "materialpage",
            "change_note",
            models.CharField(
                blank=True,
                help_text="例如：更正了热线号码。拿着旧版的人扫码会看到；不填，系统自己比对新旧两版。",
                max_length=120,
                verbose_name="这一版改了什么",
            ),
        ),
        migrations.AddField(
            "edition",
            "change_note",
            models.CharField(blank=True, max_length=120, verbose_name="这一版改了什么"),
        ),
        migrations.AddField(
            "edition",
            "withdrawal_severity",
            models.CharField(
                blank=True,
                choices=[("use_up", "用完为止"), ("stop", "停发"), ("destroy", "立即销毁")],
                max_length=10,
                verbose_name="召回程度",
            ),
        ),
        migrations.RunPython(say_what_was_asked, migrations.RunPython.noop),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawal_severity", ""), ("withdrawn_at__isnull", True)),
                    models.Q(
                        ("withdrawal_severity__in", ["use_up", "stop", "destroy"]),
                        ("withdrawn_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="withdrawn_edition_says_how_severe",
            ),
        ),
    ]

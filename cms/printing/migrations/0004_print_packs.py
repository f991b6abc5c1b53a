from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("printing", "0003_rename_layouts")]

    operations = [
        migrations.AddField(
            model_name="printrun",
            name="pack",
            field=models.UUIDField(
                blank=True, db_index=True, editable=False, null=True, verbose_name="打印包"
            ),
        ),
        migrations.AddField(
            model_name="printrun",
            name="copies",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="文件里的份数"),
        ),
        migrations.AddField(
            model_name="printrun",
            name="pages",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="页数"),
        ),
    ]

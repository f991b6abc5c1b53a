from django.db import migrations

# A layout names a kind of print; its paper is an option since.
RENAMED = {
    "tip_sheet_a4": "tip_sheet",
    "leaflet_trifold_a4": "leaflet",
    "eye_chart_a3": "eye_chart",
    "poster_a3": "poster",
}


def rename_layouts(apps, schema_editor):
    runs = apps.get_model("printing", "PrintRun").objects
    for old, new in RENAMED.items():
        runs.filter(layout=old).update(layout=new)


def name_them_as_before(apps, schema_editor):
    runs = apps.get_model("printing", "PrintRun").objects
    for old, new in RENAMED.items():
        runs.filter(layout=new).update(layout=old)


class Migration(migrations.Migration):

    dependencies = [("printing", "0002_template_sets_and_options")]

    operations = [migrations.RunPython(rename_layouts, name_them_as_before)]

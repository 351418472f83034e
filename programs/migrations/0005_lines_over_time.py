"""Purposes and units become data, begins may be vague, cost categories come in."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


PURPOSES = {
    "position": ("Stelle", "Position", 10),
    "assistant": ("Assistenz", "Assistant", 20),
    "lesson": ("Unterrichtsstunde", "Lesson", 40),
}
ENTERED = {
    "FundingLine": "funding_line",
    "FundingRate": "funding_rate",
    "LineSuccession": "line_succession",
}
UNITS = {
    "fulltime_year": ("je Vollzeitstelle und Jahr", "per full-time position and year", 10),
    "year": ("je Jahr", "per year", 20),
    "lesson": ("je Unterrichtsstunde", "per lesson", 30),
}


def keep_the_words(apps, schema_editor):
    """The purposes and units that rates have so far."""
    rates = apps.get_model("programs", "FundingRate").objects.order_by()
    for field, model, words in (("purpose", "RatePurpose", PURPOSES), ("unit", "RateUnit", UNITS)):
        for slug in rates.values_list(field, flat=True).distinct():
            de, en, rank = words[slug]
            apps.get_model("programs", model).objects.create(slug=slug, name=de, name_de=de, name_en=en, rank=rank)


def tell_what_was_entered(apps, schema_editor):
    """What somebody added here has no public origin."""
    origin = "example" if settings.WIR_DEMO else "decided"
    for model, code in ENTERED.items():
        added = apps.get_model("core", "Event").objects.filter(act=f"{code}.added")
        keys = [int(key) for key in added.values_list("subject_id", flat=True)]
        apps.get_model("programs", model).objects.filter(pk__in=keys).update(origin=origin)
    apps.get_model("programs", "FundingLine").objects.filter(origin=origin).update(end_origin=origin)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0003_outbox_mail'),
        ('programs', '0004_commitment_authorisations'),
    ]

    operations = [
        migrations.CreateModel(
            name='CostCategory',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='Name')),
                ('name_de', models.CharField(max_length=120, null=True, verbose_name='Name')),
                ('name_en', models.CharField(max_length=120, null=True, verbose_name='Name')),
                ('description', models.TextField(blank=True, verbose_name='Was dazu gehört')),
                ('description_de', models.TextField(blank=True, null=True, verbose_name='Was dazu gehört')),
                ('description_en', models.TextField(blank=True, null=True, verbose_name='Was dazu gehört')),
                ('starts_on', models.DateField(verbose_name='Gilt ab')),
                ('ends_on', models.DateField(blank=True, help_text='Leer: bis auf Weiteres.', null=True, verbose_name='Gilt bis (einschließlich)')),
                ('rank', models.PositiveSmallIntegerField(default=100, verbose_name='Reihenfolge')),
                ('origin', models.CharField(choices=[('sourced', 'Öffentliche Quelle'), ('decided', 'Hier entschieden'), ('example', 'Beispieldaten')], default='decided', editable=False, max_length=10, verbose_name='Herkunft')),
            ],
            options={
                'verbose_name': 'Kostenart',
                'verbose_name_plural': 'Kostenarten',
                'ordering': ('line', 'rank', 'name'),
            },
        ),
        migrations.CreateModel(
            name='RatePurpose',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=20, unique=True, verbose_name='Kürzel')),
                ('name', models.CharField(max_length=80, verbose_name='Name')),
                ('name_de', models.CharField(max_length=80, null=True, verbose_name='Name')),
                ('name_en', models.CharField(max_length=80, null=True, verbose_name='Name')),
                ('rank', models.PositiveSmallIntegerField(default=100, verbose_name='Reihenfolge')),
            ],
            options={
                'verbose_name': 'Zweck',
                'verbose_name_plural': 'Zwecke',
                'ordering': ('rank', 'slug'),
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RateUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=20, unique=True, verbose_name='Kürzel')),
                ('name', models.CharField(max_length=80, verbose_name='Name')),
                ('name_de', models.CharField(max_length=80, null=True, verbose_name='Name')),
                ('name_en', models.CharField(max_length=80, null=True, verbose_name='Name')),
                ('rank', models.PositiveSmallIntegerField(default=100, verbose_name='Reihenfolge')),
            ],
            options={
                'verbose_name': 'Einheit',
                'verbose_name_plural': 'Einheiten',
                'ordering': ('rank', 'slug'),
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='fundingline',
            name='end_origin',
            field=models.CharField(choices=[('sourced', 'Öffentliche Quelle'), ('decided', 'Hier entschieden'), ('example', 'Beispieldaten')], default='sourced', editable=False, max_length=10, verbose_name='Herkunft des Endes'),
        ),
        migrations.AddField(
            model_name='fundingline',
            name='origin',
            field=models.CharField(choices=[('sourced', 'Öffentliche Quelle'), ('decided', 'Hier entschieden'), ('example', 'Beispieldaten')], default='sourced', editable=False, max_length=10, verbose_name='Herkunft'),
        ),
        migrations.AddField(
            model_name='fundingline',
            name='start_precision',
            field=models.CharField(choices=[('day', 'auf den Tag'), ('year', 'nur das Jahr')], default='day', max_length=10, verbose_name='Genauigkeit des Beginns'),
        ),
        migrations.AddField(
            model_name='fundingrate',
            name='note',
            field=models.CharField(blank=True, max_length=300, verbose_name='Hinweis'),
        ),
        migrations.AddField(
            model_name='fundingrate',
            name='note_de',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='Hinweis'),
        ),
        migrations.AddField(
            model_name='fundingrate',
            name='note_en',
            field=models.CharField(blank=True, max_length=300, null=True, verbose_name='Hinweis'),
        ),
        migrations.AddField(
            model_name='fundingrate',
            name='origin',
            field=models.CharField(choices=[('sourced', 'Öffentliche Quelle'), ('decided', 'Hier entschieden'), ('example', 'Beispieldaten')], default='sourced', editable=False, max_length=10, verbose_name='Herkunft'),
        ),
        migrations.AddField(
            model_name='fundingrate',
            name='start_precision',
            field=models.CharField(choices=[('day', 'auf den Tag'), ('year', 'nur das Jahr'), ('known', 'an diesem Tag belegt, Beginn nicht bekannt')], default='day', max_length=10, verbose_name='Genauigkeit des Beginns'),
        ),
        migrations.AddField(
            model_name='linesuccession',
            name='origin',
            field=models.CharField(choices=[('sourced', 'Öffentliche Quelle'), ('decided', 'Hier entschieden'), ('example', 'Beispieldaten')], default='sourced', editable=False, max_length=10, verbose_name='Herkunft'),
        ),
        migrations.AlterField(
            model_name='fundingline',
            name='recipients',
            field=models.CharField(choices=[('bodies', 'Landkreise und Städte'), ('organisations', 'Vereine und Träger'), ('both', 'Landkreise und Städte, Vereine und Träger'), ('unknown', 'nicht bekannt')], max_length=20, verbose_name='Wer Geld bekommt'),
        ),
        migrations.AlterField(
            model_name='fundingrate',
            name='amount_cents',
            field=models.BigIntegerField(blank=True, help_text='Zum Beispiel: 50.000. Gibt es keinen Satz, kreuzen Sie das darunter an.', null=True, verbose_name='Höchstbetrag (Cent)'),
        ),
        migrations.AddConstraint(
            model_name='fundingline',
            constraint=models.CheckConstraint(condition=models.Q(('start_precision', 'year'), ('starts_on__isnull', True), _negated=True), name='funding_line_names_the_year_it_starts', violation_error_message='Für „nur das Jahr“ fehlt der Beginn: Schreiben Sie den 1. Januar des Jahres.'),
        ),
        migrations.AddField(
            model_name='costcategory',
            name='line',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cost_categories', to='programs.fundingline', verbose_name='Förderlinie'),
        ),
        migrations.AddField(
            model_name='costcategory',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='core.source', verbose_name='Quelle'),
        ),
        migrations.RunPython(keep_the_words, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='fundingrate',
            name='purpose',
            field=models.ForeignKey(db_column='purpose', on_delete=django.db.models.deletion.PROTECT, related_name='rates', to='programs.ratepurpose', to_field='slug', verbose_name='Zweck'),
        ),
        migrations.AlterField(
            model_name='fundingrate',
            name='unit',
            field=models.ForeignKey(db_column='unit', on_delete=django.db.models.deletion.PROTECT, related_name='rates', to='programs.rateunit', to_field='slug', verbose_name='Einheit'),
        ),
        migrations.AddConstraint(
            model_name='costcategory',
            constraint=models.UniqueConstraint(fields=('line', 'name', 'starts_on'), name='cost_category_once_per_day', violation_error_message='Diese Kostenart ist für diesen Tag schon eingetragen.'),
        ),
        migrations.AddConstraint(
            model_name='costcategory',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='cost_category_ends_after_it_starts', violation_error_message='Das Ende liegt vor dem Beginn.'),
        ),
        migrations.AddConstraint(
            model_name='costcategory',
            constraint=models.UniqueConstraint(fields=('line', 'name_de', 'starts_on'), name='cost_category_once_per_day-de', violation_error_message='Diese Kostenart ist für diesen Tag schon eingetragen.'),
        ),
        migrations.AddConstraint(
            model_name='costcategory',
            constraint=models.UniqueConstraint(fields=('line', 'name_en', 'starts_on'), name='cost_category_once_per_day-en', violation_error_message='Diese Kostenart ist für diesen Tag schon eingetragen.'),
        ),
        migrations.RunPython(tell_what_was_entered, migrations.RunPython.noop),
    ]

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("pages", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pages.page"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("revision_number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("case_study", "Case study"),
                            ("organization", "Organization"),
                            ("country", "Country"),
                            ("agreement", "Agreement"),
                        ],
                        max_length=20,
                    ),
                ),
                ("slug", models.CharField(max_length=160)),
                ("title", models.CharField(max_length=250)),
                ("summary", models.TextField(blank=True)),
                ("language", models.CharField(max_length=15)),
                ("provenance", models.CharField(max_length=20)),
                ("content", models.JSONField()),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("words", models.PositiveIntegerField()),
                (
                    "note",
                    models.CharField(blank=True, help_text="What changed, for readers.", max_length=500),
                ),
                (
                    "minor",
                    models.BooleanField(
                        default=False, help_text="A minor edition does not move the date of the last change."
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("published_by_name", models.CharField(blank=True, max_length=80)),
                ("published_at", models.DateTimeField()),
                ("fingerprint", models.CharField(help_text="SHA-256 of what was published.", max_length=64)),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(fields=("page", "number"), name="one_edition_per_page_and_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pages.page"
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="library.edition"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("published", "Published"), ("withdrawn", "Withdrawn")],
                        default="published",
                        max_length=12,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("case_study", "Case study"),
                            ("organization", "Organization"),
                            ("country", "Country"),
                            ("agreement", "Agreement"),
                        ],
                        max_length=20,
                    ),
                ),
                ("slug", models.CharField(max_length=160)),
                ("title", models.CharField(max_length=250)),
                ("acronym", models.CharField(blank=True, max_length=30)),
                ("summary", models.TextField(blank=True)),
                (
                    "variety",
                    models.CharField(
                        blank=True,
                        help_text="Type of organization, kind of agreement, region of a country, evidence level.",
                        max_length=80,
                    ),
                ),
                (
                    "began",
                    models.CharField(
                        blank=True, help_text="Founded, signed or begun, as a partial date.", max_length=10
                    ),
                ),
                ("words", models.PositiveIntegerField(default=0)),
                ("first_published_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField(help_text="The last edition that was not minor.")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reason", models.TextField(blank=True, help_text="Why it was withdrawn, for readers.")),
            ],
            options={
                "ordering": ("title",),
                "indexes": [
                    models.Index(fields=["kind", "state", "title"], name="publications_by_kind"),
                    models.Index(fields=["state", "-changed_at"], name="publications_by_change"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"), name="one_publication_per_kind_and_slug"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "published"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="a_withdrawal_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OldSlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("case_study", "Case study"),
                            ("organization", "Organization"),
                            ("country", "Country"),
                            ("agreement", "Agreement"),
                        ],
                        max_length=20,
                    ),
                ),
                ("slug", models.CharField(max_length=160)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pages.page"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "slug"), name="an_old_address_leads_to_one_page")
                ],
            },
        ),
        migrations.CreateModel(
            name="PassageKey",
            fields=[
                ("key", models.CharField(max_length=12, primary_key=True, serialize=False)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="pages.page"
                    ),
                ),
                ("first_edition", models.PositiveIntegerField()),
                ("last_edition", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Generation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField(default=1)),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="library.publication",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="library.edition"
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("number", models.PositiveIntegerField(help_text="¶ in this edition.")),
                ("kind", models.CharField(max_length=20)),
                ("section_number", models.CharField(blank=True, max_length=20)),
                ("section_heading", models.CharField(blank=True, max_length=250)),
                ("section_slug", models.CharField(max_length=160)),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("text", models.TextField()),
            ],
            options={
                "ordering": ("publication", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "number"), name="one_passage_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="library.publication",
                    ),
                ),
                ("number", models.PositiveIntegerField(help_text="N of link:N in the edition.")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mention", "mentions"),
                            ("page_link", "links to"),
                            ("see_also", "see also"),
                            ("participant", "has as participant"),
                            ("member", "has as member"),
                            ("party", "has as party"),
                            ("owner", "is a policy of"),
                            ("parent", "is part of"),
                            ("predecessor", "succeeds"),
                            ("supersedes", "supersedes"),
                            ("agreement", "rests on"),
                            ("tells", "is told by"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pages.page",
                    ),
                ),
                ("title", models.CharField(help_text="As it is printed.", max_length=250)),
                ("wanted_key", models.CharField(blank=True, max_length=250)),
                (
                    "passage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="library.passage",
                    ),
                ),
                ("section_slug", models.CharField(blank=True, max_length=160)),
                ("start", models.PositiveIntegerField(default=0, help_text="In the passage’s text.")),
                ("end", models.PositiveIntegerField(default=0)),
                ("detail", models.JSONField(blank=True, default=dict, help_text="A role, a status, dates.")),
            ],
            options={
                "ordering": ("publication", "number"),
                "indexes": [
                    models.Index(fields=["target", "kind"], name="links_by_target"),
                    models.Index(fields=["wanted_key"], name="links_by_wanted_title"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "number"), name="one_link_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Name",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="library.publication",
                    ),
                ),
                ("surface", models.CharField(max_length=250)),
                ("key", models.CharField(db_index=True, max_length=250)),
                ("case_sensitive", models.BooleanField(default=True)),
                (
                    "mentions",
                    models.BooleanField(default=True, help_text="Whether texts that use it name the page."),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Naming",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="namings",
                        to="library.publication",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="pages.page"
                    ),
                ),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("publication", "page"), name="one_count_per_named_page")
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicationTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="library.publication",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="pages.tag"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("publication", "tag"), name="a_publication_has_a_topic_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PassageTopic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "passage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topics",
                        to="library.passage",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="pages.tag"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("passage", "tag"), name="a_passage_names_a_topic_once")
                ],
            },
        ),
    ]

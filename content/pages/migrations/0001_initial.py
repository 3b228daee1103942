import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import taggit.managers
from django.conf import settings
from django.db import migrations, models

import content.pages.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name="slug"),
                ),
                (
                    "facet",
                    models.CharField(
                        choices=[
                            ("instruments", "Instruments"),
                            ("agreements", "Agreements and institutions"),
                            ("purposes", "Purposes"),
                            ("missions", "Missions"),
                            ("technology", "Technology and domains"),
                            ("economics", "Economics and industry"),
                            ("law", "Law, politics and limits"),
                            ("threats", "Threats"),
                            ("history", "History"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="The order within the facet."),
                ),
                (
                    "broader",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="narrower",
                        to="pages.tag",
                    ),
                ),
                ("definition", models.TextField(blank=True)),
                (
                    "scope_note",
                    models.TextField(blank=True, help_text="What the topic is used for, and what not."),
                ),
                (
                    "wordings",
                    models.TextField(
                        blank=True,
                        help_text="Phrases by which a passage names the topic, one a line. Empty: the topic’s name.",
                    ),
                ),
                (
                    "external_uri",
                    models.URLField(
                        blank=True,
                        help_text="The same concept in a public vocabulary.",
                        verbose_name="external address",
                    ),
                ),
            ],
            options={
                "verbose_name": "topic",
                "ordering": ("facet", "position", "name"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "facet__in",
                                [
                                    "instruments",
                                    "agreements",
                                    "purposes",
                                    "missions",
                                    "technology",
                                    "economics",
                                    "law",
                                    "threats",
                                    "history",
                                ],
                            )
                        ),
                        name="a_topic_has_a_known_facet",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("broader", models.F("pk")), _negated=True),
                        name="no_topic_is_broader_than_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SourceDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file_name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(help_text="In bytes.")),
                ("encoding", models.CharField(max_length=20)),
                ("text", models.TextField(verbose_name="text as received")),
                ("importer_version", models.CharField(max_length=20)),
                ("imported_at", models.DateTimeField()),
                (
                    "imported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-imported_at",),
            },
        ),
        migrations.CreateModel(
            name="Page",
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
                        editable=False,
                        max_length=20,
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        help_text="The last part of the page’s address. The old address goes on leading here after a change.",
                        max_length=160,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z",
                                "Use small letters, digits and single hyphens, such as us-india-defense-cooperation.",
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("title", models.CharField(max_length=250)),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One to three sentences under the title.",
                        verbose_name="standfirst",
                    ),
                ),
                ("language", models.CharField(default="en-US", max_length=15)),
                (
                    "provenance",
                    models.CharField(
                        choices=[
                            ("unknown", "Not stated"),
                            ("human", "Written by people"),
                            ("ai_assisted", "AI tools were used"),
                            ("ai_generated", "Generated by AI tools"),
                        ],
                        default="unknown",
                        max_length=20,
                    ),
                ),
                (
                    "source_document",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pages",
                        to="pages.sourcedocument",
                    ),
                ),
                (
                    "review_by",
                    models.DateField(
                        blank=True, help_text="When someone should read this page again.", null=True
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(
                        default=0,
                        editable=False,
                        help_text="Counts the saves; detects two people saving at once.",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("title",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "slug"),
                        name="one_page_per_kind_and_slug",
                        violation_error_message="Another page of this kind has this address already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["article", "case_study", "organization", "country", "agreement"])
                        ),
                        name="a_page_has_a_known_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug", ""), _negated=True), name="a_page_has_an_address"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="pages.page",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not stated"), ("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "confidence_note",
                    models.CharField(
                        blank=True, help_text="For instance: high for the year; day empty.", max_length=300
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True, help_text="What the facts rest on, and where sources disagree."
                    ),
                ),
                ("acronym", models.CharField(blank=True, max_length=30)),
                (
                    "agreement_kind",
                    models.CharField(
                        choices=[
                            ("treaty", "Treaty"),
                            ("agreement", "Agreement"),
                            ("memorandum", "Memorandum"),
                            ("framework", "Framework"),
                            ("policy", "Policy"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        blank=True, help_text="For instance: logistics support agreement.", max_length=120
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose policy it is.",
                        limit_choices_to={"kind__in": ["country", "organization"]},
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies_owned",
                        to="pages.page",
                    ),
                ),
                (
                    "signed",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                        verbose_name="signed or adopted",
                    ),
                ),
                (
                    "signed_note",
                    models.CharField(
                        blank=True, help_text="For instance: Cologne European Council.", max_length=200
                    ),
                ),
                (
                    "in_force",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                    ),
                ),
                (
                    "ended",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120)),
                ("signatories", models.CharField(blank=True, max_length=250)),
                ("text_url", models.URLField(blank=True, verbose_name="address of the text")),
                (
                    "activities",
                    models.TextField(blank=True, help_text="What the parties agree to do, one a line."),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="pages.agreement",
                    ),
                ),
            ],
            options={
                "ordering": ("title",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("supersedes", models.F("pk")), _negated=True),
                        name="no_agreement_supersedes_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("signed", ""),
                            ("ended", ""),
                            (
                                "signed__lte",
                                django.db.models.functions.text.Concat("ended", models.Value("-99")),
                            ),
                            _connector="OR",
                        ),
                        name="an_agreement_is_signed_before_it_ends",
                        violation_error_message="The agreement ends before it is signed.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("owner", None), ("agreement_kind", "policy"), _connector="OR"),
                        name="only_a_policy_has_an_owner",
                        violation_error_message="Only a policy has an owner; other agreements have parties.",
                    ),
                ],
            },
            bases=("pages.page", models.Model),
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parties",
                        to="pages.agreement",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=1)),
                (
                    "party",
                    models.ForeignKey(
                        limit_choices_to={"kind__in": ["country", "organization"]},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements_joined",
                        to="pages.page",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "parties",
                "ordering": ("position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agreement", "party"), name="a_party_joins_an_agreement_once"
                    ),
                    models.UniqueConstraint(fields=("agreement", "position"), name="one_party_per_position"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alias",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="aliases", to="pages.page"
                    ),
                ),
                ("surface", models.CharField(max_length=200, verbose_name="name")),
                (
                    "key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower("surface"),
                        output_field=models.CharField(max_length=200),
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("acronym", "Acronym"),
                            ("spelling", "Spelling"),
                            ("historic", "Historic name"),
                            ("adjective", "Adjective"),
                            ("other", "Other name"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(default="en", max_length=15)),
                ("case_sensitive", models.BooleanField(default=True)),
                (
                    "ambiguous",
                    models.BooleanField(
                        default=False,
                        help_text="Other pages have this name too: texts do not link it by themselves.",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "aliases",
                "ordering": ("surface",),
                "constraints": [
                    models.UniqueConstraint(fields=("page", "key"), name="an_alias_stands_once_on_a_page"),
                    models.UniqueConstraint(
                        condition=models.Q(("ambiguous", False)),
                        fields=("key",),
                        name="an_alias_names_one_page_unless_marked_ambiguous",
                        violation_error_message="Another page has this alias: mark both ambiguous, or choose another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="pages.page",
                    ),
                ),
            ],
            bases=("pages.page",),
        ),
        migrations.CreateModel(
            name="Notice",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="pages.page"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ai_disclosure", "Disclosure of AI tools"),
                            ("correction", "Correction"),
                            ("content", "About the content"),
                        ],
                        default="content",
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(help_text="The exact words.")),
                (
                    "origin",
                    models.CharField(
                        choices=[("source", "The source document"), ("editor", "An editor")],
                        default="editor",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(fields=("page", "position"), name="one_notice_per_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Section",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="sections", to="pages.page"
                    ),
                ),
                ("position", models.PositiveIntegerField(help_text="1 is the first.")),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=[(2, "Section"), (3, "Subsection"), (4, "Sub-subsection")],
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(2),
                            django.core.validators.MaxValueValidator(4),
                        ],
                    ),
                ),
                ("level_before", models.PositiveSmallIntegerField(default=1, editable=False)),
                (
                    "heading",
                    models.CharField(
                        blank=True, help_text="May be empty, for an untitled conclusion.", max_length=250
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        help_text="The permanent address of the section in its page. It stays when the heading changes.",
                        max_length=160,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*\\Z",
                                "Use small letters, digits and single hyphens, such as us-india-defense-cooperation.",
                            )
                        ],
                    ),
                ),
                ("body", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(fields=("page", "position"), name="one_section_per_position"),
                    models.UniqueConstraint(
                        fields=("page", "slug"), name="one_section_per_address_in_its_page"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (2, 4))), name="a_section_is_of_level_2_to_4"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("level_before"), "+", models.Value(1)
                                ),
                            )
                        ),
                        name="section_levels_never_skip",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaggedPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tagged_pages",
                        to="pages.tag",
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tagged", to="pages.page"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("tag", "content_object"), name="a_page_has_a_topic_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseStudy",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="pages.page",
                    ),
                ),
                ("question", models.TextField(blank=True, help_text="What the case should show.")),
                (
                    "mechanism",
                    models.TextField(blank=True, help_text="How the instruments are said to work."),
                ),
                (
                    "begins",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                        verbose_name="from",
                    ),
                ),
                (
                    "ends",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                        verbose_name="to",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=120)),
                (
                    "claimed_outcome",
                    models.TextField(
                        blank=True, help_text="What the source says came of it, in its own words."
                    ),
                ),
                (
                    "assessment",
                    models.TextField(
                        blank=True,
                        help_text="Kept apart from what the source claims.",
                        verbose_name="editor’s assessment",
                    ),
                ),
                ("limits", models.TextField(blank=True, verbose_name="what the source lacks")),
                (
                    "evidence_level",
                    models.CharField(
                        choices=[
                            ("claimed", "Claimed by the source text only"),
                            ("sourced", "Supported by cited sources"),
                            ("corroborated", "Corroborated by independent sources"),
                            ("disputed", "Disputed between sources"),
                        ],
                        default="claimed",
                        max_length=20,
                    ),
                ),
                (
                    "instruments",
                    models.ManyToManyField(
                        blank=True,
                        limit_choices_to={"facet": "instruments"},
                        related_name="+",
                        to="pages.tag",
                    ),
                ),
                (
                    "agreements",
                    models.ManyToManyField(
                        blank=True,
                        related_name="case_studies",
                        to="pages.agreement",
                        verbose_name="agreements and policies",
                    ),
                ),
                (
                    "told_by",
                    models.ManyToManyField(
                        blank=True,
                        related_name="case_studies",
                        to="pages.section",
                        verbose_name="sections that tell it",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "case studies",
                "ordering": ("title",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins", ""),
                            ("ends", ""),
                            (
                                "begins__lte",
                                django.db.models.functions.text.Concat("ends", models.Value("-99")),
                            ),
                            _connector="OR",
                        ),
                        name="a_case_begins_before_it_ends",
                        violation_error_message="The period ends before it begins.",
                    )
                ],
            },
            bases=("pages.page",),
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case_study",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="pages.casestudy",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=1)),
                (
                    "participant",
                    models.ForeignKey(
                        limit_choices_to={"kind__in": ["country", "organization"]},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_joined",
                        to="pages.page",
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=80)),
            ],
            options={
                "ordering": ("position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case_study", "participant"), name="a_participant_joins_a_case_once"
                    ),
                    models.UniqueConstraint(
                        fields=("case_study", "position"), name="one_participant_per_position"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Country",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="pages.page",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not stated"), ("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "confidence_note",
                    models.CharField(
                        blank=True, help_text="For instance: high for the year; day empty.", max_length=300
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True, help_text="What the facts rest on, and where sources disagree."
                    ),
                ),
                ("official_name", models.CharField(blank=True, max_length=200)),
                (
                    "iso2",
                    models.CharField(
                        blank=True,
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator("^[A-Z]{2}\\Z", "Two capital letters.")
                        ],
                        verbose_name="ISO 3166-1 alpha-2",
                    ),
                ),
                (
                    "iso3",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator("^[A-Z]{3}\\Z", "Three capital letters.")
                        ],
                        verbose_name="ISO 3166-1 alpha-3",
                    ),
                ),
                (
                    "m49",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[django.core.validators.RegexValidator("^[0-9]{3}\\Z", "Three digits.")],
                        verbose_name="UN M49",
                    ),
                ),
                ("capital", models.CharField(blank=True, max_length=80)),
                ("region", models.CharField(blank=True, max_length=80, verbose_name="UN M49 region")),
            ],
            options={
                "verbose_name_plural": "countries",
                "ordering": ("title",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("iso2", ""), _negated=True),
                        fields=("iso2",),
                        name="one_country_per_iso2_code",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("iso3", ""), _negated=True),
                        fields=("iso3",),
                        name="one_country_per_iso3_code",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("m49", ""), _negated=True),
                        fields=("m49",),
                        name="one_country_per_m49_code",
                    ),
                ],
            },
            bases=("pages.page", models.Model),
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="pages.page",
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not stated"), ("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "confidence_note",
                    models.CharField(
                        blank=True, help_text="For instance: high for the year; day empty.", max_length=300
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True, help_text="What the facts rest on, and where sources disagree."
                    ),
                ),
                ("acronym", models.CharField(blank=True, max_length=30)),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        help_text="For instance: military alliance, dialogue forum.",
                        max_length=80,
                    ),
                ),
                (
                    "founded",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                    ),
                ),
                ("founding_act", models.CharField(blank=True, max_length=250)),
                (
                    "dissolved",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                    ),
                ),
                (
                    "predecessor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="successors",
                        to="pages.organization",
                    ),
                ),
                (
                    "predecessor_note",
                    models.CharField(
                        blank=True,
                        help_text="A predecessor that has no page, or why none is named.",
                        max_length=250,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="pages.organization",
                    ),
                ),
                ("parent_note", models.CharField(blank=True, max_length=250)),
                ("headquarters", models.CharField(blank=True, max_length=120)),
                ("headquarters_note", models.CharField(blank=True, max_length=250)),
                ("website", models.URLField(blank=True)),
                ("members_count", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "members_as_of",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                        verbose_name="members as of",
                    ),
                ),
                ("members_note", models.CharField(blank=True, max_length=300)),
                (
                    "external_ids",
                    models.JSONField(
                        blank=True, default=dict, help_text='For instance {"wikidata": "Q7184"}.'
                    ),
                ),
            ],
            options={
                "ordering": ("title",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("pk")), _negated=True),
                        name="no_organization_is_its_own_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("predecessor", models.F("pk")), _negated=True),
                        name="no_organization_is_its_own_predecessor",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("founded", ""),
                            ("dissolved", ""),
                            (
                                "founded__lte",
                                django.db.models.functions.text.Concat("dissolved", models.Value("-99")),
                            ),
                            _connector="OR",
                        ),
                        name="an_organization_is_founded_before_it_is_dissolved",
                        violation_error_message="The organization is dissolved before it is founded.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("members_count", None),
                            models.Q(("members_as_of", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_member_count_says_as_of_when",
                        violation_error_message="Say as of when the member count holds.",
                    ),
                ],
            },
            bases=("pages.page", models.Model),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[("", "Not stated"), ("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        default="",
                        max_length=10,
                    ),
                ),
                (
                    "confidence_note",
                    models.CharField(
                        blank=True, help_text="For instance: high for the year; day empty.", max_length=300
                    ),
                ),
                (
                    "evidence",
                    models.TextField(
                        blank=True, help_text="What the facts rest on, and where sources disagree."
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="pages.organization",
                    ),
                ),
                ("position", models.PositiveIntegerField(default=1)),
                (
                    "member",
                    models.ForeignKey(
                        limit_choices_to={"kind__in": ["country", "organization"]},
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships_held",
                        to="pages.page",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("member", "Member"),
                            ("participant", "Participant"),
                            ("observer", "Observer"),
                            ("suspended", "Suspended member"),
                            ("former", "Former member"),
                        ],
                        default="member",
                        max_length=20,
                    ),
                ),
                (
                    "since",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                    ),
                ),
                (
                    "until",
                    content.pages.fields.PartialDateField(
                        blank=True,
                        default="",
                        help_text="A year (2002), a month (2020-10) or a day (2016-08-29).",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ("position", "pk"),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "former"), _negated=True),
                        fields=("member", "organization"),
                        name="one_current_membership_per_member_and_organization",
                        violation_error_message="This member has a current membership in this organization already.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "position"), name="one_membership_per_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("member", models.F("organization")), _negated=True),
                        name="no_organization_is_its_own_member",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since", ""),
                            ("until", ""),
                            (
                                "since__lte",
                                django.db.models.functions.text.Concat("until", models.Value("-99")),
                            ),
                            _connector="OR",
                        ),
                        name="a_membership_begins_before_it_ends",
                        violation_error_message="The membership ends before it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
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
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="pages.page"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("schema", models.PositiveSmallIntegerField(help_text="The form of the snapshot.")),
                ("snapshot", models.JSONField()),
                ("content_hash", models.CharField(max_length=64)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("note", models.CharField(blank=True, max_length=250)),
            ],
            options={
                "ordering": ("-number",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "number"), name="one_revision_per_page_and_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Defect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source_document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="defects",
                        to="pages.sourcedocument",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="defects",
                        to="pages.page",
                    ),
                ),
                ("line", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("text", models.TextField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Open"), ("handled", "Handled")], default="open", max_length=10
                    ),
                ),
            ],
            options={
                "ordering": ("source_document", "line", "pk"),
            },
        ),
        migrations.AddField(
            model_name="page",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text="At most ten.",
                through="pages.TaggedPage",
                to="pages.Tag",
                verbose_name="topics",
            ),
        ),
    ]

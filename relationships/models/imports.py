"""Lists of creators that were brought in: the record of each, and its rows while they wait to be written.

The staged tables hold a list between its reading and its writing, typed and cleaned, so that matching, comparing and
writing are a few statements over all rows at once. They are emptied as soon as the list is written or given up.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from relationships.domain.import_states import Decision, ImportStatus, Outcome
from relationships.domain.networks import HANDLE_MAX
from relationships.models.attachments import attachment_storage
from relationships.models.base import KEY_MAX, DatedModel, choices, network_choices
from relationships.models.brands import Brand
from relationships.querysets.visibility import VisibleQuerySet, VisibleThroughImport, VisibleThroughKnownRows

#: What changes many times a second while a list is worked on, or can be worked out: no row of history for it.
_PASSING = ("turn", "progress_done", "progress_total", "cancel_asked", "recognised", "advice")


class CreatorImport(DatedModel):
    """One list, from its arrival on. ``mapping`` is a `domain.imports.Mapping`; ``recognised``: what it was made from.

    ``file`` is emptied when nobody needs it any more. ``turn``: the run of a step that began last, and alone may write
    (`services.imports.turns`). ``counts``: rows by what they did, and all else that is told in
    figures. ``advice``: what the playbook says of the new relationships, each saying once; staged rows name it by its
    place. ``written``: for each model the first and last row of history that this import wrote, where its undo starts.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="imports")
    brand = models.ForeignKey(Brand, on_delete=models.PROTECT, related_name="imports")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Who will look after the new relationships.",
    )
    network = models.CharField(max_length=12, choices=network_choices, blank=True)
    source_name = models.CharField("file", max_length=255)
    sha256 = models.CharField(max_length=64, editable=False)
    size = models.PositiveBigIntegerField("size, bytes", editable=False)
    kind = models.CharField(max_length=12, editable=False)
    file = models.FileField(storage=attachment_storage, max_length=100, blank=True, editable=False)
    table = models.CharField("sheet", max_length=200, blank=True)
    measured_on = models.DateField(
        "figures read on", null=True, blank=True, help_text="The day on which followers and engagement were read."
    )
    create_doubtful = models.BooleanField("add possible duplicates as new creators", default=False)
    mapping = models.JSONField(default=dict, blank=True, editable=False)
    recognised = models.JSONField(default=dict, blank=True, editable=False)
    status = models.CharField(max_length=10, choices=choices(ImportStatus), default=ImportStatus.MAPPING)
    turn = models.UUIDField(null=True, editable=False)
    progress_done = models.PositiveIntegerField(default=0, editable=False)
    progress_total = models.PositiveIntegerField(default=0, editable=False)
    cancel_asked = models.BooleanField(default=False, editable=False)
    counts = models.JSONField(default=dict, blank=True, editable=False)
    remarks = models.JSONField(default=list, blank=True, editable=False)
    notes = models.JSONField(default=list, blank=True, editable=False)
    problem = models.CharField(max_length=500, blank=True)
    advice = models.JSONField(default=list, blank=True, editable=False)
    written = models.JSONField(default=dict, blank=True, editable=False)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords(excluded_fields=_PASSING)
    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "import", "imports"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["sha256"], name="import_by_digest")]

    def __str__(self) -> str:
        return self.source_name


class SavedMapping(DatedModel):
    """What the columns of one kind of list mean, kept under a name and offered again for the same header line."""

    name = models.CharField(max_length=80, unique=True)
    signature = models.CharField(max_length=64, db_index=True, editable=False)
    mapping = models.JSONField(default=dict, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="saved_mappings")

    history = HistoricalRecords()

    class Meta:
        verbose_name, verbose_name_plural = "saved columns", "saved columns"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class _Staged(models.Model):
    """``number``: the row in the file, counted as a spreadsheet counts."""

    # Every index below begins with it.
    creator_import = models.ForeignKey(
        CreatorImport, on_delete=models.CASCADE, related_name="%(class)ss", db_index=False
    )
    number = models.PositiveIntegerField()

    objects = VisibleThroughImport.as_manager()

    class Meta:
        abstract = True


class StagedRow(_Staged):
    """What one row says about a person and about the relationship; "" or None where it does not say.

    ``leader``: the first row about the same person, which speaks for all of them. ``creator_id``: the one on file, or
    the id that the new one will have (``is_new``); the same for the relationship (``relates``). ``candidate_id``: the
    creator on file that a row in doubt may mean, and ``doubt`` says why. ``tells``: a later row about somebody that
    added something. ``advice``: what the playbook will say of a new relationship, as a place in the import's list.
    ``digest``: of the row as it stood in the file; None where a word is to be said about it whenever it is read.
    """

    name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=KEY_MAX, blank=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=3, blank=True)
    notes = models.TextField(blank=True)
    stage = models.CharField(max_length=12, blank=True)
    compensation = models.CharField(max_length=8, blank=True)
    next_action = models.CharField(max_length=200, blank=True)
    next_action_on = models.DateField(null=True)
    measured_on = models.DateField(null=True)
    own_id = models.BigIntegerField(null=True)
    leader = models.PositiveIntegerField()
    tells = models.BooleanField(default=False)
    creator_id = models.BigIntegerField(null=True)
    relationship_id = models.BigIntegerField(null=True)
    candidate_id = models.BigIntegerField(null=True)
    doubt = models.CharField(max_length=300, blank=True)
    decision = models.CharField(max_length=5, blank=True, choices=choices(Decision))
    outcome = models.CharField(max_length=9, blank=True, choices=choices(Outcome))
    is_new = models.BooleanField(default=False)
    relates = models.BooleanField(default=False)
    advice = models.PositiveSmallIntegerField(null=True)
    digest = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["creator_import", "number"], name="one_staged_row")]
        indexes = [models.Index(fields=["creator_import", "outcome", "number"], name="staged_by_outcome")]

    def __str__(self) -> str:
        return f"row {self.number}"


class StagedAccount(_Staged):
    """An account that a row names. ``identity``: what makes two of them the same; ``speaks``: it stands for all such.

    ``account_id``: the one on file, or the id that the new one will have.
    """

    network = models.CharField(max_length=12)
    handle = models.CharField(max_length=HANDLE_MAX)
    handle_key = models.CharField(max_length=HANDLE_MAX)
    channel_id = models.CharField(max_length=HANDLE_MAX, blank=True)
    url = models.CharField(max_length=500, blank=True)
    followers = models.PositiveBigIntegerField(null=True)
    engagement_rate = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    engagement_basis = models.CharField(max_length=10, blank=True)
    measured_on = models.DateField(null=True)
    identity = models.CharField(max_length=HANDLE_MAX + 16)
    leader = models.PositiveIntegerField()
    speaks = models.BooleanField(default=True)
    is_main = models.BooleanField(default=False)
    account_id = models.BigIntegerField(null=True)
    known_creator_id = models.BigIntegerField(null=True)
    is_new = models.BooleanField(default=False)

    class Meta:
        ordering = ["number", "pk"]
        indexes = [
            models.Index(fields=["creator_import", "identity"], name="staged_identity"),
            models.Index(fields=["creator_import", "leader"], name="staged_by_leader"),
            # Which channel a handle is given to first.
            models.Index(
                fields=["creator_import", "network", "handle_key", "number"],
                name="staged_channel",
                condition=~Q(channel_id=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handle} on {self.network}"


class StagedLabel(_Staged):
    """A category or tag that a row names."""

    kind = models.CharField(max_length=8)
    name = models.CharField(max_length=80)
    name_key = models.CharField(max_length=KEY_MAX)
    leader = models.PositiveIntegerField()
    label_id = models.BigIntegerField(null=True)

    class Meta:
        ordering = ["number", "pk"]
        indexes = [models.Index(fields=["creator_import", "kind", "name_key"], name="staged_label")]

    def __str__(self) -> str:
        return self.name


class RefusedRow(_Staged):
    """A row that was not taken, as it stood in the file, with what is wrong with it: a list to mend and load again.

    ``problems``: ``[column, value, problem]`` of each.
    """

    cells = models.JSONField(default=list)
    problems = models.JSONField(default=list)

    class Meta:
        ordering = ["number", "pk"]
        indexes = [models.Index(fields=["creator_import", "number"], name="refused_by_row")]

    def __str__(self) -> str:
        return f"row {self.number}"


class KnownRows(models.Model):
    """What a list said, as digests of its rows: the next list of its kind need not be asked anew for what it repeats.

    ``kind``: a digest of all that decides what a row means. ``measured_on``: when the list's figures were read.
    ``since``: by model, the last row of history before the list was read.
    """

    creator_import = models.OneToOneField(CreatorImport, on_delete=models.CASCADE, related_name="known_rows")
    kind = models.CharField(max_length=64, db_index=True)
    measured_on = models.DateField()
    since = models.JSONField(default=dict)

    objects = VisibleThroughImport.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "known rows", "known rows"

    def __str__(self) -> str:
        return f"rows of {self.creator_import}"


class KnownPart(models.Model):
    """Some ten thousand of them. ``digests`` and ``creators``: signed numbers of eight bytes, the lowest byte first, of
    one row each at the same place; digests rise, from part to part too. A digest says nothing about anybody."""

    known = models.ForeignKey(KnownRows, on_delete=models.CASCADE, related_name="parts")
    digests = models.BinaryField()
    creators = models.BinaryField()

    objects = VisibleThroughKnownRows.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"part of {self.known}"

"""Everything that was proposed and agreed, across brands: status, dates, money, label and contract."""

from operator import attrgetter

from relationships.domain.collaboration_marks import Mark
from relationships.filters.collaborations import CollaborationFilters
from relationships.filters.relationships import MINE
from relationships.models import Collaboration
from relationships.reports.collaboration_file import COLLABORATION_FILE
from relationships.reports.collaboration_rows import COLUMNS, collaboration_rows
from relationships.views.lists.columns import Column
from relationships.views.lists.listing import Listing, Quick
from relationships.views.lists.tabs import counted_by_column
from relationships.views.relationship_lists import opened

COLLABORATIONS = Listing(
    key="collaborations",
    title="Collaborations",
    things=("collaboration", "collaborations"),
    url_name="staff:collaborations",
    row_url_name="admin:relationships_collaboration_change",
    templates="staff/collaborations",
    model=Collaboration,
    columns=(
        Column("creator", "Creator", filters=("q",)),
        Column("brand", "Brand", filters=("brand",)),
        Column("status", "Status", filters=("status", "kind")),
        Column("starts", "Starts", "starts_on", no_filter="people look for the day on which it is live"),
        Column("live", "Live", "live_on", filters=("live_from", "live_to")),
        Column("deadline", "Deadline", "deadline_on", filters=("mark",)),
        Column("ends", "Ends", "ends_on", no_filter="people look for the day on which it is live"),
        Column("terms", "Fee, products", filters=("compensation",)),
        Column("payment", "Payment", "payment_due_on", filters=("mark",)),
        Column("disclosure", "Disclosure", filters=("mark",)),
        Column("contract", "Contract", filters=("mark",)),
        Column("tier", "Tier then", filters=("tier",)),
        Column("owner", "Owner", filters=("owner",)),
    ),
    default_sort="-starts",
    filters=CollaborationFilters,
    rows=Collaboration.objects.visible_to,
    reads=COLUMNS,
    present=collaboration_rows,
    count=counted_by_column("status"),
    tabs="status",
    file=COLLABORATION_FILE,
    quick=(
        Quick("Mine", "owner", MINE),
        Quick("Payment overdue", "mark", Mark.OVERDUE),
        Quick("Deadline passed", "mark", Mark.LATE),
        Quick("No disclosure", "mark", Mark.UNLABELLED),
    ),
    permission="relationships.view_collaboration",
    styles=("rapport/css/collaborations.css",),
    relationship_of=attrgetter("relationship"),
)

collaborations = opened(COLLABORATIONS)

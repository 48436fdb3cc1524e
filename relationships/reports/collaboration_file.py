"""Collaborations as rows of a file."""

from collections.abc import Mapping, Sequence

from django.utils import timezone

from relationships.domain.collaboration_marks import Mark, marks_of
from relationships.domain.compensation import LABELS, Compensation
from relationships.models import Collaboration
from relationships.reports.collaboration_rows import COLUMNS, owner_of
from relationships.reports.file_tables import Cell, FileColumn, FileTable, Record
from relationships.services.facts import collaboration_facts

#: What each mark is called where several stand in one cell.
_MARKS: Mapping[Mark, str] = {
    Mark.OVERDUE: "payment overdue",
    Mark.UNPAID: "fee not paid",
    Mark.LATE: "deadline passed",
    Mark.UNLABELLED: "no proof of disclosure",
    Mark.UNSIGNED: "no signed contract",
}


def _records(ids: Sequence[int]) -> Mapping[int, Record]:
    """In one query, whatever the number of ids."""
    found = Collaboration.objects.filter(pk__in=ids).order_by().values(*COLUMNS)
    return {record["id"]: record for record in found}


def _attention(record: Record) -> Cell:
    marks = marks_of(collaboration_facts(record), timezone.localdate())
    return "; ".join(words for mark, words in _MARKS.items() if mark in marks)


COLLABORATION_FILE = FileTable(
    (
        FileColumn("Name", "relationship__creator__name"),
        FileColumn("Handle", lambda record: record["relationship__creator__main_account__handle"] or ""),
        FileColumn("Brand", "relationship__brand__name"),
        FileColumn("Title", "title"),
        FileColumn("Kind", lambda record: str(record["kind"]).replace("_", "-"), of="status"),
        FileColumn("Status", "status", of="status"),
        FileColumn("Objective", "objective", of="status"),
        FileColumn("Agreed on", "agreed_on", of="starts"),
        FileColumn("Starts on", "starts_on", of="starts"),
        FileColumn("Live on", "live_on", of="live"),
        FileColumn("Content due by", "deadline_on", of="deadline"),
        FileColumn("Ends on", "ends_on", of="ends"),
        FileColumn("Compensation", lambda record: LABELS[Compensation(record["compensation"])], of="terms"),
        FileColumn("Gift", "is_gift", of="terms"),
        FileColumn("Fee", "fee", of="terms"),
        FileColumn("Products worth", "product_value", of="terms"),
        FileColumn("Currency", "currency", of="terms"),
        FileColumn("Commission, %", "commission_percent", of="terms"),
        FileColumn("Payment due on", lambda record: collaboration_facts(record).fee_due_on, of="payment"),
        FileColumn("Paid on", "paid_on", of="payment"),
        FileColumn("Disclosure words", "disclosure_words", of="disclosure"),
        FileColumn("Proof of disclosure", "disclosure_proof", of="disclosure"),
        FileColumn("Contract signed on", "contract_signed_on", of="contract"),
        FileColumn("Tier when agreed", "tier_agreed", of="tier"),
        FileColumn("Attention", _attention),
        FileColumn("Owner", owner_of, of="owner"),
        FileColumn("Relationship number", "relationship_id"),
        FileColumn("Collaboration number", "id"),
    ),
    _records,
)

"""Advice in a few words: what a list, a filter and a badge call a rule. The sentences stand in the rules themselves."""

from collections.abc import Mapping
from types import MappingProxyType

from relationships.domain.playbooks.advice import Code, Severity
from relationships.domain.playbooks.norms import Basis

#: The norm that a relationship departs from, or what is offered, in the fewest words that a stranger understands.
CODE_LABELS: Mapping[Code, str] = MappingProxyType(
    {
        Code.DO_NOT_CONTACT: "Must not be contacted",
        Code.DISCLOSURE_MISSING: "Advertising label not shown",
        Code.CONTRACT_NEEDED: "Written contract needed",
        Code.GIFT_WITH_STRINGS: "Gift with strings attached",
        Code.PRODUCT_FOR_RIGHTS: "Rights asked for products only",
        Code.PRODUCT_ONLY_MACRO: "Products only, where a fee is usual",
        Code.PAID_MICRO_FIRST: "Paid first, where products are usual",
        Code.LOW_FIT: "Fit too low or not rated",
        Code.GENERIC_MESSAGE: "Message without a local line",
        Code.GIFT_UNPOSTED: "Delivered and not posted",
        Code.THANK_YOU: "Thanks are due",
        Code.LADDER_READY: "Ready to be an ambassador",
        Code.TOUCH_OVERDUE: "Not touched for too long",
        Code.GONE_QUIET: "Ambassador gone quiet",
        Code.TERMS_MISSING: "Terms missing before the brief",
        Code.LEAD_TIME: "Too little lead time",
        Code.EXCLUSIVITY_CLASH: "Clash with an exclusivity",
        Code.AGENT_BYPASSED: "Agent bypassed",
        Code.PAYMENT_OVERDUE: "Payment overdue",
        Code.REBOOK_UNMEASURED: "Booked again without a result",
        Code.ENGAGEMENT_ODD: "Engagement or followers to check",
        Code.ONE_OFF_STREAK: "One-offs without a decision",
        Code.AMBASSADOR_MACRO: "Ambassador to measure",
        Code.TIER_CROSSED: "Tier crossed since the agreement",
        Code.NOTICE_MISSING: "Privacy notice not given",
        Code.RETENTION_DUE: "Silent for too long to keep",
        Code.GATE_FAILED: "Fit gate blocked or not cleared",
        Code.FIND_OUT: "Something to find out",
    }
)

SEVERITY_LABELS: Mapping[Severity, str] = MappingProxyType({
    Severity.BLOCK: "Block", Severity.WARN: "Warning", Severity.INFO: "Info",
})  # fmt: skip

#: Whose word a norm is.
BASIS_LABELS: Mapping[Basis, str] = MappingProxyType({
    Basis.SEED: "founding article", Basis.PUBLISHED: "published", Basis.HOUSE: "house default",
})  # fmt: skip

_CODE_ORDER = {code.value: place for place, code in enumerate(Code)}
_SEVERITY_ORDER = {severity.value: place for place, severity in enumerate(Severity)}


def shown_order(severity: str, code: str) -> tuple[int, int]:
    """The key by which stored advice is sorted as `advise` gives it: by weight, then as the rules stand."""
    return _SEVERITY_ORDER[severity], _CODE_ORDER[code]

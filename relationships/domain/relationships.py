"""The words that describe a relationship and its people: stage, motivation, lawful basis, touchpoints."""

from enum import StrEnum


class Stage(StrEnum):
    PROSPECT = "prospect"
    CONTACTED = "contacted"
    NEGOTIATING = "negotiating"
    ACTIVE = "active"
    DORMANT = "dormant"
    ENDED = "ended"


class Motivation(StrEnum):
    """Why a creator collaborates; the first three are the motives that the founding article names."""

    BRAND_LOVE = "brand_love"
    PRODUCT_DISCOVERY = "product_discovery"
    CONTENT_CREATION = "content_creation"
    PAY = "pay"


class LawfulBasis(StrEnum):
    """GDPR article 6 grounds that can carry a creator directory."""

    LEGITIMATE_INTEREST = "legitimate_interest"
    CONSENT = "consent"
    CONTRACT = "contract"


class Channel(StrEnum):
    EMAIL = "email"
    DIRECT_MESSAGE = "direct_message"
    PHONE = "phone"
    VIDEO_CALL = "video_call"
    MEETING = "meeting"
    COMMENT = "comment"
    OTHER = "other"


class Direction(StrEnum):
    OUTBOUND = "outbound"
    INBOUND = "inbound"


class Through(StrEnum):
    """Whom a message goes to: the creator, or the agent who speaks for them."""

    CREATOR = "creator"
    AGENT = "agent"


class Purpose(StrEnum):
    """What a contact is about; also what the next one is planned for."""

    OUTREACH = "outreach"
    NEGOTIATION = "negotiation"
    BRIEF = "brief"
    NUDGE = "nudge"
    THANK_YOU = "thank_you"
    REVIEW_REQUEST = "review_request"
    CHECK_IN = "check_in"
    AMBASSADOR_OFFER = "ambassador_offer"
    RENEWAL = "renewal"
    FEEDBACK = "feedback"
    PAYMENT = "payment"
    PRIVACY_NOTICE = "privacy_notice"
    OTHER = "other"


class NextActionKind(StrEnum):
    """What the next action is. Everything but a task of our own is a contact with the creator."""

    OUTREACH = "outreach"
    NEGOTIATION = "negotiation"
    BRIEF = "brief"
    NUDGE = "nudge"
    THANK_YOU = "thank_you"
    REVIEW_REQUEST = "review_request"
    CHECK_IN = "check_in"
    AMBASSADOR_OFFER = "ambassador_offer"
    RENEWAL = "renewal"
    SHIPMENT = "shipment"
    INTERNAL = "internal"


#: The columns that say what is planned with a relationship: what, of which kind, when.
PLAN: tuple[str, str, str] = ("next_action", "next_action_kind", "next_action_on")

#: Planned steps that reach the creator only as a parcel, or not at all.
WITHOUT_CONTACT: frozenset[NextActionKind] = frozenset({NextActionKind.SHIPMENT, NextActionKind.INTERNAL})

#: Written messages: what can be made from a template.
MESSAGE_CHANNELS: frozenset[Channel] = frozenset(
    {Channel.EMAIL, Channel.DIRECT_MESSAGE, Channel.COMMENT, Channel.OTHER}
)

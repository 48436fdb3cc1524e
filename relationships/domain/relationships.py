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

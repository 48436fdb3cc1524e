"""Every sentence of a brief, once, in English. The words are message ids: the French stand in the catalogue
(`relationships/locale`), and a test holds both together. ``%(name)s`` is filled with facts after translating.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from relationships.domain.playbooks.norms import BriefSection, Measure

#: A greeting is a letter's first line and needs no heading.
HEADINGS: Mapping[BriefSection, str] = MappingProxyType({
    BriefSection.GREETING: "",
    BriefSection.WHY_YOU: "Why you",
    BriefSection.BRAND: "The brand",
    BriefSection.VALUES: "What the brand stands for",
    BriefSection.LOCAL_LINE: "Where you are",
    BriefSection.OBJECTIVE: "What it is for",
    BriefSection.PRODUCT: "The product",
    BriefSection.IDEAS: "Ideas, no script",
    BriefSection.DELIVERABLES: "What you make",
    BriefSection.FORMAT: "Form",
    BriefSection.MESSAGES: "What should come across",
    BriefSection.DISCLOSURE: "Advertising label",
    BriefSection.APPROVAL: "Approval",
    BriefSection.SCHEDULE: "Dates",
    BriefSection.COMPENSATION: "What you get",
    BriefSection.USAGE_RIGHTS: "Usage rights",
    BriefSection.EXCLUSIVITY: "Exclusivity",
    BriefSection.MEASURES: "What we look at afterwards",
    BriefSection.CONTACT: "Your contact",
})  # fmt: skip


class Say(StrEnum):
    """One sentence or line; the name says where it is used."""

    HELLO = "Hello %(name)s,"
    HELLO_AGENT = "Hello %(agent)s, this is for %(name)s,"
    GREETING_LOCALISED = "%(brand)s would love to be part of your everyday life, told in your words and your places."
    GREETING_PERSONAL = (
        "It is good to work with you. This is what matters to %(brand)s; how you tell it is yours to decide."
    )
    GREETING_CONTRACTUAL = (
        "This brief tells what was agreed with %(brand)s, and what has to be settled before anything goes live."
    )

    LOCAL_PLACE = "You speak to people in %(country)s, and they know you: tell it the way one tells it there."

    WHY_TOPICS = "We follow what you make about %(topics)s on %(network)s (%(handle)s)."
    WHY_ACCOUNT = "We follow what you make on %(network)s (%(handle)s)."
    WHY_FEW = "Your followers know you and answer you: that counts more to us than a large number."
    WHY_VALUES = "What you stand for goes well with what %(brand)s stands for."

    BRAND_MARKET = "You work with %(brand)s, for the market of %(country)s."
    BRAND_ALONE = "You work with %(brand)s."

    VALUES_OWN = "Say so only where you think so yourself: an honest word is worth more than a perfect one."

    OBJECTIVE = "This collaboration is for: %(objective)s."
    AMBASSADOR = "You are an ambassador of %(brand)s: we plan together, and your word counts early."

    PRODUCT_CHOSEN = "Your choice: %(products)s."
    PRODUCT_TO_CHOOSE = "You choose: tell us which product you would like to try, and where we may send it."
    PRODUCT_GIFT = (
        "It is a gift. Nothing is expected in return, no post and no date; if you do show it, it needs the label below."
    )
    PRODUCT_DELIVERED = "Delivered on %(day)s."

    IDEAS_FREE = "Take one of these, or something of your own:"

    PROMISED_COCREATIONS = "Co-creations: %(number)s"
    PROMISED_REVIEWS = "Product reviews: %(number)s"
    PROMISED_INSIGHTS = "Insights, what your followers say: %(number)s"
    BRAND_PROMISES = "What the brand promises: %(promises)s"

    FORMAT_INTRO = "What works on %(network)s; unless the agreement says otherwise, the choice is yours:"
    FORMAT_FULL = "For %(network)s, where the agreement says nothing else:"

    MESSAGES_INTRO = "One thought in each piece of content, in your own words:"
    MESSAGES_AVOID = (
        "Please leave out: effects that we have not confirmed in writing, comparisons with other brands, and prices "
        "that were not agreed."
    )

    LABEL_AGREED = "The label is “%(label)s”: readable at once, for the whole length, in your followers’ language."
    LABEL_ADVERTISING = "Advertising"
    LABEL_WHY = "Products that were given count as advertising, too. The label protects you as well as us."

    APPROVAL_NONE = "Nothing needs our approval: you post when you are ready."
    APPROVAL_FIRST = (
        "Please send us the content before it goes live. Nothing goes live before we have said yes in writing."
    )
    APPROVAL_ONE = "One round of changes is included."
    APPROVAL_ROUNDS = "%(number)s rounds of changes are included."

    DATE_PRODUCTS = "Products delivered: %(day)s"
    DATE_CONTENT = "Content with us by: %(day)s"
    DATE_LIVE = "Live on: %(day)s"
    DATE_TERM = "The collaboration runs: %(start)s – %(end)s"
    DATE_START = "The collaboration begins: %(day)s"
    DATE_END = "The collaboration ends: %(day)s"
    DATE_NONE = "There is no deadline."

    FEE = "Fee: %(amount)s, excluding VAT"
    PRODUCTS_WORTH = "Products with a market value of %(amount)s, excluding VAT"
    PRODUCTS_KEPT = "The products are yours to keep; there is no fee."
    COMMISSION = "Commission on sales: %(percent)s"
    PAID_WITHIN = "Paid within %(days)s days of the work being accepted"
    PAID_BY = "Paid by: %(day)s"

    RIGHTS = "The brand may use the content: %(rights)s."
    RIGHTS_PLAIN = "The brand may use the content."
    RIGHTS_UNTIL = "This ends on %(day)s; any use after that needs a new agreement."

    EXCLUSIVE_SPAN = "From %(start)s to %(end)s you do not work with a competitor of %(brand)s."
    EXCLUSIVE_UNTIL = "Until %(end)s you do not work with a competitor of %(brand)s."
    COMPETITORS = "Meant are: %(names)s."

    MEASURES_ASK = "Please send us these figures, as your network shows them, two weeks after the content went live:"

    CONTACT = "%(person)s, for %(brand)s"
    CONTACT_MAIL = "E-mail: %(email)s"
    CONTACT_AGENT = "We write to you through %(agent)s."
    CONTACT_ASK = "Whatever is unclear: ask before you begin."

    # The page around it.
    BRIEF = "Brief"
    FOR = "for %(name)s"
    VERSION = "Version %(number)s"
    DRAFT = "Draft"
    PAGE = "Page %(number)s of %(total)s"


#: What a creator can tell about each measure. Costs are the brand's own affair and are not asked for.
ASKED_FOR: Mapping[Measure, str] = MappingProxyType({
    Measure.REACH: "reach and impressions",
    Measure.LOCAL_REACH: "reach, and where your followers live",
    Measure.ENGAGEMENT: "likes, comments, saves and shares",
    Measure.REVIEWS: "the link to your review",
    Measure.CONVERSIONS: "clicks and orders through your link or code",
})  # fmt: skip

#: The label as the law of the market has it (France: ARPP and law of 2023-06-09; UK: ASA and CMA; US: FTC). Elsewhere
#: the word of the brief's own language.
LABEL_BY_MARKET: Mapping[str, str] = MappingProxyType({"FR": "Publicité", "GB": "#ad", "US": "#ad"})


def word_messages() -> frozenset[str]:
    """Every message here. A label by market is a word of its market and is not translated."""
    return frozenset({*Say, *filter(None, HEADINGS.values()), *ASKED_FOR.values()})

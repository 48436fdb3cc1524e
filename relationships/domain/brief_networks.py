"""What a brief asks for on each network: formats with their length, ideas, and where the advertising label stands.

Every text is a message of the brief (`brief_words`): written here in English, told in the brief's language. Lengths are
house defaults of 2026, well inside of what each network allows; whoever writes a brief changes them freely.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

#: Where the lengths come from, for the page on which a brief is written.
SOURCE = "House default, 2026"


@dataclass(frozen=True, slots=True)
class NetworkForm:
    """Messages without placeholders. ``label``: where the advertising label stands, as one whole sentence."""

    formats: tuple[str, ...]
    ideas: tuple[str, ...]
    label: str


_TRY_IT = "the first minute with the product, unprepared"
_DAY = "the product in a usual day of yours"
_QUESTION = "an answer to a question that your followers often ask"
_BEFORE_AFTER = "before and after, without a filter"
_HONEST = "what you like and what you would change"

FORMS: Mapping[str, NetworkForm] = MappingProxyType({
    "instagram": NetworkForm(
        (
            "Reel: upright 9:16, 15 to 45 seconds, with subtitles, the product in the first 3 seconds",
            "Carousel: 4:5, 3 to 7 pictures, the first one tells what it is about",
            "Story: upright 9:16, 3 to 5 frames with the link sticker, kept as a highlight",
        ),
        (_TRY_IT, _BEFORE_AFTER, _DAY),
        "On Instagram the label stands in the first line of the caption and on the first frame of every reel and "
        "story; the paid partnership label is switched on as well.",
    ),
    "tiktok": NetworkForm(
        (
            "Video: upright 9:16, 20 to 60 seconds, the idea in the first 2 seconds, with subtitles",
            "Sound: your own voice, or music that is cleared for commercial use",
            "Caption: one sentence, at most 3 hashtags",
        ),
        (_TRY_IT, _QUESTION, _DAY),
        "On TikTok the label stands on the picture from the first second and in the first line of the caption; the "
        "content disclosure setting is switched on as well.",
    ),
    "youtube": NetworkForm(
        (
            "Part of a video: across 16:9, 60 to 90 seconds, in the first third",
            "Short: upright 9:16, 20 to 60 seconds",
            "Description: the link in the first two lines",
        ),
        (_HONEST, _QUESTION, _DAY),
        "On YouTube the label is shown and said when the part begins and stands in the first line of the description; "
        "the box for paid promotion is ticked as well.",
    ),
    "twitch": NetworkForm(
        (
            "Live: 20 to 30 minutes around the product, announced in the title of the stream",
            "Panel below the stream with the link, for 30 days",
            "Clip of at most 60 seconds that can be shared",
        ),
        (_TRY_IT, _QUESTION),
        "On Twitch the label stands in the title of the stream and on the picture while the product is shown, and is "
        "said when that part begins; the branded content setting is switched on as well.",
    ),
    "x": NetworkForm(
        (
            "Post: one picture or an upright video of 15 to 45 seconds, the point in the first line",
            "Thread: 3 to 5 posts, the link in the last one",
        ),
        (_HONEST, _QUESTION),
        "On X the label is the first word of the post, and of the first post of a thread.",
    ),
    "facebook": NetworkForm(
        (
            "Reel: upright 9:16, 15 to 60 seconds, with subtitles",
            "Post: 1 to 5 pictures, 4:5, the link in the first comment",
        ),
        (_DAY, _HONEST),
        "On Facebook the label stands in the first line of the post and on the first frame of a video; the paid "
        "partnership label is switched on as well.",
    ),
    "pinterest": NetworkForm(
        (
            "Pin: upright 2:3, the title on the picture, the link to the product",
            "Video pin: upright 9:16, 10 to 30 seconds",
        ),
        (_BEFORE_AFTER, "a step-by-step that can be kept and tried"),
        "On Pinterest the label stands at the beginning of the title or of the description; the paid partnership label "
        "is switched on as well.",
    ),
    "linkedin": NetworkForm(
        (
            "Post: 100 to 200 words from your own work, with a picture or a document of 5 to 8 pages",
            "Video: square or upright, 30 to 90 seconds, with subtitles",
        ),
        ("a case from your own work", _QUESTION),
        "On LinkedIn the label stands in the first line of the post, before “see more”; the brand partnership label is "
        "switched on as well.",
    ),
    "snapchat": NetworkForm(
        (
            "Story: 4 to 6 snaps, upright 9:16, up to 10 seconds each, the link on the last one",
            "Spotlight: upright 9:16, 15 to 45 seconds",
        ),
        (_TRY_IT, _DAY),
        "On Snapchat the label stands on every snap that shows the product; the paid partnership tag is switched on as "
        "well.",
    ),
    "blog": NetworkForm(
        (
            "Article: 600 to 1,000 words with at least 3 pictures of your own",
            "Links to the brand are marked as sponsored (rel=\"sponsored\")",
        ),
        (_HONEST, "a step-by-step that can be kept and tried"),
        "In a blog the label stands above the article, before the first picture and the first link.",
    ),
    "other": NetworkForm(
        ("One piece of content in the form that your followers know best from you",),
        (_DAY, _HONEST),
        "The label stands where it is seen before the content itself, and stays readable.",
    ),
})  # fmt: skip


def form_of(network: str) -> NetworkForm:
    """The form of ``network``, by its key; of any other place where there is none."""
    return FORMS.get(network, FORMS["other"])


def form_messages() -> frozenset[str]:
    return frozenset(text for form in FORMS.values() for text in (*form.formats, *form.ideas, form.label))

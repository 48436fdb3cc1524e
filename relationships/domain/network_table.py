"""The networks, as data: what each is called, how an address looks there and how its handles are folded.

Adding a network means adding a row here; `networks` holds what is done with the rows.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

_YOUTUBE_CHANNEL = re.compile(r"UC[A-Za-z0-9_-]{22}")


def folded(text: str) -> str:
    """Case and compatibility forms (full-width letters, ligatures) folded; accents and scripts are part of a handle."""
    if text.isascii():
        return text.lower()
    while (step := unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())) != text:
        text = step
    return text


def _without_dots(handle: str) -> str:
    """Facebook ignores full stops and case in user names: john.smith and johnsmith are one page."""
    return folded(handle).replace(".", "")


def _youtube(handle: str) -> str:
    """A channel id is case-sensitive; a handle is not."""
    return handle if _YOUTUBE_CHANNEL.fullmatch(handle) else folded(handle)


@dataclass(frozen=True, slots=True)
class Network:
    """One network.

    `url` is a profile's address with {} for the handle. `hosts` matches a whole host name, "www." and its like
    included. Each of `paths` matches a profile's path (no slash around it, its query kept) and names the part "handle".
    `reserved` are pages of the network that stand where a handle could. `names` are what people call it besides key and
    label. `normal` makes the key of a handle. `by_address`: the address itself (host and path) is the handle.
    """

    key: str
    label: str
    url: str = ""
    hosts: re.Pattern[str] | None = None
    paths: tuple[re.Pattern[str], ...] = ()
    reserved: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    normal: Callable[[str], str] = folded
    channel_id: re.Pattern[str] | None = None
    channel_url: str = ""
    by_address: bool = False

    @property
    def has_channel_ids(self) -> bool:
        """Whether an account has a lasting id beside its handle, which can serve as the handle too."""
        return self.channel_id is not None


def _hosts(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?:www|m|mobile|web|touch|(?!v[mt]\.)[a-z]{{2}}(?:-[a-z]{{2}})?)\.)*(?:{pattern})")


def _paths(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Path patterns; what follows the handle (a tab, a post, a query) does not matter."""
    return tuple(re.compile(rf"{pattern}(?:[/?].*)?", re.IGNORECASE) for pattern in patterns)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(", "))


_FIRST = r"@?(?P<handle>[^/?]+)"
_AT = r"@(?P<handle>[^/?]+)"

_ALL = (
    Network(
        "instagram",
        "Instagram",
        "https://www.instagram.com/{}/",
        _hosts(r"instagram\.com|instagr\.am"),
        _paths(r"stories/(?P<handle>(?!highlights/)[^/?]+)", r"_u/(?P<handle>[^/?]+)", _FIRST),
        _words("p reel reels explore stories tv accounts direct s share about legal _u"),
        _names(
            "ig, insta, instagramm, instagram.com, انستقرام, انستغرام, انستجرام, إنستغرام, انستا, инстаграм, инста,"
            " инстаграмм, インスタ, インスタグラム, 인스타, 인스타그램, इंस्टाग्राम, ins, 照片墙,"
            " อินสตาแกรม, ไอจี, אינסטגרם, اینستاگرام, اینستا"
        ),
    ),
    Network(
        "tiktok",
        "TikTok",
        "https://www.tiktok.com/@{}",
        _hosts(r"tiktok\.com"),
        _paths(_AT),
        names=_names(
            "tt, tik tok, tiktok.com, تيك توك, تيكتوك, тикток, тик ток, ティックトック, 틱톡, टिकटॉक,"
            " ติ๊กต็อก, טיקטוק, تیک تاک"
        ),
    ),
    Network(
        "youtube",
        "YouTube",
        "https://www.youtube.com/@{}",
        _hosts(r"(?:music\.|gaming\.)?youtube\.com"),
        _paths(r"channel/(?P<handle>(?-i:UC)[\w-]{22})", r"(?:c|user)/@?(?P<handle>[^/?]+)", _FIRST),
        _words(
            "watch shorts playlist results embed feed live clip hashtag channel c user v post about t premium gaming"
            " redirect attribution_link"
        ),
        _names(
            "yt, you tube, youtuber, youtube channel, youtube.com, يوتيوب, ютуб, ютьюб, ユーチューブ, 유튜브, यूट्यूब,"
            " 油管, ยูทูบ, יוטיוב, یوتیوب"
        ),
        _youtube,
        _YOUTUBE_CHANNEL,
        "https://www.youtube.com/channel/{}",
    ),
    Network(
        "twitch",
        "Twitch",
        "https://www.twitch.tv/{}",
        _hosts(r"twitch\.tv"),
        _paths(_FIRST),
        _words("videos directory settings p downloads jobs search subscriptions"),
        _names("ttv, twitch.tv"),
    ),
    Network(
        "x",
        "X",
        "https://x.com/{}",
        _hosts(r"x\.com|twitter\.com"),
        _paths(_FIRST),
        _words("i home search hashtag intent share explore settings messages notifications tos privacy"),
        _names(
            "twitter, x (twitter), twitter (x), x formerly twitter, tw, x.com, twitter.com, تويتر, твиттер, ツイッター,"
            " 트위터, 推特, ทวิตเตอร์, טוויטר, توییتر"
        ),
    ),
    Network(
        "facebook",
        "Facebook",
        "https://www.facebook.com/{}",
        _hosts(r"business\.facebook\.com|facebook\.com|fb\.com"),
        _paths(
            r"profile\.php\?(?:.*&)?id=(?P<handle>\d+)(?:&.*)?",
            r"(?:people|pages)/[^/?]+/(?P<handle>\d+)",
            r"pg/(?P<handle>[^/?]+)",
            _FIRST,
        ),
        _words(
            "profile.php people pages pg groups watch events share sharer sharer.php story.php permalink.php photo"
            " photo.php reel marketplace gaming help login hashtag stories"
        ),
        _names(
            "fb, face book, meta, facebook page, facebook.com, فيسبوك, фейсбук, フェイスブック, 페이스북,"
            " 脸书, 臉書, เฟซบุ๊ก, פייסבוק, فیسبوک"
        ),
        _without_dots,
    ),
    Network(
        "pinterest",
        "Pinterest",
        "https://www.pinterest.com/{}/",
        _hosts(r"pinterest\.(?:com|[a-z]{2}|com\.[a-z]{2}|co\.[a-z]{2})"),
        _paths(_FIRST),
        _words("pin search ideas today business settings explore"),
        _names("pin, pins, pinterest.com"),
    ),
    Network(
        "linkedin",
        "LinkedIn",
        "https://www.linkedin.com/in/{}/",
        _hosts(r"linkedin\.com"),
        _paths(r"(?:in|pub)/(?P<handle>[^/?]+)", r"(?P<handle>(?:company|school|showcase)/[^/?]+)"),
        names=_names("li, linked in, linkedin.com"),
    ),
    Network(
        "snapchat",
        "Snapchat",
        "https://www.snapchat.com/add/{}",
        _hosts(r"story\.snapchat\.com|snapchat\.com"),
        _paths(r"(?:add|u|p)/@?(?P<handle>[^/?]+)", _AT),
        names=_names("snap, sc, snap chat, snapchat.com, سناب, سناب شات, سنابشات, снапчат"),
    ),
    Network(
        "blog",
        "Blog",
        "https://{}",
        by_address=True,
        names=_names(
            "website, web site, web, site, site web, blogue, blogs, sitio web, webseite, homepage, pagina web"
        ),
    ),
    Network("other", "Other", names=_names("autre, otro, otra, andere, anderes, outro, outra, altro, others")),
)

NETWORKS: Mapping[str, Network] = MappingProxyType({network.key: network for network in _ALL})
CHOICES: tuple[tuple[str, str], ...] = tuple((network.key, network.label) for network in _ALL)

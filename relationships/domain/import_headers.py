"""What the columns of creators' lists are called, as data: add a phrase here and the import knows it.

Phrases are in English, Spanish, French, German, Portuguese and Italian; case, accents and punctuation do not count. A
network's name beside a phrase ("Instagram followers") and words such as "creator" are taken off before looking here.
Left out on purpose: "comments" (a count in one list, remarks in the next), "engagement avg" (a count), "followers (K)"
(the cells would be off by a thousand), "website" (not an account's address), an agent's details (not the creator's).
"""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum

from relationships.domain.engagement import EngagementBasis
from relationships.domain.text import fold


class Field(StrEnum):
    """What a column can mean."""

    HANDLE = "handle"
    NAME = "name"
    NETWORK = "network"
    CHANNEL_ID = "channel_id"
    URL = "url"
    FOLLOWERS = "followers"
    ENGAGEMENT_RATE = "engagement_rate"
    ENGAGEMENT_BASIS = "engagement_basis"
    COUNTRY = "country"
    LANGUAGE = "language"
    CATEGORIES = "categories"
    EMAIL = "email"
    PHONE = "phone"
    NOTES = "notes"


_PHRASES: Mapping[Field, str] = {
    Field.HANDLE: (
        "handle; handles; username; user name; user; account; account name; account handle; screen name;"
        " nickname; channel handle; channel username; usuario; nombre de usuario; cuenta; arroba; identifiant; nom"
        " d utilisateur; pseudo; pseudonyme; compte; benutzername; nutzername; benutzer; konto; kontoname; nome de"
        " usuario; conta; nome utente; utente"
    ),
    Field.NAME: (
        "name; full name; display name; real name; creator; creator name; influencer; influencer name; channel;"
        " channel name; channel title; youtuber; youtuber name; streamer; tiktoker; instagrammer; blogger; nombre;"
        " nombre completo; nombre del canal; canal; creador; creadora; influenciador; influenciadora; nom; nom"
        " complet; nom et prenom; prenom et nom; nom de la chaine; chaine; createur; creatrice; influenceur;"
        " influenceuse; vollstandiger name; anzeigename; kanal; kanalname; nome; nome completo; nome do canal;"
        " nome del canale; canale; criador; criadora"
    ),
    Field.NETWORK: (
        "network; platform; social network; social platform; social media; red social; red; plataforma; reseau;"
        " reseau social; plateforme; netzwerk; soziales netzwerk; plattform; rede; rede social; piattaforma; rete"
        " sociale"
    ),
    Field.CHANNEL_ID: (
        "channel id; channelid; id de canal; id del canal; canal id; id de la chaine; kanal id; id do canal"
    ),
    Field.URL: (
        "url; urls; link; links; profile; profile url; profile link; link to profile; account url; account link;"
        " channel url; channel link; page url; permalink; enlace; enlaces; perfil; url del perfil; enlace del"
        " perfil; enlace al perfil; enlace del canal; lien; liens; profil; url du profil; lien du profil; lien"
        " vers le profil; profil url; profil link; profillink; kanallink; link do perfil; url do perfil; link do"
        " canal; profilo; link del profilo"
    ),
    Field.FOLLOWERS: (
        "followers; follower; follower count; followers count; number of followers; no of followers; nr of"
        " followers; of followers; total followers; fans; fan count; audience size; subscribers; subscriber;"
        " suscribers; subs; subscriber count; subscribers count; number of subscribers; total subscribers;"
        " seguidores; numero de seguidores; total de seguidores; suscriptores; numero de suscriptores; abonnes;"
        " nombre d abonnes; nb abonnes; nb d abonnes; nombre de followers; abonnenten; anzahl follower; anzahl der"
        " follower; followerzahl; abonnentenzahl; anzahl abonnenten; inscritos; numero de inscritos; iscritti;"
        " numero di follower"
    ),
    Field.ENGAGEMENT_RATE: (
        "engagement rate; engagementrate; engagement; er; eng rate; avg engagement rate; average engagement rate;"
        " tasa de engagement; tasa de interaccion; tasa de compromiso; taux d engagement; interaktionsrate;"
        " engagement quote; taxa de engajamento; engajamento; tasso di engagement; tasso di coinvolgimento"
    ),
    Field.ENGAGEMENT_BASIS: "engagement measured by; engagement basis",
    Field.COUNTRY: (
        "country; country code; country region; country of residence; location; based in; pais; ubicacion;"
        " localizacion; pays; localisation; land; standort; paese; nazione; localizacao"
    ),
    Field.LANGUAGE: (
        "language; languages; lang; main language; content language; idioma; idiomas; lengua; langue; langues;"
        " sprache; sprachen; lingua; lingue"
    ),
    Field.CATEGORIES: (
        "category; categories; niche; niches; topic; topics; genre; genres; vertical; verticals; main category;"
        " primary category; content category; topic of influence; categoria; categorias; nicho; nichos; tema;"
        " temas; tematica; tematicas; thematique; thematiques; categorie; kategorie; kategorien; thema; themen;"
        " nische; nischen"
    ),
    Field.EMAIL: (
        "email; e mail; mail; emails; email address; e mail address; contact email; business email; correo;"
        " correo electronico; email de contacto; courriel; adresse email; adresse e mail; adresse mail; e mail"
        " adresse; emailadresse; mailadresse; endereco de email; email de contato; indirizzo email"
    ),
    Field.PHONE: (
        "phone; phone number; telephone; telephone number; mobile; mobile number; tel; whatsapp; contact number;"
        " telefono; numero de telefono; movil; celular; telephone portable; numero de telephone; telefon;"
        " telefonnummer; handynummer; telefone; telemovel; cellulare"
    ),
    Field.NOTES: (
        "notes; note; remark; remarks; observations; notas; nota; observaciones; remarque; remarques; notiz;"
        " notizen; bemerkung; bemerkungen; anmerkung; anmerkungen; observacoes; osservazioni"
    ),
}
# Behind "engagement rate": what it is measured by.
_BASES: Mapping[EngagementBasis, str] = {
    EngagementBasis.FOLLOWERS: (
        "by followers; by follower; followers; per follower; por seguidores; par abonnes; nach followern"
    ),
    EngagementBasis.REACH: "by reach; reach; per reach; por alcance; par portee; nach reichweite",
    EngagementBasis.VIEWS: (
        "by views; by view; views; per view; by impressions; por visualizaciones; par vues; nach aufrufen"
    ),
}
# Words that say whose column it is, which is clear anyhow.
OWNERS = frozenset(("creator", "creators", "influencer", "influencers", "creador", "createur", "s"))


def header_key(text: str) -> str:
    """A header as it is looked up: folded, words alone, one space between."""
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def _each(phrases: str) -> Iterator[str]:
    return (phrase.strip() for phrase in phrases.split(";"))


FIELDS: Mapping[str, Field] = {phrase: field for field, phrases in _PHRASES.items() for phrase in _each(phrases)}
"""Phrase (as `header_key` gives it) -> field."""
BASES: Mapping[str, EngagementBasis] = {
    f"{rate} {by}": basis
    for basis, phrases in _BASES.items()
    for by in _each(phrases)
    for rate in _each(_PHRASES[Field.ENGAGEMENT_RATE])
}
"""Phrase for an engagement rate that names its denominator -> denominator."""

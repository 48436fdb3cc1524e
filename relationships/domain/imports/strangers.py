"""Columns that lists often have and that Rapport does not take in, as data: so that they are named for what they are.

A wrong match would be worse than none: likes are no followers, an agent's e-mail is not the creator's, the audience's
country is not where the creator lives. `NUMBERS` are columns of numbers; where such a header stands over something that
is no number (a country, an address) the header lies and the cells decide. `OTHERS` are left out whatever they hold.
"""

from collections.abc import Mapping

INTERACTIONS = "interactions as a count"
NUMBERS: Mapping[str, str] = {
    "a rank": (
        "rank; ranking; no; nr; number; position; place; index; row; id; s no; sno; sr no; sl no; serial no; serial"
        " number; num; puesto; posicion; rang; platz; numero; classement; posicao; classifica; n; lp; l p;"
        " sira; sira no; номер п п; п п; место; 順位; 番号; 순위; 번호; 排名; 序号; 序號; الترتيب; الرقم; peringkat;"
        " nomor"
    ),
    "likes": (
        "likes; like; heart; total likes; avg likes; average likes; likes avg; mean likes; like count; hearts;"
        " me gusta; j"
        " aime; gefallt mir; curtidas; mi piace; likes per post; avg likes per post; polubienia; begeni; лайки; いいね;"
        " いいね数; 좋아요; 点赞; 点赞数; 获赞; 獲讚; 讚數; الاعجابات; suka; heart count; likes count; median likes"
    ),
    "comments": (
        "comments; comment; avg comments; average comments; comments avg; comment count; comentarios; commentaires;"
        " kommentare; commenti; komentarze; yorum; yorumlar; комментарии; コメント; コメント数; 댓글; 评论; 评论数;"
        " التعليقات; komentar; comments per post; avg comments per post; median comments"
    ),
    "views": (
        "views; view; avg views; average views; views avg; mean views; video views; total views; view count; visits;"
        " visualizaciones; visitas; vistas; vues; nombre de vues; aufrufe; visualizacoes; visualizzazioni; weergaven;"
        " wyswietlenia; goruntulenme; izlenme; просмотры; 再生数; 再生回数; 視聴回数; 조회수; 播放量; 观看量; 觀看數;"
        " المشاهدات; tayangan; avg story views; story views; avg reels views; avg reel views; avg video views;"
        " avg reels plays;"
        " views per video; median views; reel views; plays; avg plays; channel views; lifetime views; avg shorts views"
    ),
    "reach": (
        "reach; avg reach; average reach; impressions; estimated reach; avg impressions; alcance; impresiones; portee;"
        " reichweite; impressionen; copertura; impressoes; bereik; zasieg; erisim; охват; охваты; показы; リーチ; 도달;"
        " 曝光; 曝光量; الوصول; potential reach; real reach; jangkauan; estimated impressions"
    ),
    "a count of posts": (
        "posts; post count; number of posts; media; media count; videos; video count; number of videos; uploads;"
        " publicaciones; publications; beitrage; publicacoes; pubblicazioni; berichten; posty; gonderi; посты;"
        " публикации; 投稿数; 動画数; 게시물; 作品数; 视频数; المنشورات; tweets; total posts; total videos; reels;"
        " shorts; stories;"
        " media uploads; posts per week; posts per month; posting frequency; posts count"
    ),
    "accounts followed": (
        "follows count; following; followings; follows; followees; following count; accounts followed;"
        " seguidos; siguiendo;"
        " abonnements; folgt; gefolgt; seguindo; seguiti; volgend; obserwowani; takip; takip edilen; подписки;"
        " フォロー;"
        " フォロー中; フォロー数; 팔로잉; 关注; 关注数; يتابع; mengikuti; number following"
    ),
    "a growth": (
        "growth; followers growth; follower growth; growth rate; subscribers growth; monthly growth; growth 30 days;"
        " crecimiento; croissance; wachstum; crescimento; crescita; followers growth rate; follower growth rate;"
        " followers gained; followers change; subscriber growth; growth 30d; growth 90d; followers growth 90d"
    ),
    INTERACTIONS: (
        "auth engagement;"
        "engagement avg; avg engagement; average engagement; engagements; total engagement; total engagements;"
        " engagement total; interactions; avg interactions; average interactions; authentic engagement; interacciones;"
        " interaktionen; interacoes; interazioni; engagement count; engagement score; engagement sum; avg engagements;"
        " shares; avg shares; saves; avg saves; share count; 互动量"
    ),
    "a score": (
        "score; quality score; audience quality score; aqs; credibility; fake followers; fake followers percent;"
        " bot score; influence score; rating; audience credibility; authenticity; brand safety score; cqs; channel"
        " quality score; relevance; relevance score; match score; trust score; audience quality; quality audience;"
        " fraud score; popularity; klout; reachability; puntuacion; note de qualite; bewertung; sq score"
    ),
    "a price": (
        "price; prices; cost; rate; rates; fee; fees; budget; cpm; cpe; cpv; price per post; cost per post; rate per"
        " post; est price; estimated price; precio; precio por post; prix; tarif; tarifs; preis; preise; preco; valor;"
        " prezzo; costo; kosten; prijs; cena; stawka; fiyat; цена; стоимость; 価格; 単価; 料金; 가격; 단가; 价格; 报价;"
        " السعر; harga; emv; earned media value; earnings; estimated earnings; income; media value; post price; story"
        " price; reel price; video price; integration price; gage; honorar; rate card; budget eur; cost usd; price usd;"
        " price eur; sponsored post price; estimated cost; estimated post price; monthly earnings"
    ),
    "an age": "age; edad; alter; idade; eta; leeftijd; wiek; yas; возраст; 年齢; 나이; 年龄; العمر; umur; usia;"
    " account age",
}
"""What it is -> phrases; the cells are numbers when the header is honest."""

OTHERS: Mapping[str, str] = {
    "somebody else's contact": (
        "agent; agent name; agent email; agent e mail; agent phone; agency; agency email; agency name; agency contact;"
        " agency phone; manager; manager email; manager name; manager phone; management; management email; management"
        " contact; talent manager; mcn; agente; agence; agentur; agencia; agenzia; agencja; ajans; agent contact;"
        " agentur e mail; email agence; email agencia; correo del agente; correo agencia; contact agent; pr contact;"
        " pr email; агент; менеджер; агентство; 事務所; マネージャー; 소속사; 매니저; 经纪人; 机构; assistant email;"
        " company; company name; empresa; entreprise; firma"
    ),
    "about the audience": (
        "audience country; audience countries; audience location; audience location 1; audience city; audience cities;"
        " audience language; audience languages; audience gender; audience age; audience interests; audience top"
        " country; top audience country; top country; top countries; audience female; audience male; audience brand"
        " affinity; female audience; male audience; top city; top cities; top audience countries; main audience"
        " country; primary audience; audience; audience geo; audience type; audience details; audience demographics;"
        " country from which most followers are; top audience location; audience ethnicity; target audience; audience"
        " country 1; audience top language; pais de la audiencia; pays de l audience"
    ),
    "a town": (
        "city; town; state; province; county; ciudad; ville; stadt; cidade; citta; stad; miasto; sehir; город; 都市;"
        " 도시; 城市; المدينة; kota; postcode; zip; zip code; postal code; address; direccion; adresse; anschrift;"
        " endereco; indirizzo; adres; street; adresse postale; shipping address"
    ),
    "a biography": (
        "bio; biography; about; description; profile description; profile bio; biografia; biographie; beschreibung;"
        " descripcion; descrizione; descricao; channel description; about me; summary; opis; aciklama; описание;"
        " 자기소개;"
        " 简介; 簡介; 自己紹介; النبذة; headline; external bio; intro"
    ),
    "a gender": "gender; sex; genero; sexo; genre h f; geschlecht; sesso; plec; cinsiyet; пол; 性別; 성별; 性别; الجنس;"
    " sexe; civilite; geslacht; jenis kelamin; pronouns",
    "a picture": "picture; photo; image; avatar; profile picture; profile pic; profile picture url; profile image;"
    " avatar url; picture url; image url; thumbnail; foto; imagen; bild; profile pic url; profile photo;"
    " profile image url",
    "a website": "website; web site; site; site web; sitio web; webseite; homepage; pagina web; external url; external"
    " link; bio link; link in bio; linktree; website url; blog; blog url; сайт; ウェブサイト; 웹사이트; 网站;"
    " الموقع الالكتروني; strona www;"
    " strona internetowa; web; link in biography",
    "a mark of verification": "verified; is verified; verification; verificado; verifie; verifiziert; verificato;"
    " blue tick; account type; is business; business account; is private; private; status; account status; tier; size;"
    " influencer tier; influencer type; creator tier; is verified account; verified account",
    "a date of something else": "published at; date d ajout; fecha de alta; hinzugefugt am; created;"
    " created at; created on; joined; joined on; date joined; birthday; date of"
    " birth; dob; born; last post; last post date; last posted; last active; date added; added on; added; published;"
    " geburtstag; fecha de nacimiento; cumpleanos; date de naissance; date of last post; start date; end date;"
    " channel created; started",
    "collaborations elsewhere": "brands; brand mentions; past brands; sponsored posts; collaborations; brand"
    " collaborations; mentions; brand partners; previous brands; sponsors; marcas; marques; mentioned brands; notable"
    " brands; hashtags; top hashtags; lookalikes; similar accounts; recent post; top post; top posts; post url; video"
    " url; post link; campaign; campaigns; list name; lists",
}
"""What it is -> phrases; left out whatever the cells hold."""

TELLING_WORDS: Mapping[str, str] = {
    "fake": "a score",
    "bots": "a score",
    "suspicious": "a score",
    "gained": "a growth",
    "lost": "a growth",
    "growth": "a growth",
    "audience": "about the audience",
    "agent": "somebody else's contact",
    "agency": "somebody else's contact",
    "manager": "somebody else's contact",
    "management": "somebody else's contact",
    "picture": "a picture",
    "avatar": "a picture",
    "price": "a price",
    "cost": "a price",
    "cpm": "a price",
    "verified": "a mark of verification",
    "likes": "likes",
    "views": "views",
    "comments": "comments",
    "posts": "a count of posts",
}
"""Word of a header that no phrase has -> what it is; such a column is left out."""

DERIVED: Mapping[str, str] = {
    "is worked out from what is on file, not read": (
        "tier; history; collaborations so far; history since; fit; fit at least; fit at most; fit coverage; fit"
        " confidence; fit attention; drift; of these blocks; advice; ladder; renewal due; last touch; due on; tier when"
        " agreed; attention; payment due on"
    ),
    "says which row of Rapport it was, which the creator's account tells as well": (
        "relationship number; collaboration number; on file since"
    ),
    "is chosen for the whole import": "brand; owner",
    "is changed in Rapport only": "must not be contacted; kind of next action; notes of the relationship",
    "belongs to a collaboration, which this import does not take": (
        "title; kind; status; objective; agreed on; starts on; live on; content due by; ends on; compensation; gift;"
        " fee; products worth; currency; commission; paid on; disclosure words; proof of disclosure; contract signed on"
    ),
}
"""In our own exports: why a column is not read -> its heads."""
EXPORT_MARK = "relationship number"
"""Every export of ours has this head (as `header_key` gives it), and no other list."""
COLLABORATIONS_MARK = "collaboration number"

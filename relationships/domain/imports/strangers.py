"""Columns that lists often have and that Rapport does not take in, as data: so that they are named for what they are.

A wrong match would be worse than none: likes are no followers, an agent's e-mail is not the creator's, the audience's
country is not where the creator lives. `NUMBERS` are columns of numbers; where such a header stands over something that
is no number (a country, an address) the header lies and the cells decide. `OTHERS` are left out whatever they hold.
"""

from collections.abc import Mapping

INTERACTIONS = "interactions as a count"
COMMENTS = "comments"
AUDIENCE = "about the audience"
NUMBERS: Mapping[str, str] = {
    "a rank": (
        "rank; ranking; no; nr; number; position; place; index; row; id; s no; sno; sr no; sl no; serial no; serial"
        " number; num; puesto; posicion; rang; platz; numero; classement; posicao; classifica; n; lp; l p;"
        " sira; sira no; номер п п; п п; место; 順位; 番号; 순위; 번호; 排名; 序号; 序號; الترتيب; الرقم; peringkat;"
        " nomor"
        "; stt; order; ลำดับ; 編號; 编号序; 順番; 연번; order no; ranking no"
    ),
    "likes": (
        "likes; like; heart; total likes; avg likes; average likes; likes avg; mean likes; like count; hearts;"
        " me gusta; j"
        " aime; gefallt mir; curtidas; mi piace; likes per post; avg likes per post; polubienia; begeni; лайки; いいね;"
        " いいね数; 좋아요; 点赞; 点赞数; 获赞; 獲讚; 讚數; الاعجابات; suka; heart count; likes count; median likes"
        "; 平均点赞; 平均点赞数; 平均いいね数; 平均いいね; 평균 좋아요; 평균 좋아요 수; ortalama begeni;"
        " likes avg per post; likesavg; 获赞与收藏; 赞藏数; 赞藏; 点赞量; curtidas medias; ถูกใจ;"
        " luot thich"
        "; digg; digg count; hearts count; favourites count; favorites count; favourites; favorites"
    ),
    COMMENTS: (
        "comments; comment; avg comments; average comments; comments avg; comment count; comentarios; commentaires;"
        " kommentare; commenti; komentarze; yorum; yorumlar; комментарии; コメント; コメント数; 댓글; 评论; 评论数;"
        " التعليقات; komentar; comments per post; avg comments per post; median comments"
        "; avg comment; average comment; commentsavg; 平均コメント; 平均コメント数; 平均评论; 平均评论数;"
        " 평균 댓글; 평균 댓글 수; ortalama yorum; ความคิดเห็น; binh luan"
    ),
    "views": (
        "views; view; avg views; average views; views avg; mean views; video views; total views; view count; visits;"
        " visualizaciones; visitas; vistas; vues; nombre de vues; aufrufe; visualizacoes; visualizzazioni; weergaven;"
        " wyswietlenia; goruntulenme; izlenme; просмотры; 再生数; 再生回数; 視聴回数; 조회수; 播放量; 观看量; 觀看數;"
        " المشاهدات; tayangan; avg story views; story views; avg reels views; avg reel views; avg video views;"
        " avg reels plays;"
        " views per video; median views; reel views; plays; avg plays; channel views; lifetime views; avg shorts views"
        "; 平均播放量; 平均播放; 均播; 播放量中位数; 平均再生数; 平均再生回数; 総再生回数; 総再生数;"
        " 평균 조회수; 총 조회수; ortalama izlenme; средние просмотры; среднее число просмотров;"
        " peak viewers; average viewers; avg viewers; viewers; hours watched; watch time; 阅读量;"
        " 平均阅读量; luot xem; ยอดวิว; viewers pico; viewers medios; horas vistas"
        "; play count; plays count"
    ),
    "reach": (
        "reach; avg reach; average reach; impressions; estimated reach; avg impressions; alcance; impresiones; portee;"
        " reichweite; impressionen; copertura; impressoes; bereik; zasieg; erisim; охват; охваты; показы; リーチ; 도달;"
        " 曝光; 曝光量; الوصول; potential reach; real reach; jangkauan; estimated impressions"
        "; средний охват; охваты сторис; охват сторис; охват постов; охват рилс; ortalama erisim; tiep can;"
        " การเข้าถึง; 平均曝光; 平均インプレッション"
    ),
    "a count of posts": (
        "posts; post count; number of posts; media; media count; videos; video count; number of videos; uploads;"
        " publicaciones; publications; beitrage; publicacoes; pubblicazioni; berichten; posty; gonderi; посты;"
        " публикации; 投稿数; 動画数; 게시물; 作品数; 视频数; المنشورات; tweets; total posts; total videos; reels;"
        " shorts; stories;"
        " media uploads; posts per week; posts per month; posting frequency; posts count"
        "; 笔记数; 影片數; 게시물 수; 게시글 수; 동영상 수; 영상 수; количество постов; количество видео;"
        " всего видео; so bai viet; จำนวนโพสต์; video sayisi; gonderi sayisi; numero de publicaciones;"
        " nombre de publications; anzahl beitrage; numero de posts"
        "; statuses; statuses count; tweet count; listed count; edge owner to timeline media count"
    ),
    "accounts followed": (
        "follows count; following; followings; follows; followees; following count; accounts followed;"
        " seguidos; siguiendo;"
        " abonnements; folgt; gefolgt; seguindo; seguiti; volgend; obserwowani; takip; takip edilen; подписки;"
        " フォロー;"
        " フォロー中; フォロー数; 팔로잉; 关注; 关注数; يتابع; mengikuti; number following"
        "; followed; friends; friends count; friend count; number of friends; num followees;"
        " followee count; takip ettigi; dang theo doi; กำลังติดตาม; フォロー人数; 关注人数总计;"
        " フォロワー中"
        "; edge follow count; edge follow"
    ),
    "a growth": (
        "growth; followers growth; follower growth; growth rate; subscribers growth; monthly growth; growth 30 days;"
        " crecimiento; croissance; wachstum; crescimento; crescita; followers growth rate; follower growth rate;"
        " followers gained; followers change; subscriber growth; growth 30d; growth 90d; followers growth 90d"
        "; seguidores ganados; followers gained total; 涨粉; 涨粉数; 增粉数; 粉丝增量; прирост;"
        " прирост подписчиков"
    ),
    INTERACTIONS: (
        "auth engagement;"
        "engagement avg; avg engagement; average engagement; engagements; total engagement; total engagements;"
        " engagement total; interactions; avg interactions; average interactions; authentic engagement; interacciones;"
        " interaktionen; interacoes; interazioni; engagement count; engagement score; engagement sum; avg engagements;"
        " shares; avg shares; saves; avg saves; share count; 互动量"
        "; eng auth; eng avg; auth eng; avg eng; average engagements; 平均互动量; 平均互动; 互动数;"
        " 총 참여; 평균 참여; エンゲージメント数; etkilesim sayisi"
    ),
    "a score": (
        "score; quality score; audience quality score; aqs; credibility; fake followers; fake followers percent;"
        " bot score; influence score; rating; audience credibility; authenticity; brand safety score; cqs; channel"
        " quality score; relevance; relevance score; match score; trust score; audience quality; quality audience;"
        " fraud score; popularity; klout; reachability; puntuacion; note de qualite; bewertung; sq score"
        "; integrity quotient; nox score; nox评分; favikon score; kolsquare score; authenticity score;"
        " engagement quality; brand fit"
    ),
    "a price": (
        "price; prices; cost; rate; rates; fee; fees; budget; cpm; cpe; cpv; price per post; cost per post; rate per"
        " post; est price; estimated price; precio; precio por post; prix; tarif; tarifs; preis; preise; preco; valor;"
        " prezzo; costo; kosten; prijs; cena; stawka; fiyat; цена; стоимость; 価格; 単価; 料金; 가격; 단가; 价格; 报价;"
        " السعر; harga; emv; earned media value; earnings; estimated earnings; income; media value; post price; story"
        " price; reel price; video price; integration price; gage; honorar; rate card; budget eur; cost usd; price usd;"
        " price eur; sponsored post price; estimated cost; estimated post price; monthly earnings"
        "; tarifa; tarifas; tkp; ratecard; gia; bao gia; стоимость рекламы; цена рекламы; ราคา; 合作价格;"
        " 合作报价; 图文报价; 视频报价; 图文笔记报价; 视频笔记报价; 植入报价; 定制报价; gmv; 30 day gmv;"
        " sales; revenue; commission; donation; donations; 광고 단가; 協力費"
        "; negotiated rate; quoted rate; asking rate; asking price; rate reel; rate story; rate post;"
        " rate video; affiliate gmv; est commission; estimated commission; 预估报价"
    ),
    "an age": "age; edad; alter; idade; eta; leeftijd; wiek; yas; возраст; 年齢; 나이; 年龄; العمر; umur; usia;"
    " account age"
    "; tuoi; อายุ; גיל; سن; varsta; vek"
    "; age group; age range",
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
        "; ansprechpartner; ansprechpartnerin; contact person; interlocuteur; persona de contacto;"
        " referente; 所属事務所; 소속; 经纪公司; 所属机构; 对接人; 负责人; ผู้จัดการ"
    ),
    AUDIENCE: (
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
        "; domisili; bundesland; regione; khu vuc; ip属地; 居住地; 所在城市; estado; จังหวัด; شهر; शहर;"
        " город проживания; mesto; oras; varos; province state; city state; city country; 居住城市"
        "; address line; address line1; shipping address line1; shipping address city;"
        " shipping address state; shipping address zipcode; postalcode; alamat; alamat pengiriman"
    ),
    "a biography": (
        "bio; biography; about; description; profile description; profile bio; biografia; biographie; beschreibung;"
        " descripcion; descrizione; descricao; channel description; about me; summary; opis; aciklama; описание;"
        " 자기소개;"
        " 简介; 簡介; 自己紹介; النبذة; headline; external bio; intro"
        "; signature; user description; author description; profile text; 설명; 소개; 채널 설명; 个性签名;"
        " 个人简介; 签名; 达人简介; 账号简介; チャンネル概要; プロフィール文; 紹介文; mo ta; คำอธิบาย;"
        " apresentacao; presentazione"
    ),
    "a gender": "gender; sex; genero; sexo; genre h f; geschlecht; sesso; plec; cinsiyet; пол; 性別; 성별; 性别; الجنس;"
    " sexe; civilite; geslacht; jenis kelamin; pronouns"
    "; gioi tinh; เพศ; מין; جنسیت; gender identity; 성별 구분",
    "a picture": "picture; photo; image; avatar; profile picture; profile pic; profile picture url; profile image;"
    " avatar url; picture url; image url; thumbnail; foto; imagen; bild; profile pic url; profile photo;"
    " profile image url",
    "a website": "website; web site; site; site web; sitio web; webseite; homepage; pagina web; external url; external"
    " link; bio link; link in bio; linktree; website url; blog; blog url; сайт; ウェブサイト; 웹사이트; 网站;"
    " الموقع الالكتروني; strona www;"
    " strona internetowa; web; link in biography",
    "a mark of verification": "verified; is verified; verification; verificado; verifie; verifiziert; verificato;"
    " blue tick; is verified account; verified account",
    "a kind, a size or a status": "account type; is business; business account; is private; private; status;"
    " account status; tier; size; influencer tier; influencer type; creator tier",
    "a date of something else": "published at; date d ajout; fecha de alta; hinzugefugt am; created;"
    " created at; created on; joined; joined on; date joined; birthday; date of"
    " birth; dob; born; last post; last post date; last posted; last active; date added; added on; added; published;"
    " geburtstag; fecha de nacimiento; cumpleanos; date de naissance; date of last post; start date; end date;"
    " channel created; started"
    "; timestamp; carimbo de data hora; marca temporal; horodateur; zeitstempel; タイムスタンプ;"
    " 타임스탬프; 时间戳记; joined at; join date; joined twitter date; registration date; reg date;"
    " data de nascimento; дата рождения; дата регистрации; sent at; last video date;"
    " дата последнего видео; created year; signup date; time created; time updated; account created;"
    " created date"
    "; birth date; birthdate; create time; create time iso; taken at; upload date; publish date;"
    " published date; posting date; posted date; posted on; last contact; last contacted;"
    " outreach date; follow up date; go live date; last activity date",
    "something about a post": "video id; post id; media id; tweet id; comment id; conversation id;"
    " shortcode; short code;"
    " post pk; tweet; text; full text; tweet text; post text; message; caption; quote url; quote;"
    " post title; video title; post type; media type; display url; thumbnail url"
    "; 标题; 视频标题; 作品标题; 笔记标题; 标题内容; judul; judul video; tieu de; заголовок;"
    " название видео; 제목; 영상제목; 영상 제목; 動画タイトル; タイトル; titulo del video;"
    " titre de la video; videotitel; campaign name; campaign id; song; song name; captions;"
    " tweets text",
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
    "audience": AUDIENCE,
    "agent": "somebody else's contact",
    "agency": "somebody else's contact",
    "manager": "somebody else's contact",
    "management": "somebody else's contact",
    "picture": "a picture",
    "avatar": "a picture",
    "ratecard": "a price",
    "earnings": "a price",
    "price": "a price",
    "cost": "a price",
    "cpm": "a price",
    "verified": "a mark of verification",
    "likes": "likes",
    "views": "views",
    "comments": COMMENTS,
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

"""What the columns of creators' lists are called, as data: add a phrase here and the import knows it.

By field and language, phrases separated by ";". Case, accents and punctuation do not count. A network's name beside a
phrase ("Instagram followers") and words such as "creator" or "total" are taken off before looking here; a phrase may
stand under one field only. Where a word is used for two things ("channel", "instagram name") the cells decide.
"""

from collections.abc import Mapping

from relationships.domain.engagement import EngagementBasis
from relationships.domain.imports.fields import Field

PHRASES: Mapping[Field, Mapping[str, str]] = {
    Field.HANDLE: {
        "machine": "base name; basename; custom url; channel info; social handles",
        "en": (
            "handle; handles; social handle; username; usernames; user name; user; user id; account; account name;"
            " account handle; screen name; nickname; channel handle; channel username; profile handle; at name;"
            " login; authormeta name; unique id; uniqueid"
            "; handle or url; handle url; handle or link; username or link; username link;"
            " handle or username; username or handle; user account"
        ),
        "es": "usuario; nombre de usuario; cuenta; arroba; nombre de la cuenta; usuaria",
        "fr": "identifiant; nom d utilisateur; pseudo; pseudonyme; compte; nom du compte; nom de compte",
        "de": "benutzername; nutzername; benutzer; konto; kontoname; account name; profilname",
        "pt": "nome de usuario; utilizador; nome de utilizador; conta; nome da conta; arroba do perfil",
        "it": "nome utente; utente; account profilo; nome account",
        "nl": "gebruikersnaam; gebruiker; accountnaam; account naam",
        "pl": "nazwa uzytkownika; uzytkownik; nazwa konta; konto uzytkownika; nick",
        "tr": "kullanici adi; kullanici; hesap; hesap adi; hesabi; kullanici hesabi; hesap kullanici adi",
        "ru": "имя пользователя; ник; никнейм; логин; аккаунт; юзернейм; пользователь",
        "uk": "імя користувача; ім'я користувача; нікнейм; акаунт",
        "ar": "حساب; يوزر; اسم المستخدم; المستخدم; الحساب; اسم الحساب; المعرف; اليوزر; يوزرنيم; معرف الحساب",
        "hi": "उपयोगकर्ता नाम; यूज़रनेम; हैंडल",
        "id": "nama pengguna; pengguna; akun; nama akun",
        "vi": "ten nguoi dung; tai khoan; ten tai khoan; ten dang nhap; id tai khoan",
        "ja": "ユーザー名; ユーザーネーム; アカウント; アカウント名; ユーザーID; ハンドル"
        "; アカウントID; ユーザーアカウント",
        "ko": "사용자 이름; 사용자명; 계정; 계정명; 아이디; 유저네임; 핸들"
        "; 계정 ID; 계정 아이디; 유저 아이디; 사용자 아이디",
        "zh": "用户名; 账号; 帐号; 账户; 賬號; 帳號; 用戶名; 使用者名稱; 用户账号"
        "; 账号ID; 账号名; 账号id号; 达人ID; 博主ID; 红人ID; 网红ID; 用户账户名; 使用者帳號; 博主账号;"
        " 达人账号",
        "th": "ชื่อบัญชี; ชื่อผู้ใช้; บัญชี; แอคเคาท์; ยูสเซอร์เนม; ชื่อผู้ใช้งาน",
        "cs": "uzivatelske jmeno; uzivatel; ucet",
        "ro": "nume de utilizator; utilizator; cont",
        "hu": "felhasznalonev; felhasznalo; fiok",
        "sv": "anvandarnamn; konto namn; kontonamn",
        "da": "brugernavn; bruger; brukernavn; bruker",
        "fi": "kayttajatunnus; kayttajanimi; tili",
        "el": "όνομα χρήστη; λογαριασμός",
        "he": "שם משתמש; חשבון",
        "fa": "نام کاربری; شناسه; آیدی; اکانت",
    },
    Field.NAME: {
        "en": (
            "name; full name; fullname; display name; real name; creator; creator name; influencer; influencer name;"
            " channel;"
            " channel name; channel title; title; youtuber; youtuber name; streamer; tiktoker; instagrammer;"
            " blogger; kol;"
            " first name; firstname; given name; forename; nick name; authormeta nickname; name of creator;"
            " kol name; talent; talent name; profile name; person; artist; names; first and last name; contact name"
            "; stage name; streamer name; blogger name; artist name; page name; instagrammer name;"
            " tiktoker name; influencer creator; influencer or creator; account holder; creator full name;"
            " podcaster; vtuber; vlogger"
        ),
        "es": "nombre de pila; primer nombre; nombre; nombre completo; nombre y apellidos; nombre del canal;"
        " canal; creador; creadora; influenciador;"
        " influenciadora; nombre del influencer; titulo del canal"
        "; nombre y apellido; nombre artistico; creador de contenido; creadora de contenido;"
        " nombre del creador de contenido; influenciadores",
        "fr": "influenceur se; influenceur euse; createur trice; createur rice; prenom; nom; nom complet;"
        " nom du profil; nom de profil;"
        " nom et prenom; prenom et nom; nom prenom; nom de la chaine; chaine; createur;"
        " creatrice; influenceur; influenceuse; nom de l influenceur; nom affiche"
        "; nom de scene; nom d artiste; createur de contenu; creatrice de contenu",
        "de": "vorname; vollstandiger name; vor und nachname; anzeigename; kanal; kanalname; ersteller; creatorin;"
        " influencerin; klarname"
        "; kunstlername; kunstler; name des influencers; name des creators",
        "pt": "primeiro nome; nome; nome completo; nome do canal; criador; criadora; influenciador digital;"
        " nome de exibicao; nome do"
        " influenciador"
        "; nome artistico; nome do criador; criador de conteudo; criadora de conteudo",
        "it": "nome e cognome; nome del canale; canale; creatore; creatrice contenuti; nome visualizzato"
        "; nome canale; nome d arte; creator nome",
        "nl": "voornaam; naam; volledige naam; weergavenaam; kanaal; kanaalnaam; maker",
        "pl": "imie i nazwisko; imie; nazwa; nazwa kanalu; kanal youtube nazwa; tworca; nazwa wyswietlana",
        "tr": "ad; adi; isim; ad soyad; adi soyadi; kanal adi; gorunen ad; icerik uretici"
        "; fenomen; fenomen adi; yayinci; yayinci adi; icerik ureticisi",
        "ru": "имя; фио; полное имя; блогер; название канала; канал; имя и фамилия; блоггер; автор; название"
        "; имя блогера; имя автора; стример; псевдоним блогера",
        "uk": "імя; ім'я; піб; повне імя; назва каналу; блогер україна",
        "ar": "الاسم; اسم; الاسم الكامل; اسم القناة; القناة; المؤثر; اسم المؤثر; صانع المحتوى",
        "hi": "नाम; पूरा नाम; चैनल; चैनल का नाम",
        "id": "nama depan; nama; nama lengkap; nama kanal; nama channel; nama kreator; kreator"
        "; nama selebgram; selebgram; nama talent",
        "vi": "ten; ho ten; ho va ten; ten kenh; ten kol; ten nguoi anh huong; ten nhan vat; ten trang",
        "ja": "名前; 氏名; 表示名; チャンネル名; チャンネル; クリエイター; クリエイター名; インフルエンサー;"
        " インフルエンサー名"
        "; 活動名; 配信者名; 配信者; VTuber名; 芸名; タレント名; YouTuber名; ライバー名",
        "ko": "이름; 성명; 채널명; 채널; 채널 이름; 크리에이터; 크리에이터명; 인플루언서; 인플루언서명; 닉네임"
        "; 활동명; 스트리머명; 스트리머; 유튜버; 유튜버명; 유튜버 이름; 셀럽명",
        "zh": "姓名; 名字; 名称; 名稱; 昵称; 暱稱; 频道; 頻道; 频道名称; 頻道名稱; 博主; 达人; 達人; 达人昵称; 红人;"
        " 网红; 網紅"
        "; 博主昵称; 博主名称; 博主名; 达人名称; 达人名; 账号名称; 账号昵称; 频道名; 頻道名; 网红名称;"
        " 网红昵称; 网红名; 網紅名稱; 红人名称; 红人昵称; 红人名; UP主; UP主昵称; UP主名称; up主名;"
        " 作者; 作者昵称; 用户昵称; 真实姓名; 主播; 主播昵称; 主播名称; 創作者; 创作者; 创作者名称",
        "th": "ชื่อ; ชื่อช่อง; ช่อง; ชื่อเพจ; เพจ; ชื่อจริง; ชื่อ นามสกุล; อินฟลูเอนเซอร์; ชื่ออินฟลูเอนเซอร์; ครีเอเตอร์; ชื่อเล่น",
        "cs": "jmeno; jmeno a prijmeni; cele jmeno; kanal nazev",
        "ro": "nume; nume complet; nume si prenume",
        "hu": "nev; teljes nev; csatorna; csatorna neve",
        "sv": "namn; fullstandigt namn",
        "da": "navn; fulde navn; fullt navn",
        "fi": "nimi; koko nimi",
        "el": "όνομα; ονοματεπώνυμο",
        "he": "שם; שם מלא; שם הערוץ",
        "fa": "نام; نام کامل; نام کانال; نام و نام خانوادگی",
    },
    Field.FAMILY_NAME: {
        "en": "last name; lastname; surname; family name; second name",
        "es": "apellido; apellidos; primer apellido",
        "fr": "nom de famille",
        "de": "nachname; familienname; zuname",
        "pt": "sobrenome; apelido; ultimo nome",
        "it": "cognome",
        "nl": "achternaam; familienaam",
        "pl": "nazwisko",
        "tr": "soyad; soyadi; soyisim",
        "ru": "фамилия",
        "uk": "прізвище",
        "ar": "اسم العائلة; اللقب; الكنية",
        "id": "nama belakang; nama keluarga",
        "ja": "姓; 苗字",
        "ko": "성",
        "zh": "姓; 姓氏",
    },
    Field.NETWORK: {
        "en": "network; platform; social network; social platform; social media; social media platform; platforms;"
        " channel type; media platform",
        "es": "red social; red; plataforma; redes sociales; canal social",
        "fr": "reseau; reseau social; plateforme; reseaux sociaux",
        "de": "netzwerk; soziales netzwerk; plattform; social media kanal; soziale medien",
        "pt": "rede; rede social; plataforma social; redes",
        "it": "piattaforma; rete sociale; social",
        "nl": "netwerk; sociaal netwerk; platform naam; sociale media",
        "pl": "platforma; siec; portal; portal spolecznosciowy; serwis",
        "tr": "platform adi; sosyal medya; sosyal ag; mecra",
        "ru": "платформа; соцсеть; социальная сеть; площадка; сеть",
        "uk": "соцмережа; соціальна мережа; майданчик",
        "ar": "المنصة; منصة; الشبكة; الشبكة الاجتماعية; شبكة التواصل",
        "hi": "प्लेटफ़ॉर्म; प्लेटफॉर्म; मंच",
        "id": "platform media; media sosial; jejaring sosial",
        "vi": "nen tang; mang xa hoi",
        "ja": "プラットフォーム; 媒体; ネットワーク; SNS",
        "ko": "플랫폼; 매체; 소셜 미디어; 네트워크",
        "zh": "平台; 社交平台; 社交媒体; 社群平台; 平臺; 渠道; 社媒平台; 发布平台; 所属平台; 媒体平台",
        "th": "แพลตฟอร์ม; โซเชียลมีเดีย; ช่องทาง",
        "cs": "socialni sit; sit",
        "ro": "retea; retea sociala; platforma sociala",
        "fa": "پلتفرم; شبکه اجتماعی",
        "he": "פלטפורמה; רשת; רשת חברתית",
        "el": "πλατφόρμα; κοινωνικό δίκτυο",
    },
    Field.CHANNEL_ID: {
        "en": "channel id; channelid; youtube channel id; yt channel id; id channel",
        "es": "id de canal; id del canal; canal id; identificador del canal",
        "fr": "id de la chaine; id chaine; identifiant de la chaine",
        "de": "kanal id; kanalkennung",
        "pt": "id do canal",
        "it": "id del canale; id canale",
        "nl": "kanaal id",
        "pl": "id kanalu; identyfikator kanalu",
        "tr": "kanal kimligi; kanal no",
        "ru": "id канала; ид канала; идентификатор канала",
        "ar": "معرف القناة",
        "id": "id kanal; id saluran",
        "ja": "チャンネルID",
        "ko": "채널 ID; 채널 아이디",
        "zh": "频道ID; 頻道ID; 频道编号",
    },
    Field.URL: {
        "en": (
            "url; urls; link; links; profile; profile url; profile link; profile page; link to profile; account url;"
            " account link; channel url; channel link; page url; page link; permalink; social link; social url; social"
            " profile; web address; href; address url; link to account; link to channel; profile address"
            "; web link; page address; account address; social handle url; creator link; influencer link;"
            " profile urls; channel links; links to profile; profile links; account url link"
        ),
        "es": "enlace; enlaces; perfil; url del perfil; enlace del perfil; enlace al perfil; enlace del canal; enlace"
        " perfil; url perfil; link del perfil; url del canal"
        "; enlace de la cuenta; link de la cuenta; url de la cuenta; link canal; enlace canal",
        "fr": "lien; liens; profil; url du profil; lien du profil; lien profil; lien vers le profil; lien de la chaine;"
        " adresse du profil"
        "; lien du compte; lien compte; lien vers le compte; lien vers la chaine",
        "de": "profil url; profil link; profillink; kanallink; verlinkung; profiladresse; kanal url; link zum profil"
        "; link zum kanal; link zum account; account link profil",
        "pt": "link do perfil; url do perfil; link do canal; link perfil; endereco do perfil; url do canal",
        "it": "profilo; link del profilo; link profilo; url profilo; collegamento; link al profilo; link del canale"
        "; link canale; link account",
        "nl": "profiel; profiellink; profiel url; link naar profiel; koppeling",
        "pl": "odnosnik; adres profilu; link do profilu; link do kanalu; adres url",
        "tr": "baglanti; profil baglantisi; profil linki; kanal linki; adres baglantisi; hesap linki; hesap baglantisi",
        "ru": "ссылка; ссылки; ссылка на профиль; профиль; ссылка на канал; ссылка на аккаунт; урл"
        "; ссылка на блог; ссылка на страницу; ссылка на соцсеть; ссылка на соцсети; адрес страницы",
        "uk": "посилання; посилання на профіль; профіль",
        "ar": "الرابط; رابط; رابط الحساب; رابط الملف الشخصي; رابط القناة; الملف الشخصي",
        "hi": "लिंक; प्रोफ़ाइल; प्रोफाइल लिंक; प्रोफ़ाइल लिंक",
        "id": "tautan; tautan profil; link profil; profil pengguna; link akun",
        "vi": "lien ket; duong dan; link kenh; link tai khoan; link trang; link profile; link ca nhan; duong link",
        "ja": "リンク; プロフィール; プロフィールURL; チャンネルURL; アカウントURL; プロフィールリンク"
        "; チャンネルリンク; アカウントリンク; チャンネルのURL",
        "ko": "링크; 프로필; 프로필 링크; 프로필 URL; 채널 링크; 채널 URL; 계정 링크; 주소 링크"
        "; 채널주소; 채널 주소; 프로필URL; 프로필 주소; 계정 주소; 계정 URL",
        "zh": "链接; 連結; 鏈接; 主页; 主頁; 主页链接; 个人主页; 主頁連結; 频道链接; 網址; 网址; 账号链接"
        "; 博主主页; 达人主页; 达人链接; 博主链接; 红人链接; 网红链接; 个人主页链接; 主页地址; 主页网址;"
        " 频道地址; 账号主页; 主頁網址; 個人頁面; 频道url; 主页url; 达人主页链接; 博主主页链接;"
        " 红人主页; 头像主页",
        "th": "ลิงก์; ลิงค์; ลิงก์โปรไฟล์; ลิงค์โปรไฟล์; ลิงก์ช่อง; โปรไฟล์; ลิงก์บัญชี",
        "cs": "odkaz; odkaz na profil",
        "hu": "hivatkozas; profil link hu",
        "sv": "lank; profillank",
        "el": "σύνδεσμος; προφίλ",
        "he": "קישור; לינק; קישור לפרופיל",
        "fa": "لینک; لینک پروفایل; آدرس پیج",
    },
    Field.OTHER_ACCOUNTS: {
        "en": "other accounts; other profiles; other links; other channels; other networks; other socials; social"
        " links; social profiles; socials; additional links; more links; all links",
        "es": "otras cuentas; otros perfiles; otras redes; otros enlaces",
        "fr": "autres comptes; autres profils; autres reseaux; autres liens",
        "de": "andere konten; weitere konten; weitere profile; weitere links; weitere kanale; andere profile",
        "pt": "outras contas; outros perfis; outras redes; outros links",
        "it": "altri account; altri profili; altri link; altri social",
        "nl": "andere accounts; andere profielen",
        "pl": "inne konta; inne profile; inne linki",
        "ru": "другие аккаунты; другие соцсети; другие ссылки",
    },
    Field.FOLLOWERS: {
        "machine": "edge followed by count; edge followed by; followed by count; followed by; affiliate followers",
        "en": (
            "followers; follower; follower count; followers count; number of followers; no of followers; nr of"
            " followers; of followers; num followers; fans; fan count; fan base; audience size; subscribers;"
            " subscriber; suscribers; subscribes; subs; sub count; subscriber count; subscribers count; number of"
            " subscribers; no of subscribers; page likes; followers total; followers number; follower number;"
            " followers display; followers text; followers exact; followers number exact; exact followers; followers"
            " formatted; follows count by others; audience count; reach followers"
            "; members; member count; members count; number of members; participants; participants count;"
            " fans count; number of fans; followers amount; total fans"
        ),
        "es": "comunidad; seguidores; numero de seguidores; n de seguidores; no de seguidores;"
        " cantidad de seguidores; seguidoras;"
        " suscriptores; numero de suscriptores; cantidad de suscriptores; num seguidores"
        "; subscriptores; seguidores totales; total de seguidores; total seguidores; seguidores actuales; fans totales",
        "fr": "communaute; taille de communaute; taille de la communaute; abonnes; nombre d abonnes;"
        " nb abonnes; nb d abonnes; nombre de followers; nb de followers; nbre d"
        " abonnes; nombre abonnes; abonne e s; nb followers; abonnees"
        "; total abonnes; total d abonnes; abonnes total; abonnements chaine",
        "de": "abonnenten; anzahl follower; anzahl der follower; followerzahl; abonnentenzahl; anzahl abonnenten;"
        " followeranzahl; followerschaft; anzahl der abonnenten; follower anzahl; follower innen; fananzahl"
        "; abonnentenanzahl; gesamtfollower; follower gesamt; followers anzahl; abos; anzahl abos",
        "pt": "inscritos; numero de inscritos; qtd de seguidores; quantidade de seguidores; subscritores; n de"
        " inscritos; qtde seguidores"
        "; seguidores totais; numero seguidores",
        "it": "iscritti; numero di follower; numero follower; numero iscritti; seguaci; n follower"
        "; follower totali; totale follower; numero di iscritti",
        "nl": "volgers; aantal volgers; abonnees; aantal abonnees",
        "pl": "obserwujacy; liczba obserwujacych; obserwujacych; liczba followersow; followersi; subskrybenci; liczba"
        " subskrybentow; subskrypcje; liczba subskrypcji; liczba fanow; fani",
        "tr": "takipci; takipci sayisi; takipciler; abone; abone sayisi; aboneler"
        "; toplam takipci; takipci sayilari; uye sayisi",
        "ru": "подписчики; подписчиков; количество подписчиков; число подписчиков; кол во подписчиков; аудитория;"
        " фолловеры; кол во фолловеров"
        "; всего подписчиков; подписчики канала; участники; количество участников; подп;"
        " размер аудитории",
        "uk": "підписники; кількість підписників; підписників",
        "ar": "المتابعين; المتابعون; عدد المتابعين; متابعين; المشتركين; المشتركون; عدد المشتركين; متابعون"
        "; عدد المتابعات; متابعين الحساب; عدد الفولورز; المتابعون الكلي; فولورز",
        "hi": "फ़ॉलोअर्स; फॉलोअर्स; अनुयायी; सब्सक्राइबर; सब्सक्राइबर्स; फॉलोअर; फ़ॉलोअर; फॉलोअर्स की संख्या; सब्सक्राइबर की संख्या",
        "id": "pengikut; jumlah pengikut; jumlah followers; pelanggan; jumlah pelanggan; jumlah subscriber; jumlah"
        " follower"
        "; jumlah subscribers; total followers id; jml followers; jml follower",
        "vi": "nguoi theo doi; so nguoi theo doi; luot theo doi; nguoi dang ky; so nguoi dang ky"
        "; so luong follow; so luong nguoi theo doi; luot follow; so follow; so follower;"
        " so luong follower; luong follow; follow; so thanh vien",
        "ja": "フォロワー; フォロワー数; 登録者; 登録者数; チャンネル登録者数; ファン数; チャンネル登録者"
        "; 総フォロワー数; フォロワー人数; 購読者数; チャンネル登録数; メンバー数",
        "ko": "팔로워; 팔로워 수; 팔로워수; 구독자; 구독자 수; 구독자수; 팬 수"
        "; 팬수; 이웃수; 이웃 수; 참가자수; 참가자 수; 구독자 인원; 총 팔로워; 총 팔로워 수; 멤버 수;"
        " 애청자 수",
        "zh": "粉丝; 粉丝数; 粉丝量; 粉絲; 粉絲數; 关注者; 订阅者; 订阅数; 訂閱數; 訂閱者; 订阅量; 追蹤者; 追蹤人數;"
        " 粉丝总数; 关注人数"
        "; 粉丝数量; 粉絲數量; 粉絲量; 粉絲人數; 订阅人数; 訂閱人數; 订阅者数; 追蹤數; 追踪人数;"
        " 粉丝人数; 总粉丝数; 总粉丝量; 全网粉丝; 全网粉丝数; 成员数; 群成员数; 粉丝规模; 关注者数;"
        " 跟隨者",
        "th": "ผู้ติดตาม; จำนวนผู้ติดตาม; ยอดผู้ติดตาม; ยอดติดตาม; จำนวนซับ; ผู้ติดตามทั้งหมด; ฟอลโลเวอร์; จำนวนฟอลโลเวอร์;"
        " ยอดฟอลโลว์; สมาชิก; จำนวนสมาชิก",
        "cs": "sledujici; pocet sledujicich; odberatele; pocet odberatelu",
        "ro": "urmaritori; numar de urmaritori; abonati; numar urmaritori; numar de abonati",
        "hu": "kovetok; kovetok szama; koveto; feliratkozok; feliratkozok szama; kovetoszam",
        "sv": "foljare; antal foljare; prenumeranter; antal prenumeranter",
        "da": "folgere; antal folgere; antall folgere; abonnenter; antal abonnenter",
        "fi": "seuraajat; seuraajia; seuraajien maara; seuraajamaara; tilaajat; tilaajia",
        "el": "ακόλουθοι; αριθμός ακολούθων; συνδρομητές",
        "he": "עוקבים; מספר עוקבים; כמות עוקבים; מנויים",
        "fa": "دنبال کنندگان; دنبال کننده; تعداد دنبال کنندگان; فالوور; فالوورها; تعداد فالوور;"
        " تعداد فالوورها; تعداد اعضا; اعضا; مشترکین",
        "hr": "pratitelji; broj pratitelja; pratioci; broj pratilaca",
        "bg": "последователи; брой последователи; абонати",
    },
    Field.ENGAGEMENT_RATE: {
        "en": "engagement rate; engagementrate; engagement; er; eng rate; engage rate; interaction rate; engagement"
        " percentage; engagement percent; er rate; engagement ratio; 60 day eng rate; avg engagement rate;"
        " percent engagement; engagement er; engagement"
        " rate er; er percent; avg er; average er; mean er; er avg"
        "; engagement rate pct; engagement rate percent; engagement rate percentage; engagement pct;"
        " er pct; eng rate pct; eng rate percent; eng rate er; engagement rate avg;"
        " average engagement rate; mean engagement rate; engagement rate average; eng percent;"
        " er rate percent",
        "es": "tasa de engagement; tasa de interaccion; tasa de compromiso; engagement promedio tasa; indice de"
        " engagement; porcentaje de engagement",
        "fr": "taux d engagement; taux d interaction; tx engagement; taux engagement; tx d engagement",
        "de": "interaktionsrate; engagement quote; engagementquote; interaktionsquote",
        "pt": "taxa de engajamento; engajamento; taxa de interacao; taxa de envolvimento; taxa engajamento",
        "it": "tasso di engagement; tasso di coinvolgimento; tasso di interazione; coinvolgimento",
        "nl": "betrokkenheid; engagementpercentage; interactiepercentage; betrokkenheidspercentage",
        "pl": "wspolczynnik zaangazowania; zaangazowanie; wskaznik zaangazowania",
        "tr": "etkilesim orani; etkilesim",
        "ru": "вовлеченность; вовлечённость; коэффициент вовлеченности; ер; уровень вовлеченности",
        "uk": "залученість; рівень залученості",
        "ar": "معدل التفاعل; نسبة التفاعل; التفاعل; معدل المشاركة",
        "hi": "एंगेजमेंट रेट; सहभागिता दर",
        "id": "tingkat keterlibatan; tingkat interaksi; keterlibatan; rasio engagement",
        "vi": "ty le tuong tac; tuong tac",
        "ja": "エンゲージメント率; エンゲージメント; 反応率; 平均ER; 平均エンゲージメント率; 平均エンゲージメント",
        "ko": "참여율; 인게이지먼트; 인게이지먼트율; 반응률; 참여도"
        "; 평균 참여율; 평균 인게이지먼트; 평균 ER; 평균 반응률",
        "zh": "互动率; 互動率; 参与率; 參與率; 平均互动率; 互動率平均; 平均互動率; 互动率百分比",
        "th": "อัตราการมีส่วนร่วม; เอนเกจเมนต์; อัตราเอนเกจเมนต์; การมีส่วนร่วม",
        "cs": "mira zapojeni; mira interakce",
        "ro": "rata de engagement; rata de implicare",
        "fa": "نرخ تعامل; نرخ مشارکت; تعامل",
        "he": "מעורבות; אחוז מעורבות",
        "el": "ποσοστό αλληλεπίδρασης",
    },
    Field.ENGAGEMENT_BASIS: {
        "en": "engagement measured by; engagement basis; engagement by; engagement denominator; er basis",
    },
    Field.COUNTRY: {
        "machine": "location country; shipping country; shipping address country;"
        " shipping address country code; address country",
        "en": "country; countries; country code; country region; country of residence; country name;"
        " country or region; location; based"
        " in; region country; nation; nationality; geo; market; home country; lives in; residence; country code iso;"
        " region; territory"
        "; geography; country based; country location; creator country; channel country",
        "es": "pais; ubicacion; localizacion; pais de residencia; nacionalidad",
        "fr": "pays; localisation; pays de residence; lieu; nationalite",
        "de": "land; standort; herkunft; herkunftsland; landercode; wohnort land; wohnland; landerkurzel",
        "pt": "localizacao; pais residencia; pais de origem; nacionalidade",
        "it": "paese; nazione; localita; posizione; nazionalita; paese di residenza",
        "nl": "locatie; herkomst; landcode; woonland",
        "pl": "kraj; panstwo; lokalizacja; kraj pochodzenia",
        "tr": "ulke; konum; ulke kodu; bolge",
        "ru": "страна; локация; гео; страна проживания; регион; местоположение",
        "uk": "країна; локація",
        "ar": "الدولة; البلد; دولة; بلد; الموقع; بلد الاقامة; المنطقة",
        "hi": "देश; स्थान",
        "id": "negara; lokasi; asal negara",
        "vi": "quoc gia; nuoc; dia diem",
        "ja": "国; 国名; 地域; 所在国; 国 地域; 国籍; 居住国; 在住国",
        "ko": "국가; 나라; 지역; 위치; 국적",
        "zh": "国家; 國家; 国家地区; 地区; 地區; 所在地; 国家 地区; 国籍"
        "; 国家名称; 所在国家; 所属国家; 国别; 国家及地区",
        "th": "ประเทศ",
        "cs": "zeme; stat puvodu",
        "ro": "tara",
        "hu": "orszag",
        "sv": "hemland",
        "el": "χώρα",
        "he": "מדינה; ארץ",
        "fa": "کشور",
    },
    Field.LANGUAGE: {
        "en": "language; languages; lang; main language; content language; spoken language; language code; locale;"
        " languages spoken; primary language; content languages",
        "es": "idioma; idiomas; lengua; lenguaje; idioma principal",
        "fr": "langue; langues; langue principale; langue du contenu",
        "de": "sprache; sprachen; hauptsprache; inhaltssprache",
        "pt": "lingua; idioma do conteudo; idioma principal do canal",
        "it": "lingue; lingua principale",
        "nl": "taal; talen; voertaal",
        "pl": "jezyk; jezyki; jezyk tresci",
        "tr": "dil; diller; dili; icerik dili",
        "ru": "язык; языки; язык контента",
        "uk": "мова; мови",
        "ar": "اللغة; لغة; اللغات; لغة المحتوى",
        "hi": "भाषा; भाषाएँ",
        "id": "bahasa; bahasa konten",
        "vi": "ngon ngu",
        "ja": "言語; 使用言語",
        "ko": "언어; 사용 언어",
        "zh": "语言; 語言; 语种; 語種; 内容语言; 视频语言; 主要语言",
        "th": "ภาษา",
        "cs": "jazyk",
        "ro": "limba",
        "hu": "nyelv",
        "sv": "sprak",
        "el": "γλώσσα",
        "he": "שפה",
        "fa": "زبان",
    },
    Field.CATEGORIES: {
        "machine": "category type; account category; occupation; profession",
        "en": "category; categories; niche; niches; topic; topics; genre; genres; vertical; verticals; main category;"
        " primary category; content category; topic of influence; topics of influence; interests; interest;"
        " main topic; sub category;"
        " subcategory; theme; themes; content type; field of interest; content categories; content topics;"
        " topic categories; influence"
        " topics; industry; sector; segment; creator type; specialty; secondary category"
        "; content niche; category name; top category; channel category; main video category;"
        " business category; business category name; main niche; primary niche; influencer category;"
        " type of content; content vertical; content focus; areas of expertise; expertise;"
        " area of interest",
        "es": "categoria; categorias; nicho; nichos; tema; temas; tematica; tematicas; sector de actividad; rubro;"
        " intereses; genero de contenido; especialidad"
        "; subcategoria; tipo de contenido; categoria de contenido",
        "fr": "thematique; thematiques; categorie; secteur; univers; centres d interet; niche principale; domaine;"
        " centre d interet"
        "; type de contenu; sous categorie; specialite",
        "de": "kategorie; kategorien; thema; themen; nische; nischen; themengebiet; branche; interessen; sparte;"
        " themenbereich"
        "; themenfeld; themenfelder; content kategorie; unterkategorie; inhalte",
        "pt": "categoria principal; segmento; nicho principal; assunto; assuntos; interesses; area de atuacao"
        "; tipo de conteudo; sub categoria; categoria de conteudo",
        "it": "settore; nicchia; argomento; argomenti; interessi; tematiche; temi; categoria contenuti; ambito",
        "nl": "onderwerp; onderwerpen; categorieen; interesses; themas",
        "pl": "kategoria; kategorie tresci; tematyka; temat; tematy; branza; nisza; zainteresowania",
        "tr": "kategoriler; konu; konular; ilgi alani; ilgi alanlari; alan; sektor; nis"
        "; icerik turu; icerik kategorisi; icerik turleri; alani",
        "ru": "категория; категории; тематика; тема; ниша; темы; интересы; направление; жанр"
        "; тематика блога; тематика канала; тема блога; тип контента",
        "uk": "категорія; тематика каналу; категорії; ніша",
        "ar": "الفئة; التصنيف; فئة; المجال; التخصص; الاهتمامات; الموضوع; نوع المحتوى; التصنيفات",
        "hi": "श्रेणी; विषय; वर्ग",
        "id": "kategori; topik; niche konten; minat; tema konten; kategori konten; bidang",
        "vi": "danh muc; chu de; linh vuc; the loai",
        "ja": "カテゴリ; カテゴリー; ジャンル; 分野; トピック; テーマ"
        "; 専門ジャンル; 得意ジャンル; メインジャンル; 投稿ジャンル",
        "ko": "카테고리; 분야; 장르; 주제; 관심사; 토픽; 콘텐츠 분야; 콘텐츠 카테고리; 주요 분야; 대분류; 중분류",
        "zh": "类别; 類別; 分类; 分類; 领域; 領域; 类型; 類型; 垂类; 品类; 赛道; 标签分类; 内容类型"
        "; 类目; 內容類型; 内容分类; 内容领域; 垂直领域; 达人类型; 博主类型; 达人类目; 擅长领域;"
        " 领域分类; 主营类目; 内容方向; 内容类目; 分区; 頻道類型; 频道类型",
        "th": "หมวดหมู่; ประเภท; ประเภทคอนเทนต์; แนว; สาย; หมวด",
        "cs": "kategorie obsahu; obor",
        "ro": "domeniu; nisa",
        "hu": "temakor",
        "el": "κατηγορία",
        "he": "קטגוריה; תחום; נישה",
        "fa": "دسته بندی; حوزه; موضوع; دسته",
    },
    Field.EMAIL: {
        "en": "email; e mail; mail; emails; e mails; email address; email addresses; e mail address; contact email;"
        " business email; email id; mail id; contact mail; email contact; email 1; primary email; work email; public"
        " email; mailing address email; contact e mail; best email",
        "es": "correo; correo electronico; email de contacto; correo de contacto; direccion de correo; correos;"
        " direccion de correo electronico; correo e",
        "fr": "e mail de contact; courriel; adresse email; adresse e mail; adresse mail; adresse courriel;"
        " adresse electronique; mail de"
        " contact; email de contact",
        "de": "e mail adresse; emailadresse; mailadresse; kontakt e mail; kontaktmail; email adresse; e mailadresse",
        "pt": "endereco de email; email de contato; e mail de contato; correio eletronico; email de contacto pt;"
        " endereco de e mail",
        "it": "indirizzo email; posta elettronica; indirizzo e mail; email di contatto; indirizzo mail",
        "nl": "mailadres; e mailadres; emailadres; e mail adres",
        "pl": "adres email; adres e mail; poczta; mail kontaktowy; e mail kontaktowy",
        "tr": "e posta; eposta; e posta adresi; eposta adresi; mail adresi",
        "ru": "почта; эл почта; электронная почта; емейл; имейл; e mail почта; адрес почты; мейл; email почта",
        "uk": "пошта; електронна пошта; ел пошта",
        "ar": "البريد الالكتروني; البريد الإلكتروني; البريد; ايميل; الايميل; الإيميل; بريد الكتروني",
        "hi": "ईमेल; ईमेल पता; ई मेल",
        "id": "surel; alamat email; alamat surel; email kontak",
        "vi": "thu dien tu; dia chi email",
        "ja": "メール; メールアドレス; Eメール; 電子メール; 連絡先メール; Email アドレス"
        "; 連絡用メールアドレス; 問い合わせ先メール",
        "ko": "이메일; 이메일 주소; 메일; 메일 주소; 전자우편",
        "zh": "邮箱; 郵箱; 电子邮件; 電子郵件; 电子邮箱; 邮件; 联系邮箱; 信箱; 邮箱地址"
        "; 红人邮箱; 网红邮箱; 达人邮箱; 博主邮箱; 邮箱号; 商务邮箱; 电邮; 聯絡信箱; 聯絡郵箱",
        "th": "อีเมล; อีเมลติดต่อ",
        "he": "אימייל; דואר אלקטרוני; מייל",
        "fa": "ایمیل",
        "el": "ηλεκτρονικό ταχυδρομείο",
    },
    Field.PHONE: {
        "machine": "business phone; business phone number; public phone number; contact phone number",
        "en": "phone; phones; phone number; phone no; phone nr; telephone; telephone number; mobile; mobile number;"
        " mobile phone; mobile no; tel; tel no; whatsapp; whatsapp number; contact number; contact no; cell; cell"
        " phone; cellphone; contact phone; phone numbers; wa number"
        "; phone whatsapp; phone or whatsapp; whatsapp phone; phone mobile; telephone mobile",
        "es": "telefono; numero de telefono; movil; celular; telefono de contacto; telefono movil; num telefono; numero"
        " de contacto; tfno; tlf"
        "; telefono whatsapp; whatsapp telefono",
        "fr": "telephone portable; numero de telephone; portable; num de telephone; num tel; n de telephone; numero de"
        " tel; tel portable",
        "de": "telefon; telefonnummer; handynummer; handy; mobilnummer; rufnummer; mobiltelefon; telefon nr; tel nr",
        "pt": "telefone; telemovel; numero de telefone; telefone celular; fone; numero de celular; telefone de contato"
        "; telefone whatsapp; celular whatsapp; whatsapp telefone; contato whatsapp",
        "it": "cellulare; numero di telefono; numero di cellulare; recapito telefonico; numero cellulare",
        "nl": "telefoonnummer; telefoon; mobiel; mobiel nummer; gsm; gsm nummer",
        "pl": "numer telefonu; nr telefonu; komorka; nr tel; numer tel; tel kom",
        "tr": "telefon numarasi; cep telefonu; cep; gsm numarasi; telefon no; cep tel",
        "ru": "телефон; номер телефона; моб телефон; мобильный; тел; номер; контактный телефон; ватсап",
        "uk": "номер телефону; моб",
        "ar": "الهاتف; رقم الهاتف; الجوال; رقم الجوال; هاتف; جوال; واتساب; رقم الواتساب; الموبايل; رقم التواصل",
        "hi": "फ़ोन; फोन; मोबाइल; फ़ोन नंबर; मोबाइल नंबर; फोन नंबर",
        "id": "telepon; nomor telepon; no telepon; nomor hp; no hp; hp; nomor wa; no wa; handphone; no telp",
        "vi": "so dien thoai; dien thoai; sdt",
        "ja": "電話; 電話番号; 携帯; 携帯電話; 携帯番号; TEL",
        "ko": "전화; 전화번호; 휴대폰; 휴대전화; 핸드폰; 연락처 전화; 휴대폰 번호; 연락처 번호; 연락처 휴대폰",
        "zh": "电话; 電話號碼; 电话号码; 手机; 手機; 手机号; 手机号码; 联系电话; 聯絡電話",
        "th": "เบอร์โทร; เบอร์โทรศัพท์; เบอร์; โทรศัพท์; เบอร์มือถือ; เบอร์ติดต่อ",
        "he": "טלפון; נייד; מספר טלפון",
        "fa": "تلفن; شماره تماس; موبایل; شماره موبایل",
        "el": "τηλέφωνο; κινητό",
    },
    Field.NOTES: {
        "en": "notes; note; remark; remarks; observations; internal notes; my notes; notes about creator;"
        " general notes",
        "es": "notas; nota; observaciones; anotaciones; notas internas",
        "fr": "remarque; remarques; observation; annotations; notes internes",
        "de": "notiz; notizen; bemerkung; bemerkungen; anmerkung; anmerkungen; kommentar; interner kommentar",
        "pt": "observacoes; anotacoes; obs; observacao",
        "it": "osservazioni; annotazioni; appunti; note interne",
        "nl": "notities; opmerking; opmerkingen; notitie",
        "pl": "uwagi; uwaga; notatki; notatka; adnotacje",
        "tr": "notlar; not; aciklamalar not",
        "ru": "заметки; примечание; примечания; заметка; прим; пометки",
        "uk": "нотатки; примітки; примітка",
        "ar": "ملاحظات; ملاحظة; الملاحظات",
        "hi": "टिप्पणी; टिप्पणियाँ; नोट; नोट्स",
        "id": "catatan; keterangan; catatan tambahan",
        "vi": "ghi chu",
        "ja": "備考; メモ; 注記; ノート",
        "ko": "메모; 비고; 참고; 노트",
        "zh": "备注; 備註; 备忘; 注释; 附注",
        "th": "หมายเหตุ; บันทึก; โน้ต",
        "he": "הערות; הערה",
        "fa": "توضیحات; یادداشت",
        "el": "σημειώσεις; παρατηρήσεις",
        "cs": "poznamka; poznamky",
    },
    Field.MEASURED_ON: {
        "en": "measured on; measured; last updated; last update; updated; updated at; updated on; date; as of; as at;"
        " data date; snapshot date; report date; stats date; scraped at; scraped on; collected on; date collected;"
        " last checked; checked on; last synced; stats updated; data as of; export date; exported on; pulled on; date"
        " pulled; data updated; date of data"
        "; collected at; collection date; scraped date; scrape date; scraping date; crawled at;"
        " crawl date; fetched at; fetch date; retrieved at; retrieved on; captured at; extracted at;"
        " extraction date; date scraped; date extracted; date updated; update date; updated date;"
        " last refreshed; refreshed at; recorded at; recorded on; data collected on;"
        " stats date updated",
        "es": "fecha; fecha de medicion; fecha de actualizacion; actualizado; ultima actualizacion; fecha de datos"
        "; fecha de recoleccion; fecha de extraccion; fecha actualizacion",
        "fr": "date de mesure; date de mise a jour; mis a jour; derniere mise a jour; mesure le; date des donnees"
        "; date de collecte; date d extraction; date maj",
        "de": "datum; stand; aktualisiert am; zuletzt aktualisiert; gemessen am; stand vom; erhoben am; letzte"
        " aktualisierung; datenstand"
        "; erfasst am; abgerufen am; erhebungsdatum; abrufdatum",
        "pt": "data; data de atualizacao; atualizado em; ultima atualizacao; data da coleta; data da medicao",
        "it": "data di aggiornamento; aggiornato il; ultimo aggiornamento; data rilevazione; rilevato il; data"
        " aggiornamento",
        "nl": "gemeten op; bijgewerkt op; laatst bijgewerkt; peildatum",
        "pl": "data aktualizacji; zaktualizowano; data pomiaru; stan na; ostatnia aktualizacja",
        "tr": "tarih; guncelleme tarihi; olcum tarihi; son guncelleme",
        "ru": "дата; дата обновления; обновлено; дата замера; дата сбора; дата выгрузки"
        "; дата обновления данных; дата парсинга; собрано",
        "uk": "дата оновлення; оновлено",
        "ar": "التاريخ; تاريخ; تاريخ التحديث; اخر تحديث; آخر تحديث",
        "hi": "तारीख; दिनांक",
        "id": "tanggal; tanggal pembaruan; diperbarui; tanggal data",
        "vi": "ngay; ngay cap nhat",
        "ja": "日付; 更新日; 計測日; 取得日; 最終更新日; 測定日; データ取得日; 更新日時; 取得日時; 集計日; 調査日",
        "ko": "날짜; 업데이트; 갱신일; 측정일; 기준일; 업데이트 날짜"
        "; 수집일; 업데이트일; 수집 날짜; 조사일; 확인일자; 확인일; 최종 업데이트",
        "zh": "日期; 更新日期; 更新时间; 更新時間; 采集时间; 统计日期; 数据日期; 截止日期数据"
        "; 抓取时间; 采集日期; 抓取日期; 数据更新时间; 数据采集时间; 统计时间; 最后更新; 最近更新时间;"
        " 更新於",
        "th": "วันที่; วันที่อัปเดต; อัปเดตล่าสุด",
    },
    Field.CREATOR_ID: {"en": "creator number; creator no; rapport creator number; rapport creator id"},
    Field.STAGE: {"en": "stage; relationship stage; pipeline stage"},
    Field.COMPENSATION: {"en": "compensation; compensation type; compensated by"},
    Field.TAGS: {
        "en": "tags; tag; labels; label",
        "es": "etiquetas; etiqueta",
        "fr": "etiquettes; etiquette; mots cles",
        "de": "schlagworte; schlagworter; etiketten",
        "pt": "marcadores",
        "it": "etichette; etichetta",
        "pl": "tagi",
        "tr": "etiketler; etiket",
        "ru": "теги; метки; тэги",
        "ja": "タグ; タグ一覧",
        "ko": "태그",
        "zh": "标签; 標籤",
    },
    Field.NEXT_ACTION: {"en": "next action; next step; next steps; to do next"},
    Field.NEXT_ACTION_ON: {"en": "next action on; next action date; next action due; next step on; next step date"},
}

# Behind "engagement rate": what it is measured by.
BASIS_PHRASES: Mapping[EngagementBasis, str] = {
    EngagementBasis.FOLLOWERS: (
        "by followers; by follower; followers; per follower; on followers; por seguidores; par abonnes; nach followern;"
        " pro follower; erf"
    ),
    EngagementBasis.REACH: "by reach; reach; per reach; on reach; por alcance; par portee; nach reichweite; err",
    EngagementBasis.VIEWS: (
        "by views; by view; views; per view; on views; by impressions; per impression; por visualizaciones; par vues;"
        " nach aufrufen; erv"
    ),
}

# Words that add nothing to what a column means.
FILLERS = frozenset(
    [
        "creator",
        "creators",
        "influencer",
        "influencers",
        "creador",
        "createur",
        "creatrice",
        "s",
        "kol",
        "kols",
        "talent",
        "author",
        "the",
        "total",
        "current",
        "latest",
        "their",
        "its",
        "his",
        "her",
        "official",
        "social",
        "media",
        "de",
        "do",
        "da",
        "del",
        "di",
        "von",
        "der",
        "des",
        "du",
        "la",
        "le",
        "el",
        "al",
        "no",
        "nr",
        "num",
        "your",
        "our",
        "this",
        "a",
        "an",
        "authormeta",
        "n",
        "o",
        "в",
        "в",
        "на",
        "su",
        "on",
        "auf",
        "w",
        "in",
        "per",
        "public",
        "approx",
        "approximate",
        "est",
        "estimated",
        "overall",
        "primary",
        "main",
        "user",
        "users",
        "account",
        "accounts",
        "compte",
        "cuenta",
        "conta",
        "en",
        "sur",
        "канала",
        "аккаунта",
        "профиля",
        "блогера",
    ]
)

# Words that add nothing either, but where a network's name stands beside them: a "YouTube channel" may be an address.
CARRIERS = frozenset(("channel", "profile", "canal", "kanal", "kanali", "perfil", "profil", "chaine", "canale", "page"))

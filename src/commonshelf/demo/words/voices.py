"""What people of the sample town say, by theme and language, as they would say it. All of it is made up."""

from __future__ import annotations

CURRENT_EVENTS = {
    "en": (
        "I'd come back if we talked about what is going on in the world instead of one novel a month.",
        "Could there be an evening where we read the news together and somebody explains the background?",
        "The book club was nice but I want to talk about now. Elections, climate, what happens down the road.",
        "Discuss articles! I have no time for 400 pages but I can read four.",
        "My neighbors and I argue about the news on the bus. A table at the library would be better.",
        "I stopped coming because the books were always old. Something about current events please.",
        "A club about the news, with facts. My grandson says I only believe the radio.",
        "Please something on current affairs in the evening, I work until six.",
    ),
    "es": (
        "Me gustaría un grupo para hablar de las noticias, con artículos cortos.",
        "Dejé de venir al club porque solo leían novelas largas. Hablemos de la actualidad.",
        "¿Por qué no un debate sobre lo que pasa en el mundo, en español y en inglés?",
        "Quiero entender las elecciones de aquí. Un grupo sobre temas de hoy me ayudaría.",
        "Noticias y café, una vez por semana, por favor.",
    ),
    "vi": (
        "Tôi muốn có nhóm nói chuyện về thời sự, bằng tiếng Anh dễ hiểu.",
        "Câu lạc bộ sách dài quá. Tôi thích đọc bài báo ngắn rồi thảo luận.",
        "Ở nhà chúng tôi hay xem tin tức nhưng không biết hỏi ai. Thư viện giúp được không?",
    ),
    "ar": (
        "أتمنى لقاءً أسبوعيًا نتحدث فيه عن الأخبار وما يجري في العالم.",
        "لم أعد آتي لأن الكتب طويلة. أريد مقالات قصيرة عن الأحداث الجارية.",
        "نقاش هادئ عن الأخبار في المكتبة أفضل من الصراخ في البيت.",
    ),
    "zh-hans": (
        "希望有一个讨论时事的小组，文章短一点。",
        "我英语不好，但是很想听大家谈新闻。",
        "以前的读书会只读小说，我更想谈现在发生的事。",
    ),
    "fr": (
        "Un club sur l’actualité, avec des articles courts, me ferait revenir.",
        "Je viendrais pour parler de ce qui se passe dans le monde.",
    ),
}

CRIME_NOVELS = {
    "en": (
        "Crime novels!! Why does the club never read a good murder?",
        "I read two thrillers a week and nobody to talk to about them.",
        "A mystery night. Everybody guesses before the last chapter.",
        "More crime fiction, the Scandinavian kind, and a group to talk it over.",
        "My late husband and I read detective stories aloud. I miss that. A group would do me good.",
        "Never been to the book club because they read worthy books. I like whodunits.",
        "true crime and crime novels pls",
        "Would come for detective stories. Evenings, with tea.",
    ),
    "es": (
        "Novela negra, por favor. Somos varias en el barrio que la leemos.",
        "Un club de misterio, con libros también en español.",
        "Nunca he ido al club de lectura. Si fuera de crímenes, iría.",
        "Me encantan las novelas policíacas y no tengo con quién comentarlas.",
    ),
    "vi": ("Tôi thích truyện trinh thám. Có nhóm nào cùng đọc không?", "Mẹ tôi mê truyện vụ án, bà muốn có người nói chuyện cùng."),
    "ar": ("أحب الروايات البوليسية وأبحث عن من يقرأها معي.", "لماذا لا يقرأ النادي رواية جريمة؟"),
    "zh-hans": ("想参加侦探小说读书会。", "我在国内就爱看推理小说，这里找不到人聊。", "希望多一点犯罪小说，最好有中文版。"),
    "fr": ("Des romans policiers ! J’en lis un par semaine.", "Une soirée polar une fois par mois, ce serait parfait."),
}

SATURDAY_HOURS = {
    "en": (
        "Open on Saturday afternoons. I work all week and you close at one.",
        "Saturday hours please!!",
        "The library is never open when I am free. Saturday until five would help a lot.",
        "My kids only have time on Saturdays and Hill Branch is shut.",
        "I drive a bus Monday to Friday. Saturday is my only day.",
        "Longer hours on the weekend.",
    ),
    "es": (
        "Abran los sábados por la tarde.",
        "Trabajo toda la semana; el sábado está cerrado cuando puedo ir.",
        "Más horas el fin de semana, por favor.",
    ),
    "vi": ("Xin mở cửa chiều thứ bảy. Chúng tôi đi làm cả tuần.", "Thứ bảy thư viện đóng cửa sớm quá."),
    "ar": ("نرجو فتح المكتبة بعد ظهر السبت.", "أعمل طوال الأسبوع ولا أجد المكتبة مفتوحة يوم السبت."),
    "zh-hans": ("请周六下午也开门。", "我们平时都要上班，周末开放时间太短了。"),
    "fr": ("Ouvrez le samedi après-midi, s’il vous plaît.",),
}

VIETNAMESE_BOOKS = {
    "en": (
        "Picture books in Vietnamese for my daughter. There are six and she knows them by heart.",
        "My wife's mother cannot read English. Vietnamese books for her and the baby?",
        "More children's books in Vietnamese at River Branch.",
    ),
    "vi": (
        "Thư viện có rất ít sách tranh tiếng Việt cho trẻ em.",
        "Con tôi nói tiếng Anh ở trường. Tôi muốn đọc sách tiếng Việt cho cháu nghe.",
        "Xin thêm truyện tranh thiếu nhi tiếng Việt ở chi nhánh River.",
        "Bà ngoại muốn đọc truyện cho cháu nhưng không có sách tiếng Việt.",
        "Sách song ngữ Việt Anh cho bé dưới sáu tuổi.",
        "Tôi chưa bao giờ đến thư viện vì nghĩ là không có sách tiếng Việt.",
    ),
}

CRAFTS = {
    "en": (
        "A table for knitting and mending where you can just sit down.",
        "I know how to weave baskets and nobody under seventy does. Let me show somebody.",
        "Craft for grown-ups, not only for the children.",
        "Somewhere warm to sew together. I have a machine but no room.",
    ),
    "es": ("Un taller de costura y bordado. Mi abuela me enseñó y puedo enseñar.", "Manualidades para adultos, con conversación."),
    "vi": ("Tôi biết thêu tay và muốn dạy lại.",),
    "ar": ("أعرف التطريز الفلسطيني وأحب أن أعلّمه.", "مكان نجلس فيه ونخيط ونحكي."),
    "zh-hans": ("我会剪纸，可以教大家。",),
    "fr": ("Un atelier tricot où l’on raconte des histoires.",),
}

PARKING = {
    "en": (
        "No parking at Main Library. I drive around the block and go home.",
        "Please do something about the parking!",
        "Free parking for an hour would be enough.",
        "I can't walk far and there are only two spaces.",
    ),
    "es": ("No hay dónde estacionar.",),
    "zh-hans": ("停车太难了。",),
}

SWIMMING_POOL = {
    "en": (
        "Since the pool closed there is nothing for teenagers. Could the library build one?",
        "A swimming pool would be better than more books.",
    ),
    "es": ("Queremos una piscina.",),
}

QUIET_ROOM = {
    "en": (
        "One room where nobody talks on the phone.",
        "I study for my nursing exam and it is too loud after three.",
        "A quiet corner with a lamp, that is all I ask.",
        "It is so loud in the afternoon that I take my books home.",
    ),
    "es": ("Una sala de silencio para estudiar.", "Hay demasiado ruido por la tarde."),
    "vi": ("Cần một phòng yên tĩnh để học thi.",),
    "ar": ("نحتاج غرفة هادئة للدراسة.",),
    "zh-hans": ("希望有安静的自习室。",),
    "fr": ("Une salle vraiment silencieuse.",),
}

THEMES: dict[str, tuple[str, dict[str, tuple[str, ...]]]] = {
    "Current events": ("Talking about the news and what is going on now.", CURRENT_EVENTS),
    "Crime novels": ("Reading and talking about crime, mystery and detective stories.", CRIME_NOVELS),
    "Saturday hours": ("Being open when people who work can come.", SATURDAY_HOURS),
    "Vietnamese picture books": ("Books in Vietnamese for children and whoever reads to them.", VIETNAMESE_BOOKS),
    "Making things together": ("Crafts for grown-ups: sewing, knitting, mending, and talk.", CRAFTS),
    "Parking": ("Where to leave a car.", PARKING),
    "A swimming pool": ("A pool for the town.", SWIMMING_POOL),
    "A quiet room": ("A room to study and read in without noise.", QUIET_ROOM),
}

# Nobody sorts these: they are what a real inbox also holds.
DIRT = (
    ("en", "asdf"),
    ("en", "👍👍👍"),
    (
        "en",
        "THIS TOWN IS RUN BY IDIOTS AND THE LIBRARY IS NO BETTER. I HAVE WRITTEN FOUR TIMES. NOBODY EVER ANSWERS. TAKE YOUR SURVEY AND SHELVE IT.",
    ),
    ("en", "Please call me about the large print books, (206) 555-0142, after six."),
    ("en", "write to old.reader@riverbend.example about the talking books"),
    ("en", "teh libary is my favrite place, thank u"),
    ("es", "grasias por todo, la biblioteca es mi casa"),
    ("zh-hans", "谢谢"),
)
EMPTY = ("", "   ", "\n\n", "\u202e")
FORUM_QUESTIONS = ("What would bring you to the library, or back to it?", "What do you know that you could show to others?")

TOLD_AS: dict[str, dict[str, str]] = {
    "Current events": {
        "en": "Current events",
        "es": "Actualidad",
        "fr": "Actualité",
        "ar": "الأحداث الجارية",
        "zh-hans": "时事",
        "vi": "Thời sự",
    },
    "Crime novels": {
        "en": "Crime novels",
        "es": "Novela policíaca",
        "fr": "Romans policiers",
        "ar": "روايات الجريمة",
        "zh-hans": "犯罪小说",
        "vi": "Tiểu thuyết trinh thám",
    },
    "Saturday hours": {
        "en": "Saturday hours",
        "es": "Horario de los sábados",
        "fr": "Ouverture le samedi",
        "ar": "العمل يوم السبت",
        "zh-hans": "周六开放",
        "vi": "Giờ mở cửa thứ Bảy",
    },
    "Vietnamese picture books": {
        "en": "Vietnamese picture books",
        "es": "Libros ilustrados en vietnamita",
        "fr": "Albums illustrés en vietnamien",
        "ar": "كتب مصورة بالفيتنامية",
        "zh-hans": "越南语绘本",
        "vi": "Sách tranh tiếng Việt",
    },
    "Making things together": {
        "en": "Making things together",
        "es": "Hacer cosas juntos",
        "fr": "Fabriquer ensemble",
        "ar": "نصنع أشياء معًا",
        "zh-hans": "一起动手做",
        "vi": "Cùng nhau làm đồ thủ công",
    },
    "Parking": {
        "en": "Parking",
        "es": "Aparcamiento",
        "fr": "Stationnement",
        "ar": "مواقف السيارات",
        "zh-hans": "停车",
        "vi": "Chỗ đậu xe",
    },
    "A swimming pool": {
        "en": "A swimming pool",
        "es": "Una piscina",
        "fr": "Une piscine",
        "ar": "مسبح",
        "zh-hans": "游泳池",
        "vi": "Hồ bơi",
    },
    "A quiet room": {
        "en": "A quiet room",
        "es": "Una sala tranquila",
        "fr": "Une salle calme",
        "ar": "غرفة هادئة",
        "zh-hans": "安静的房间",
        "vi": "Một phòng yên tĩnh",
    },
}

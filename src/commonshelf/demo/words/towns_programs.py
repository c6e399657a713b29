"""The programs, decisions and replies of the sample town, in the languages its library writes."""

from __future__ import annotations

BOOK_CLUB = (
    {
        "en": "Thursday Book Club",
        "es": "Club de lectura de los jueves",
        "vi": "Câu lạc bộ sách thứ năm",
        "ar": "نادي كتاب الخميس",
        "zh-hans": "周四读书会",
        "fr": "Club de lecture du jeudi",
    },
    {
        "en": "One novel a month, and an hour to talk about it.",
        "es": "Una novela al mes y una hora para hablar de ella.",
        "vi": "Mỗi tháng một cuốn tiểu thuyết và một giờ trò chuyện.",
        "ar": "رواية كل شهر وساعة للحديث عنها.",
        "zh-hans": "每月一本小说，一小时的交谈。",
        "fr": "Un roman par mois et une heure pour en parler.",
    },
)
STORY_TIME = (
    {
        "en": "Story time by the river",
        "es": "La hora del cuento junto al río",
        "vi": "Giờ kể chuyện bên sông",
        "ar": "ساعة القصة عند النهر",
        "zh-hans": "河边故事会",
        "fr": "L’heure du conte au bord de l’eau",
    },
    {
        "en": "Songs and stories for children up to five and whoever brings them.",
        "es": "Canciones y cuentos para niños de hasta cinco años y quien los traiga.",
        "vi": "Bài hát và chuyện kể cho trẻ đến năm tuổi và người đi cùng.",
        "ar": "أغانٍ وقصص للأطفال حتى الخامسة ومن يأتي معهم.",
        "zh-hans": "给五岁以下孩子和陪伴者的歌曲与故事。",
        "fr": "Chansons et histoires pour les enfants jusqu’à cinq ans et ceux qui les accompagnent.",
    },
)
CONVERSATION = (
    {
        "en": "English conversation circle",
        "es": "Círculo de conversación en inglés",
        "vi": "Nhóm trò chuyện tiếng Anh",
        "ar": "حلقة محادثة بالإنجليزية",
        "zh-hans": "英语会话小组",
        "fr": "Cercle de conversation en anglais",
    },
    {
        "en": "Practice English over tea. Every level is welcome.",
        "es": "Practique inglés con un té. Todos los niveles son bienvenidos.",
        "vi": "Luyện tiếng Anh bên tách trà. Mọi trình độ đều được chào đón.",
        "ar": "تمرّن على الإنجليزية مع كوب شاي. كل المستويات مرحّب بها.",
        "zh-hans": "边喝茶边练英语，什么水平都欢迎。",
        "fr": "Pratiquez l’anglais autour d’un thé. Tous les niveaux sont bienvenus.",
    },
)
CHESS = (
    {
        "en": "Saturday chess for teens",
        "es": "Ajedrez del sábado para jóvenes",
        "vi": "Cờ vua thứ bảy cho thiếu niên",
        "ar": "شطرنج السبت للفتيان والفتيات",
        "zh-hans": "周六青少年国际象棋",
        "fr": "Échecs du samedi pour ados",
    },
    {
        "en": "Boards, clocks and a friendly trainer.",
        "es": "Tableros, relojes y un entrenador amable.",
        "vi": "Bàn cờ, đồng hồ và người hướng dẫn thân thiện.",
        "ar": "رقع شطرنج وساعات ومدرّب ودود.",
        "zh-hans": "棋盘、棋钟和友善的教练。",
        "fr": "Des échiquiers, des pendules et un entraîneur sympathique.",
    },
)
NEWS_CLUB = (
    {
        "en": "The World in an Hour: current events club",
        "es": "El mundo en una hora: club de actualidad",
        "vi": "Thế giới trong một giờ: câu lạc bộ thời sự",
        "ar": "العالم في ساعة: نادي الأحداث الجارية",
        "zh-hans": "一小时看世界：时事俱乐部",
        "fr": "Le monde en une heure : club d’actualité",
    },
    {
        "en": "Three short articles, a journalist of the River Herald, and everybody's questions.",
        "es": "Tres artículos cortos, un periodista del River Herald y las preguntas de todos.",
        "vi": "Ba bài báo ngắn, một nhà báo của River Herald và câu hỏi của mọi người.",
        "ar": "ثلاث مقالات قصيرة وصحفي من River Herald وأسئلة الجميع.",
        "zh-hans": "三篇短文，一位《River Herald》记者，大家来提问。",
        "fr": "Trois articles courts, un journaliste du River Herald et les questions de chacun.",
    },
)
CRIME_CLUB = (
    {
        "en": "Crime Scene: crime novel club",
        "es": "Escena del crimen: club de novela negra",
        "vi": "Hiện trường: câu lạc bộ truyện trinh thám",
        "ar": "مسرح الجريمة: نادي الرواية البوليسية",
        "zh-hans": "案发现场：推理小说俱乐部",
        "fr": "Scène de crime : club de romans policiers",
    },
    {
        "en": "A crime novel a month with Corner Books. Guess before the last chapter.",
        "es": "Una novela negra al mes con Corner Books. Adivine antes del último capítulo.",
        "vi": "Mỗi tháng một truyện trinh thám cùng Corner Books. Hãy đoán trước chương cuối.",
        "ar": "رواية بوليسية كل شهر مع Corner Books. خمّن قبل الفصل الأخير.",
        "zh-hans": "与 Corner Books 每月一本推理小说，在最后一章之前猜出凶手。",
        "fr": "Un polar par mois avec Corner Books. Devinez avant le dernier chapitre.",
    },
)
CRAFT_TABLE = (
    {
        "en": "The craft table",
        "es": "La mesa de manualidades",
        "vi": "Bàn thủ công",
        "ar": "طاولة الأشغال اليدوية",
        "zh-hans": "手工桌",
        "fr": "La table des travaux manuels",
    },
    {
        "en": "Bring what you are making. Somebody here knows the next stitch.",
        "es": "Traiga lo que esté haciendo. Alguien aquí conoce el siguiente punto.",
        "vi": "Mang theo thứ bạn đang làm. Ở đây có người biết mũi khâu tiếp theo.",
        "ar": "أحضر ما تصنعه. هنا من يعرف الغرزة التالية.",
        "zh-hans": "带上您正在做的东西，这里总有人知道下一针。",
        "fr": "Apportez votre ouvrage. Quelqu’un ici connaît le point suivant.",
    },
)

READING_NEED = {
    "title": {
        "en": "A club for what people read now",
        "es": "Un club para lo que la gente lee hoy",
        "vi": "Một câu lạc bộ cho những gì mọi người đọc hôm nay",
        "ar": "نادٍ لما يقرؤه الناس اليوم",
        "zh-hans": "一个读当下之书的俱乐部",
        "fr": "Un club pour ce que les gens lisent aujourd’hui",
    },
    "gap": {
        "en": "People want to talk about the news and about crime novels, not one long novel a month.",
        "es": "La gente quiere hablar de las noticias y de novela negra, no de una novela larga al mes.",
        "vi": "Mọi người muốn nói về thời sự và truyện trinh thám, không phải một cuốn tiểu thuyết dài mỗi tháng.",
        "ar": "يريد الناس الحديث عن الأخبار والروايات البوليسية، لا عن رواية طويلة كل شهر.",
        "zh-hans": "大家想谈新闻和推理小说，而不是每月一本长篇。",
        "fr": "Les gens veulent parler de l’actualité et de polars, pas d’un long roman par mois.",
    },
    "for_whom": {
        "en": "Adults who stopped coming to the book club, and adults who never came.",
        "es": "Adultos que dejaron de venir al club y adultos que nunca vinieron.",
        "vi": "Người lớn đã thôi đến câu lạc bộ sách và người lớn chưa từng đến.",
        "ar": "الكبار الذين توقفوا عن المجيء إلى النادي ومن لم يأتوا قط.",
        "zh-hans": "不再来读书会的成年人，以及从没来过的成年人。",
        "fr": "Les adultes qui ne viennent plus au club et ceux qui ne sont jamais venus.",
    },
}
READING_DECISION = {
    "title": {
        "en": "Two clubs instead of one",
        "es": "Dos clubes en lugar de uno",
        "vi": "Hai câu lạc bộ thay cho một",
        "ar": "ناديان بدل نادٍ واحد",
        "zh-hans": "一个读书会变成两个",
        "fr": "Deux clubs au lieu d’un",
    },
    "reason": {
        "en": "The Thursday club lost more than half of its people. You told us why, in five languages. The River Herald and Corner Books will run two clubs with us.",
        "es": "El club de los jueves perdió más de la mitad de su gente. Ustedes nos dijeron por qué, en cinco idiomas. El River Herald y Corner Books llevarán dos clubes con nosotros.",
        "vi": "Câu lạc bộ thứ năm mất hơn một nửa số người. Quý vị đã nói lý do, bằng năm thứ tiếng. River Herald và Corner Books sẽ cùng chúng tôi mở hai câu lạc bộ.",
        "ar": "فقد نادي الخميس أكثر من نصف رواده. أخبرتمونا بالسبب بخمس لغات. سيدير River Herald وCorner Books ناديين معنا.",
        "zh-hans": "周四读书会少了一半多的人。你们用五种语言告诉了我们原因。River Herald 和 Corner Books 将和我们一起办两个俱乐部。",
        "fr": "Le club du jeudi a perdu plus de la moitié de ses membres. Vous nous avez dit pourquoi, en cinq langues. Le River Herald et Corner Books animeront deux clubs avec nous.",
    },
}
READING_REPLY = {
    "en": "You asked for current events and crime novels. There are two clubs now: The World in an Hour on Tuesdays and Crime Scene on Thursdays. Come and see whether we understood you.",
    "es": "Usted pidió actualidad y novela negra. Ahora hay dos clubes: El mundo en una hora los martes y Escena del crimen los jueves. Venga y vea si le entendimos.",
    "vi": "Quý vị muốn thời sự và truyện trinh thám. Nay có hai câu lạc bộ: Thế giới trong một giờ vào thứ ba và Hiện trường vào thứ năm. Mời đến xem chúng tôi có hiểu đúng không.",
    "ar": "طلبتم الأحداث الجارية والروايات البوليسية. لدينا الآن ناديان: العالم في ساعة يوم الثلاثاء ومسرح الجريمة يوم الخميس. تعالوا وانظروا هل فهمناكم.",
    "zh-hans": "您想要时事和推理小说。现在有两个俱乐部：周二的“一小时看世界”和周四的“案发现场”。欢迎来看看我们理解得对不对。",
    "fr": "Vous avez demandé l’actualité et des polars. Il y a maintenant deux clubs : Le monde en une heure le mardi et Scène de crime le jeudi. Venez voir si nous avons bien compris.",
}
STORY = (
    {
        "en": "The stitch that came from Hebron",
        "es": "La puntada que vino de Hebrón",
        "vi": "Mũi thêu đến từ Hebron",
        "ar": "الغرزة التي جاءت من الخليل",
        "zh-hans": "来自希伯伦的针法",
        "fr": "Le point venu d’Hébron",
    },
    {
        "en": "It began as an hour of knitting. Then a grandmother showed a stitch from Hebron, a retired fisherman tied his nets, and a girl wrote both down. Now the table tells where each thing was learned.",
        "es": "Empezó como una hora de tejido. Luego una abuela mostró una puntada de Hebrón, un pescador jubilado anudó sus redes y una niña lo anotó todo. Ahora la mesa cuenta dónde se aprendió cada cosa.",
        "vi": "Ban đầu chỉ là một giờ đan len. Rồi một người bà dạy mũi thêu Hebron, một ngư dân già thắt lưới, và một cô bé ghi lại cả hai. Giờ đây chiếc bàn kể mỗi thứ được học từ đâu.",
        "ar": "بدأت ساعةً للحياكة. ثم علّمت جدةٌ غرزةً من الخليل، وعقد صيادٌ متقاعد شباكه، وكتبت فتاةٌ الاثنين. والآن تحكي الطاولة أين تعلّم كلٌّ ما يصنع.",
        "zh-hans": "起初只是一小时的编织。后来一位奶奶教了希伯伦的针法，一位退休渔夫打起了渔网结，一个女孩都记了下来。现在这张桌子会讲每样手艺从哪里学来。",
        "fr": "Au début, c’était une heure de tricot. Puis une grand-mère a montré un point d’Hébron, un pêcheur à la retraite a noué ses filets, et une fille a tout noté. Aujourd’hui la table raconte où chaque chose s’apprend.",
    },
)
TOPIC = {"en": "What is on", "es": "Qué hay", "vi": "Các hoạt động", "ar": "ما الجديد", "zh-hans": "活动预告", "fr": "Au programme"}

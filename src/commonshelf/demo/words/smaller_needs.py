"""The smaller needs of the sample town and what was decided about each: kept, promised, put off, declined."""

from __future__ import annotations

from typing import NamedTuple


class SmallerNeed(NamedTuple):
    """A need about one theme, and the decision on it."""

    theme: str
    title: dict[str, str]
    gap: dict[str, str]
    for_whom: dict[str, str]
    outcome: str
    decision: dict[str, str]
    reason: dict[str, str]
    promise: dict[str, str] | None
    kind: str
    measure: str
    kept: bool
    reply: dict[str, str]


SMALLER_NEEDS = (
    SmallerNeed(
        theme="Vietnamese picture books",
        title={
            "en": "Picture books in Vietnamese",
            "fr": "Des albums en vietnamien",
            "ar": "كتب مصوّرة بالفيتنامية",
            "zh-hans": "越南语图画书",
            "es": "Libros ilustrados en vietnamita",
            "vi": "Sách tranh tiếng Việt",
        },
        gap={
            "en": "Six books for the whole town, and families know them by heart.",
            "fr": "Six livres pour toute la ville, et les familles les connaissent par cœur.",
            "ar": "ستة كتب للبلدة كلها، والعائلات تحفظها عن ظهر قلب.",
            "zh-hans": "全镇只有六本，各家都背得出来了。",
            "es": "Seis libros para toda la ciudad, y las familias se los saben de memoria.",
            "vi": "Cả thị trấn chỉ có sáu cuốn, các gia đình đã thuộc lòng.",
        },
        for_whom={
            "en": "Families who speak Vietnamese at home.",
            "fr": "Les familles qui parlent vietnamien à la maison.",
            "ar": "العائلات التي تتحدث الفيتنامية في البيت.",
            "zh-hans": "在家说越南语的家庭。",
            "es": "Familias que hablan vietnamita en casa.",
            "vi": "Các gia đình nói tiếng Việt ở nhà.",
        },
        outcome="adopt",
        decision={
            "en": "Sixty picture books in Vietnamese",
            "fr": "Soixante albums en vietnamien",
            "ar": "ستون كتابًا مصوّرًا بالفيتنامية",
            "zh-hans": "六十本越南语图画书",
            "es": "Sesenta libros ilustrados en vietnamita",
            "vi": "Sáu mươi cuốn sách tranh tiếng Việt",
        },
        reason={
            "en": "Reading to a child works best in the language of the home.",
            "fr": "Lire à un enfant réussit le mieux dans la langue de la maison.",
            "ar": "القراءة للطفل أنجح ما تكون بلغة البيت.",
            "zh-hans": "用家里的语言给孩子读书，效果最好。",
            "es": "Leer a un niño funciona mejor en el idioma del hogar.",
            "vi": "Đọc sách cho trẻ tốt nhất bằng ngôn ngữ của gia đình.",
        },
        promise={
            "en": "Sixty picture books in Vietnamese on the shelf at River Branch.",
            "fr": "Soixante albums en vietnamien en rayon à River.",
            "ar": "ستون كتابًا مصوّرًا بالفيتنامية على رفوف فرع River.",
            "zh-hans": "River 分馆书架上的六十本越南语图画书。",
            "es": "Sesenta libros ilustrados en vietnamita en la sucursal River.",
            "vi": "Sáu mươi cuốn sách tranh tiếng Việt trên kệ ở chi nhánh River.",
        },
        kind="resource",
        measure="Books on the shelf, and loans of each in its first year",
        kept=True,
        reply={
            "en": "Sixty picture books in Vietnamese are on the shelf at River Branch.",
            "fr": "Soixante albums en vietnamien sont en rayon à River.",
            "ar": "ستون كتابًا مصوّرًا بالفيتنامية على رفوف فرع River الآن.",
            "zh-hans": "六十本越南语图画书已经上架，在 River 分馆。",
            "es": "Sesenta libros ilustrados en vietnamita están en la sucursal River.",
            "vi": "Sáu mươi cuốn sách tranh tiếng Việt đã có trên kệ ở chi nhánh River.",
        },
    ),
    SmallerNeed(
        theme="Saturday hours",
        title={
            "en": "Open when working people can come",
            "fr": "Ouvrir quand ceux qui travaillent peuvent venir",
            "es": "Abrir cuando puede venir quien trabaja",
            "vi": "Mở cửa khi người đi làm có thể đến",
            "ar": "فتح المكتبة حين يستطيع العاملون المجيء",
            "zh-hans": "在上班族能来的时候开门",
        },
        gap={
            "en": "The library closes at one on Saturdays, the only free day of many.",
            "fr": "La bibliothèque ferme à treize heures le samedi, seul jour libre de beaucoup.",
            "es": "La biblioteca cierra a la una los sábados, el único día libre de muchos.",
            "vi": "Thứ bảy thư viện đóng cửa lúc một giờ, mà đó là ngày rảnh duy nhất của nhiều người.",
            "ar": "تُغلق المكتبة عند الواحدة يوم السبت، وهو يوم الراحة الوحيد لكثيرين.",
            "zh-hans": "周六一点就关门，而那是许多人唯一的休息日。",
        },
        for_whom={
            "en": "People who work Monday to Friday, and school children.",
            "fr": "Ceux qui travaillent du lundi au vendredi, et les écoliers.",
            "es": "Quienes trabajan de lunes a viernes, y escolares.",
            "vi": "Người đi làm từ thứ hai đến thứ sáu và học sinh.",
            "ar": "من يعملون من الاثنين إلى الجمعة، وتلاميذ المدارس.",
            "zh-hans": "周一到周五上班的人和学生。",
        },
        outcome="adapt",
        decision={
            "en": "Main Library opens until five on Saturdays",
            "fr": "La bibliothèque centrale ouvre jusqu’à dix-sept heures le samedi",
            "es": "La biblioteca principal abre hasta las cinco los sábados",
            "vi": "Thư viện chính mở đến năm giờ ngày thứ bảy",
            "ar": "المكتبة الرئيسية تفتح حتى الخامسة يوم السبت",
            "zh-hans": "总馆周六开到五点",
        },
        reason={
            "en": "We have staff for one house on Saturday afternoon, not for three. Main Library is the one that every bus reaches.",
            "fr": "Le samedi après-midi, nous avons du personnel pour une maison, pas pour trois. Tous les bus mènent à la bibliothèque centrale.",
            "es": "Tenemos personal para una casa el sábado por la tarde, no para tres. A la principal llegan todos los autobuses.",
            "vi": "Chiều thứ bảy chúng tôi chỉ đủ người cho một nơi. Thư viện chính thì xe buýt nào cũng đến.",
            "ar": "لدينا موظفون لمبنى واحد بعد ظهر السبت لا لثلاثة. والمكتبة الرئيسية تصلها كل الحافلات.",
            "zh-hans": "周六下午我们的人手只够一处，而总馆每路公交都到。",
        },
        promise={
            "en": "Main Library is open until five on Saturdays.",
            "fr": "La bibliothèque centrale est ouverte jusqu’à dix-sept heures le samedi.",
            "es": "La biblioteca principal abre hasta las cinco los sábados.",
            "vi": "Thư viện chính mở cửa đến năm giờ ngày thứ bảy.",
            "ar": "المكتبة الرئيسية مفتوحة حتى الخامسة يوم السبت.",
            "zh-hans": "总馆周六开到五点。",
        },
        kind="service_change",
        measure="Visits on Saturday afternoons",
        kept=False,
        reply={
            "en": "Main Library will open until five on Saturdays. We have nobody yet for the other branches.",
            "fr": "La bibliothèque centrale ouvrira jusqu’à dix-sept heures le samedi. Nous n’avons encore personne pour les autres.",
            "es": "La biblioteca principal abrirá hasta las cinco los sábados. Aún no tenemos a nadie para las otras sucursales.",
            "vi": "Thư viện chính sẽ mở đến năm giờ ngày thứ bảy. Các chi nhánh khác chưa có người.",
            "ar": "ستفتح المكتبة الرئيسية حتى الخامسة يوم السبت. وليس لدينا بعد من يعمل في الفروع الأخرى.",
            "zh-hans": "总馆周六将开到五点。其他分馆暂时还没有人手。",
        },
    ),
    SmallerNeed(
        theme="A swimming pool",
        title={
            "en": "A pool for teenagers",
            "fr": "Une piscine pour les ados",
            "ar": "مسبح للفتيان والفتيات",
            "zh-hans": "给青少年的泳池",
            "vi": "Hồ bơi cho thiếu niên",
            "es": "Una piscina para jóvenes",
        },
        gap={
            "en": "The town's pool closed and teenagers have nowhere to go.",
            "fr": "La piscine de la ville a fermé et les ados n’ont nulle part où aller.",
            "ar": "أُغلق مسبح البلدة ولم يعد للفتيان والفتيات مكان.",
            "zh-hans": "镇上的泳池关了，青少年没有地方去。",
            "vi": "Hồ bơi của thị trấn đóng cửa, thiếu niên không có chỗ đến.",
            "es": "La piscina cerró y los jóvenes no tienen adónde ir.",
        },
        for_whom={
            "en": "Teenagers.",
            "fr": "Les ados.",
            "ar": "الفتيان والفتيات.",
            "zh-hans": "青少年。",
            "vi": "Thiếu niên.",
            "es": "Jóvenes.",
        },
        outcome="decline",
        decision={
            "en": "No pool at the library",
            "fr": "Pas de piscine à la bibliothèque",
            "ar": "لا مسبح في المكتبة",
            "zh-hans": "图书馆不建泳池",
            "vi": "Thư viện không xây hồ bơi",
            "es": "No habrá piscina en la biblioteca",
        },
        reason={
            "en": "A pool is not ours to build. We passed your words on to the parks office, and ask again in a year what teenagers need from us.",
            "fr": "Construire une piscine n’est pas notre rôle. Nous avons transmis vos paroles au service des parcs, et redemanderons dans un an ce que les ados attendent de nous.",
            "ar": "ليس بناء المسبح من شأننا. نقلنا كلامكم إلى مكتب الحدائق، وسنسأل بعد عام عما يحتاجه الفتيان والفتيات منا.",
            "zh-hans": "建泳池不归我们管。我们已把大家的话转告公园办公室，一年后会再问青少年需要我们做什么。",
            "vi": "Xây hồ bơi không phải việc của chúng tôi. Chúng tôi đã chuyển lời bạn đến văn phòng công viên, và một năm nữa sẽ hỏi lại thiếu niên cần gì ở thư viện.",
            "es": "No nos toca construir una piscina. Pasamos sus palabras a la oficina de parques y en un año volveremos a preguntar qué necesitan los jóvenes.",
        },
        promise=None,
        kind="",
        measure="",
        kept=False,
        reply={
            "en": "A pool is not ours to build. The parks office has your words, and we look at it again in a year.",
            "fr": "Construire une piscine n’est pas notre rôle. Le service des parcs a vos paroles, et nous y reviendrons dans un an.",
            "ar": "ليس بناء المسبح من شأننا. كلامكم لدى مكتب الحدائق، وسننظر في الأمر بعد عام.",
            "zh-hans": "建泳池不归我们管。公园办公室已收到您的话，一年后我们再看。",
            "vi": "Xây hồ bơi không phải việc của chúng tôi. Văn phòng công viên đã có lời của bạn, một năm nữa chúng tôi xem lại.",
            "es": "No nos toca construir una piscina. La oficina de parques tiene sus palabras y en un año lo miramos otra vez.",
        },
    ),
    SmallerNeed(
        theme="Parking",
        title={
            "en": "Parking at Main Library",
            "fr": "Stationner à la bibliothèque centrale",
            "ar": "مواقف السيارات عند المكتبة الرئيسية",
            "zh-hans": "总馆停车",
            "vi": "Chỗ đậu xe ở thư viện chính",
            "es": "Estacionamiento en la biblioteca principal",
        },
        gap={
            "en": "Two spaces for everybody who cannot walk far.",
            "fr": "Deux places pour tous ceux qui ne peuvent pas marcher loin.",
            "ar": "موقفان لكل من لا يستطيع المشي بعيدًا.",
            "zh-hans": "给走不远的人只有两个车位。",
            "vi": "Chỉ có hai chỗ cho tất cả những người không đi xa được.",
            "es": "Dos lugares para todos los que no pueden caminar lejos.",
        },
        for_whom={
            "en": "People who cannot walk far or come from the hills.",
            "fr": "Ceux qui ne peuvent pas marcher loin ou viennent des collines.",
            "ar": "من لا يستطيعون المشي بعيدًا أو يأتون من التلال.",
            "zh-hans": "走不远的人和住在山上的人。",
            "vi": "Người không đi bộ xa được hoặc từ trên đồi xuống.",
            "es": "Quienes no pueden caminar lejos o vienen de las colinas.",
        },
        outcome="defer",
        decision={
            "en": "Parking waits for the new street plan",
            "fr": "Le stationnement attend le nouveau plan des rues",
            "ar": "مواقف السيارات تنتظر مخطط الشوارع الجديد",
            "zh-hans": "停车要等新的街道规划",
            "vi": "Chỗ đậu xe chờ quy hoạch đường mới",
            "es": "El estacionamiento espera el nuevo plan vial",
        },
        reason={
            "en": "The town redraws River Street next year. Until then nobody may paint a space.",
            "fr": "La ville redessine la rue River l’an prochain. D’ici là, personne ne peut tracer de place.",
            "ar": "ستعيد البلدة تخطيط شارع River في العام القادم. وحتى ذلك الحين لا يُسمح لأحد بتخطيط موقف.",
            "zh-hans": "镇上明年重新规划 River 街，在那之前谁也不能画车位。",
            "vi": "Năm tới thị trấn quy hoạch lại đường River. Đến lúc đó không ai được kẻ thêm chỗ.",
            "es": "La ciudad rediseña la calle River el próximo año. Hasta entonces nadie puede pintar un lugar.",
        },
        promise=None,
        kind="",
        measure="",
        kept=False,
        reply={
            "en": "The town redraws River Street next year. Until then we cannot add spaces; we ask again then.",
            "fr": "La ville redessine la rue River l’an prochain. D’ici là nous ne pouvons pas ajouter de places ; nous redemanderons alors.",
            "ar": "ستعيد البلدة تخطيط شارع River في العام القادم. لا يمكننا إضافة مواقف قبل ذلك، وسنسأل من جديد.",
            "zh-hans": "镇上明年重新规划 River 街。在那之前我们不能增加车位，到时我们会再问。",
            "vi": "Năm tới thị trấn quy hoạch lại đường River. Trước lúc đó chúng tôi chưa thêm chỗ được; khi ấy chúng tôi sẽ hỏi lại.",
            "es": "La ciudad rediseña la calle River el próximo año. Hasta entonces no podemos añadir lugares; volveremos a preguntar.",
        },
    ),
)

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
        title={"en": "Picture books in Vietnamese", "es": "Libros ilustrados en vietnamita", "vi": "Sách tranh tiếng Việt"},
        gap={
            "en": "Six books for the whole town, and families know them by heart.",
            "es": "Seis libros para toda la ciudad, y las familias se los saben de memoria.",
            "vi": "Cả thị trấn chỉ có sáu cuốn, các gia đình đã thuộc lòng.",
        },
        for_whom={
            "en": "Families who speak Vietnamese at home.",
            "es": "Familias que hablan vietnamita en casa.",
            "vi": "Các gia đình nói tiếng Việt ở nhà.",
        },
        outcome="adopt",
        decision={
            "en": "Sixty picture books in Vietnamese",
            "es": "Sesenta libros ilustrados en vietnamita",
            "vi": "Sáu mươi cuốn sách tranh tiếng Việt",
        },
        reason={
            "en": "Reading to a child works best in the language of the home.",
            "es": "Leer a un niño funciona mejor en el idioma del hogar.",
            "vi": "Đọc sách cho trẻ tốt nhất bằng ngôn ngữ của gia đình.",
        },
        promise={
            "en": "Sixty picture books in Vietnamese on the shelf at River Branch.",
            "es": "Sesenta libros ilustrados en vietnamita en la sucursal River.",
            "vi": "Sáu mươi cuốn sách tranh tiếng Việt trên kệ ở chi nhánh River.",
        },
        kind="resource",
        measure="Books on the shelf, and loans of each in its first year",
        kept=True,
        reply={
            "en": "Sixty picture books in Vietnamese are on the shelf at River Branch.",
            "es": "Sesenta libros ilustrados en vietnamita están en la sucursal River.",
            "vi": "Sáu mươi cuốn sách tranh tiếng Việt đã có trên kệ ở chi nhánh River.",
        },
    ),
    SmallerNeed(
        theme="Saturday hours",
        title={
            "en": "Open when working people can come",
            "es": "Abrir cuando puede venir quien trabaja",
            "vi": "Mở cửa khi người đi làm có thể đến",
            "ar": "فتح المكتبة حين يستطيع العاملون المجيء",
            "zh-hans": "在上班族能来的时候开门",
        },
        gap={
            "en": "The library closes at one on Saturdays, the only free day of many.",
            "es": "La biblioteca cierra a la una los sábados, el único día libre de muchos.",
            "vi": "Thứ bảy thư viện đóng cửa lúc một giờ, mà đó là ngày rảnh duy nhất của nhiều người.",
            "ar": "تُغلق المكتبة عند الواحدة يوم السبت، وهو يوم الراحة الوحيد لكثيرين.",
            "zh-hans": "周六一点就关门，而那是许多人唯一的休息日。",
        },
        for_whom={
            "en": "People who work Monday to Friday, and school children.",
            "es": "Quienes trabajan de lunes a viernes, y escolares.",
            "vi": "Người đi làm từ thứ hai đến thứ sáu và học sinh.",
            "ar": "من يعملون من الاثنين إلى الجمعة، وتلاميذ المدارس.",
            "zh-hans": "周一到周五上班的人和学生。",
        },
        outcome="adapt",
        decision={
            "en": "Main Library opens until five on Saturdays",
            "es": "La biblioteca principal abre hasta las cinco los sábados",
            "vi": "Thư viện chính mở đến năm giờ ngày thứ bảy",
            "ar": "المكتبة الرئيسية تفتح حتى الخامسة يوم السبت",
            "zh-hans": "总馆周六开到五点",
        },
        reason={
            "en": "We have staff for one house on Saturday afternoon, not for three. Main Library is the one that every bus reaches.",
            "es": "Tenemos personal para una casa el sábado por la tarde, no para tres. A la principal llegan todos los autobuses.",
            "vi": "Chiều thứ bảy chúng tôi chỉ đủ người cho một nơi. Thư viện chính thì xe buýt nào cũng đến.",
            "ar": "لدينا موظفون لمبنى واحد بعد ظهر السبت لا لثلاثة. والمكتبة الرئيسية تصلها كل الحافلات.",
            "zh-hans": "周六下午我们的人手只够一处，而总馆每路公交都到。",
        },
        promise={
            "en": "Main Library is open until five on Saturdays.",
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
            "es": "La biblioteca principal abrirá hasta las cinco los sábados. Aún no tenemos a nadie para las otras sucursales.",
            "vi": "Thư viện chính sẽ mở đến năm giờ ngày thứ bảy. Các chi nhánh khác chưa có người.",
            "ar": "ستفتح المكتبة الرئيسية حتى الخامسة يوم السبت. وليس لدينا بعد من يعمل في الفروع الأخرى.",
            "zh-hans": "总馆周六将开到五点。其他分馆暂时还没有人手。",
        },
    ),
    SmallerNeed(
        theme="A swimming pool",
        title={"en": "A pool for teenagers", "es": "Una piscina para jóvenes"},
        gap={"en": "The town's pool closed and teenagers have nowhere to go.", "es": "La piscina cerró y los jóvenes no tienen adónde ir."},
        for_whom={"en": "Teenagers.", "es": "Jóvenes."},
        outcome="decline",
        decision={"en": "No pool at the library", "es": "No habrá piscina en la biblioteca"},
        reason={
            "en": "A pool is not ours to build. We passed your words on to the parks office, and ask again in a year what teenagers need from us.",
            "es": "No nos toca construir una piscina. Pasamos sus palabras a la oficina de parques y en un año volveremos a preguntar qué necesitan los jóvenes.",
        },
        promise=None,
        kind="",
        measure="",
        kept=False,
        reply={
            "en": "A pool is not ours to build. The parks office has your words, and we look at it again in a year.",
            "es": "No nos toca construir una piscina. La oficina de parques tiene sus palabras y en un año lo miramos otra vez.",
        },
    ),
    SmallerNeed(
        theme="Parking",
        title={"en": "Parking at Main Library", "es": "Estacionamiento en la biblioteca principal"},
        gap={"en": "Two spaces for everybody who cannot walk far.", "es": "Dos lugares para todos los que no pueden caminar lejos."},
        for_whom={
            "en": "People who cannot walk far or come from the hills.",
            "es": "Quienes no pueden caminar lejos o vienen de las colinas.",
        },
        outcome="defer",
        decision={"en": "Parking waits for the new street plan", "es": "El estacionamiento espera el nuevo plan vial"},
        reason={
            "en": "The town redraws River Street next year. Until then nobody may paint a space.",
            "es": "La ciudad rediseña la calle River el próximo año. Hasta entonces nadie puede pintar un lugar.",
        },
        promise=None,
        kind="",
        measure="",
        kept=False,
        reply={
            "en": "The town redraws River Street next year. Until then we cannot add spaces; we ask again then.",
            "es": "La ciudad rediseña la calle River el próximo año. Hasta entonces no podemos añadir lugares; volveremos a preguntar.",
        },
    ),
)

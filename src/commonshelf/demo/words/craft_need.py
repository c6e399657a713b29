"""The need behind the craft table of the sample town, and its decision."""

from __future__ import annotations

CRAFT_NEED = {
    "title": {
        "en": "A place to make things together",
        "es": "Un lugar para hacer cosas juntos",
        "vi": "Một nơi để cùng làm thủ công",
        "ar": "مكان لنصنع الأشياء معًا",
        "zh-hans": "一起做手工的地方",
        "fr": "Un lieu pour fabriquer ensemble",
    },
    "gap": {
        "en": "People know crafts that nobody learns from them, and have no warm room to sit in together.",
        "es": "La gente sabe oficios que nadie aprende, y no tiene un lugar cálido donde sentarse juntos.",
        "vi": "Nhiều người biết nghề thủ công mà không có ai học, cũng không có phòng ấm để ngồi cùng nhau.",
        "ar": "يعرف الناس حرفًا لا يتعلمها أحد منهم، ولا مكان دافئ يجمعهم.",
        "zh-hans": "大家会的手艺没有人学，也没有一间暖和的屋子坐在一起。",
        "fr": "Les gens savent des métiers que personne n’apprend d’eux, et n’ont pas de lieu chauffé où s’asseoir ensemble.",
    },
    "for_whom": {
        "en": "Grown-ups of every age who make things, or would like to.",
        "es": "Adultos de cualquier edad que hacen cosas o querrían hacerlas.",
        "vi": "Người lớn mọi lứa tuổi thích làm thủ công.",
        "ar": "الكبار من كل الأعمار ممن يصنعون أو يودون.",
        "zh-hans": "爱做手工或想学手工的各年龄成年人。",
        "fr": "Les adultes de tout âge qui fabriquent ou voudraient le faire.",
    },
}
CRAFT_DECISION = {
    "title": {
        "en": "A craft table every Friday",
        "es": "Una mesa de manualidades cada viernes",
        "vi": "Bàn thủ công mỗi thứ sáu",
        "ar": "طاولة أشغال كل جمعة",
        "zh-hans": "每周五一张手工桌",
        "fr": "Une table de travaux manuels chaque vendredi",
    },
    "reason": {
        "en": "Hill Branch has a warm room on Friday afternoons, and the Silver Needle Guild brings the tools.",
        "es": "La sucursal Hill tiene una sala cálida los viernes por la tarde y el Silver Needle Guild trae las herramientas.",
        "vi": "Chi nhánh Hill có phòng ấm chiều thứ sáu và Silver Needle Guild mang dụng cụ.",
        "ar": "في فرع Hill غرفة دافئة بعد ظهر الجمعة، ويحضر Silver Needle Guild الأدوات.",
        "zh-hans": "Hill 分馆周五下午有一间暖和的屋子，Silver Needle Guild 带来工具。",
        "fr": "La bibliothèque Hill a une salle chauffée le vendredi après-midi et la Silver Needle Guild apporte les outils.",
    },
}
CRAFT_PROMISE = {
    "en": "A craft table every Friday at Hill Branch.",
    "es": "Una mesa de manualidades cada viernes en la sucursal Hill.",
    "vi": "Bàn thủ công mỗi thứ sáu ở chi nhánh Hill.",
    "ar": "طاولة أشغال كل جمعة في فرع Hill.",
    "zh-hans": "每周五在 Hill 分馆有一张手工桌。",
    "fr": "Une table de travaux manuels chaque vendredi à Hill.",
}
CRAFT_REPLY = {
    "en": "There is a craft table at Hill Branch every Friday at two. Bring what you make, and show somebody how.",
    "es": "Hay una mesa de manualidades en la sucursal Hill cada viernes a las dos. Traiga lo que hace y enseñe a alguien.",
    "vi": "Mỗi thứ sáu lúc hai giờ có bàn thủ công ở chi nhánh Hill. Mời mang đồ đến và chỉ cho người khác.",
    "ar": "هناك طاولة أشغال في فرع Hill كل جمعة في الثانية. أحضروا ما تصنعون وعلّموا غيركم.",
    "zh-hans": "每周五两点在 Hill 分馆有手工桌。带上您的手艺，教教别人。",
    "fr": "Une table de travaux manuels a lieu à Hill chaque vendredi à deux heures. Apportez votre ouvrage et montrez comment faire.",
}

"""Ninety short voices for the themes' measurement: six things a library hears about, three voices each in five languages.

Written for this project. A theme that gathers one thing in all its languages is right; one that gathers a language is not.
"""

from __future__ import annotations

VOICES: dict[str, dict[str, list[str]]] = {
    "hours": {
        "en": ["Please open on Sundays", "The library closes before I finish work", "Longer opening hours in the evening would help"],
        "es": [
            "Por favor abran los domingos",
            "La biblioteca cierra antes de que yo salga del trabajo",
            "Ayudaría un horario más largo por la tarde",
        ],
        "fr": [
            "Merci d'ouvrir le dimanche",
            "La bibliothèque ferme avant la fin de mon travail",
            "Des horaires d'ouverture plus longs le soir aideraient",
        ],
        "ar": ["أرجو فتح المكتبة يوم الأحد", "المكتبة تغلق قبل أن أنهي عملي", "نحتاج إلى ساعات عمل أطول في المساء"],
        "zh": ["请在星期天开放", "我下班之前图书馆就关门了", "希望晚上开放时间更长"],
    },
    "noise": {
        "en": ["It is too noisy to read", "We need a quiet room to study", "People talk loudly on their phones"],
        "es": ["Hay demasiado ruido para leer", "Necesitamos una sala tranquila para estudiar", "La gente habla muy fuerte por teléfono"],
        "fr": ["Il y a trop de bruit pour lire", "Il nous faut une salle calme pour étudier", "Les gens parlent fort au téléphone"],
        "ar": ["الضوضاء كثيرة ولا أستطيع القراءة", "نحتاج إلى غرفة هادئة للدراسة", "الناس يتحدثون بصوت عال في الهاتف"],
        "zh": ["太吵了没法看书", "我们需要一个安静的自习室", "有人大声打电话"],
    },
    "computers": {
        "en": ["The computers are slow and old", "The internet connection keeps failing", "I could not print from the computer"],
        "es": ["Las computadoras son lentas y viejas", "La conexión a internet falla siempre", "No pude imprimir desde la computadora"],
        "fr": [
            "Les ordinateurs sont lents et vieux",
            "La connexion internet tombe toujours en panne",
            "Je n'ai pas pu imprimer depuis l'ordinateur",
        ],
        "ar": ["أجهزة الكمبيوتر بطيئة وقديمة", "اتصال الإنترنت ينقطع دائما", "لم أستطع الطباعة من الكمبيوتر"],
        "zh": ["电脑又慢又旧", "网络连接总是断", "我没办法从电脑上打印"],
    },
    "children": {
        "en": [
            "More story time for small children",
            "My daughter loves the games for toddlers",
            "We want activities for kids after school",
        ],
        "es": [
            "Más hora de cuentos para niños pequeños",
            "A mi hija le encantan los juegos para bebés",
            "Queremos actividades para niños después de la escuela",
        ],
        "fr": [
            "Plus d'heures du conte pour les petits enfants",
            "Ma fille adore les jeux pour les tout-petits",
            "Nous voulons des activités pour les enfants après l'école",
        ],
        "ar": ["المزيد من حكايات القصص للأطفال الصغار", "ابنتي تحب ألعاب الأطفال", "نريد أنشطة للأولاد بعد المدرسة"],
        "zh": ["给小孩子多一些讲故事时间", "我女儿很喜欢幼儿游戏", "我们想要孩子放学后的活动"],
    },
    "transport": {
        "en": ["The bus to the library stops too early", "There is nowhere to park my car", "We need a safe place for bicycles"],
        "es": [
            "El autobús a la biblioteca termina demasiado temprano",
            "No hay dónde estacionar mi coche",
            "Necesitamos un lugar seguro para las bicicletas",
        ],
        "fr": [
            "Le bus pour la bibliothèque s'arrête trop tôt",
            "Il n'y a pas de place pour garer ma voiture",
            "Il nous faut un endroit sûr pour les vélos",
        ],
        "ar": ["الحافلة إلى المكتبة تتوقف مبكرا جدا", "لا يوجد مكان لوقوف سيارتي", "نحتاج إلى مكان آمن للدراجات"],
        "zh": ["去图书馆的公交车收班太早", "没有地方停车", "我们需要安全停放自行车的地方"],
    },
    "work": {
        "en": ["Help me find a job", "I need help to write my resume", "A class about looking for work would be useful"],
        "es": ["Ayúdenme a encontrar un empleo", "Necesito ayuda para escribir mi currículum", "Sería útil una clase para buscar trabajo"],
        "fr": ["Aidez-moi à trouver un emploi", "J'ai besoin d'aide pour écrire mon CV", "Un cours pour chercher du travail serait utile"],
        "ar": ["ساعدوني في العثور على وظيفة", "أحتاج إلى مساعدة في كتابة سيرتي الذاتية", "دورة عن البحث عن عمل ستكون مفيدة"],
        "zh": ["请帮我找工作", "我需要有人帮我写简历", "开一门求职课会很有用"],
    },
}


def mixed_voices() -> tuple[list[str], list[str], list[str]]:
    """Return the texts, the thing each is about, and the language of each."""
    rows = [(text, thing, language) for thing, spoken in VOICES.items() for language, texts in spoken.items() for text in texts]
    texts, things, languages = (list(column) for column in zip(*rows, strict=True))
    return texts, things, languages

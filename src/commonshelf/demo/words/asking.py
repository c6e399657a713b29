"""The words around the survey that is open in the sample town."""

TITLE = {
    "en": "What should the library do next year?",
    "es": "¿Qué debería hacer la biblioteca el próximo año?",
    "fr": "Que devrait faire la bibliothèque l’année prochaine ?",
    "ar": "ماذا على المكتبة أن تفعل في العام القادم؟",
    "zh-hans": "明年图书馆该做些什么？",
    "vi": "Năm tới thư viện nên làm gì?",
}
PURPOSE = {
    "en": "We plan the programs of next year. Your answers decide which ones, on which days, and where.",
    "es": "Estamos planeando los programas del próximo año. Sus respuestas deciden cuáles, qué días y dónde.",
    "fr": "Nous préparons les activités de l’année prochaine. Vos réponses décident lesquelles, quels jours et où.",
    "ar": "نخطط لبرامج العام القادم. إجاباتكم تحدد أي برامج وفي أي أيام وأين.",
    "zh-hans": "我们正在安排明年的活动。办哪些、在哪天、在哪里，由您的回答决定。",
    "vi": "Chúng tôi đang lên kế hoạch hoạt động cho năm tới. Câu trả lời của bạn quyết định hoạt động nào, ngày nào và ở đâu.",
}
THANKS = {
    "en": "We read every answer, and in spring we tell what we will do.",
    "es": "Leemos cada respuesta, y en primavera contamos lo que haremos.",
    "fr": "Nous lisons chaque réponse, et au printemps nous dirons ce que nous ferons.",
    "ar": "نقرأ كل إجابة، وفي الربيع نخبركم بما سنفعله.",
    "zh-hans": "我们会读每一份回答，春天会告诉大家我们要做什么。",
    "vi": "Chúng tôi đọc từng câu trả lời, và vào mùa xuân sẽ cho biết sẽ làm gì.",
}

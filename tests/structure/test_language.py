from __future__ import annotations

import pytest

from dateline.structure.language import detect

TEXTS = [
    (
        "en",
        "The minister said on Monday that the talks had failed and that the army was ready to act in the north.",
    ),
    (
        "de",
        "Der Minister sagte am Montag, dass die Gespräche gescheitert sind und die Armee nicht abziehen wird.",
    ),
    (
        "fr",
        "Le ministre a dit lundi que les pourparlers ont échoué et que les soldats sont dans la ville.",
    ),
    (
        "es",
        "El ministro dijo el lunes que las conversaciones fracasaron y que el ejército no se retira de la ciudad.",
    ),
    (
        "nl",
        "De minister zei maandag dat het overleg is mislukt en dat het leger niet uit de stad wordt teruggetrokken.",
    ),
    (
        "ru",
        "Министр заявил в понедельник, что переговоры провалились и что армия готова действовать на севере страны.",
    ),
    (
        "ar",
        "قال الوزير يوم الاثنين إن المحادثات فشلت وإن الجيش مستعد للتحرك في شمال البلاد خلال الأيام المقبلة",
    ),
    ("zh", "部长周一表示谈判已经失败军队准备在北方采取行动总统没有发表评论反对派要求立即举行选举"),
    ("", "Goals: Smith 12, Jones 44, Brown 80"),
    ("", ""),
]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_detect(language: str, text: str) -> None:
    assert detect(text) == language

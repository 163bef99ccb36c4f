"""The words of foreign tables for kinds of events and for what the authorities did, as words of our vocabulary."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from data.vocabulary import EVENT_TYPES, STATE_RESPONSES

_KINDS: Final[dict[str, str]] = {
    "riot": "riot riots rioting mob pogrom беспорядки беспорядок погром тәртіпсіздік заворушення ausschreitung "
    "ausschreitungen krawall krawalle émeute émeutes disturbio disturbios motín شغب 骚乱 暴动",
    "blockade": "blockade blockades roadblock roadblocks blocking sit-down блокада перекрытие блокирование блокування "
    "бұғаттау sperrung straßenblockade blocage barrage bloqueo bloqueos corte حصار 封锁 堵路",
    "occupation": "occupation occupations occupy sit-in sit-ins encampment оккупация захват сидячая лагерь басып_алу "
    "besetzung protestcamp camp occupation ocupación acampada toma plantón اعتصام 占领 静坐",
    "strike": "strike strikes walkout walkouts stoppage забастовка стачка бойкот страйк ереуіл streik warnstreik grève "
    "débrayage huelga huelgas paro إضراب 罢工 罢课",
    "march": "march marches marching procession parade motorcade шествие марш автопробег шеру хода marsch umzug "
    "protestmarsch marche défilé cortège marcha marchas caravana مسيرة 游行",
    "detention": "detention detentions arrest arrests задержание задержания арест аресты ұстау қамау затримання "
    "festnahme festnahmen arrestation arrestations interpellation detención detenciones "
    "arresto اعتقال اعتقالات 拘留 逮捕",
    "crackdown": "crackdown repression разгон подавление репрессии басып-жаншу розгін niederschlagung räumung "
    "répression represión قمع 镇压",
    "demonstration": "demonstration demonstrations demo demos protest protests protesting rally rallies picket pickets "
    "picketing vigil vigils gathering gatherings assembly flashmob митинг митинги пикет пикеты протест протесты акция "
    "демонстрация демонстрации сход собрание митинг-протест наразылық жиналыс митингі шерулі пікет мітинг акція "
    "kundgebung kundgebungen mahnwache protestaktion versammlung manifestation manifestations manif rassemblement "
    "rassemblements veillée manifestación manifestaciones protesta protestas concentración concentraciones mitin "
    "plantones مظاهرة مظاهرات تظاهرة تظاهرات احتجاج احتجاجات وقفة_احتجاجية وقفة 抗议 示威 集会",
}
"""From the most telling word to the most general: a "protest march" is a march."""

_NOT_ONE: Final = ("hunger strike", "air strike", "drone strike", "missile strike", "голодовка")
"""Phrases that hold one of the words and mean something else."""

_RESPONSES: Final[dict[str, str]] = {
    "none": "none ignore ignored no_response ничего жоқ keine aucune ninguna لا_شيء 无",
    "accommodation": "accommodation accomodation concession concessions negotiation negotiations переговоры уступки "
    "келіссөз verhandlung verhandlungen négociation négociations negociación negociaciones تفاوض 谈判",
    "arrests": "arrest arrests arrested detention detentions detained задержание задержания задержаны арест аресты "
    "ұстау ұсталды затримання festnahme festnahmen arrestation arrestations detención detenciones arrestos "
    "اعتقال اعتقالات 逮捕 拘留",
    "dispersal": "dispersal dispersed disperse crowd_dispersal tear_gas water_cannon разгон розгін тарату "
    "auflösung räumung tränengas wasserwerfer dispersion dispersión gases gaz_lacrymogène تفريق 驱散",
    "beatings": "beating beatings beaten beat избиение избиения ұрып-соғу побиття schläge prügel coups golpes palizas "
    "ضرب 殴打",
    "shootings": "shooting shootings shots fired стрельба выстрелы атыс стрілянина schüsse tirs disparos tiroteo "
    "إطلاق_نار 开枪",
    "killings": "killing killings killed убийство убийства убиты өлтіру вбивства tötung tötungen morts "
    "asesinatos muertes قتل 打死",
}


def event_type(text: str) -> str:
    """The event type that `text` names; "" where it names none that is known."""
    return _first_of(text, "kinds")


def state_responses(text: str) -> tuple[list[str], list[str]]:
    """The responses that `text` names, and those of its words that are not known. Several are parted by ; , / or |."""
    known: list[str] = []
    unknown: list[str] = []
    for part in re.split(r"[;,/|]", text):
        word = part.strip()
        found = _first_of(word, "responses")
        if found and found not in known:
            known.append(found)
        elif word and not found:
            unknown.append(word)
    return known, unknown


def _first_of(text: str, table: str) -> str:
    phrase = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if not phrase or any(other in phrase for other in _NOT_ONE):
        return ""
    words = {*re.findall(r"[^\W_]+(?:-[^\W_]+)*", phrase), *re.findall(r"[^\W_]+", phrase)}
    return next((ours for ours, theirs in _table(table) if any(_is_in(word, words, phrase) for word in theirs)), "")


def _is_in(word: str, words: set[str], phrase: str) -> bool:
    return word in words or (not word.isalpha() and word in phrase) or (word >= "\u3400" and word in phrase)


@cache
def _table(name: str) -> list[tuple[str, tuple[str, ...]]]:
    words, own = (_KINDS, EVENT_TYPES) if name == "kinds" else (_RESPONSES, STATE_RESPONSES)
    table = [(ours, tuple(word.replace("_", " ") for word in theirs.split())) for ours, theirs in words.items()]
    return [*table, *((word, (word,)) for word in own)]

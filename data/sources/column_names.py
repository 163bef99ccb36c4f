"""What columns are called in tables of protests, by the field of ours that they mean."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

NAMES: Final[dict[str, str]] = {
    "date": "date, event date, start date, date start, when, day of event, incident date, protest date; дата, "
    "дата события, дата начала, дата проведения, когда; күні, күн, оқиға күні, мерзімі, басталу күні; "
    "datum, tag, wann, beginn, startdatum; fecha, fecha del evento, cuándo, fecha inicio; date de "
    "l'événement, date début, quand, jour; التاريخ, تاريخ, تاريخ الحدث, متى; 日期, 时间, 事件日期, 开始日期",
    "date_end": "end date, date end, until, last day; дата окончания, дата конца, конец; аяқталу күні; enddatum, "
    "ende; fecha fin, fecha final; date fin, date de fin; تاريخ الانتهاء; 结束日期",
    "year": "year, event year; год; жыл, жылы; jahr; año; année; السنة, سنة; 年, 年份",
    "month": "month, event month; месяц; ай; monat; mes; mois; الشهر, شهر; 月, 月份",
    "day": "day, event day; день, число; tag; día; jour; اليوم, يوم; 日",
    "place": "place, city, town, location, locality, venue, where, place name, municipality, settlement, "
    "village, city town; город, место, населённый пункт, населенный пункт, место проведения, локация, "
    "где, адрес; қала, орын, жер, елді мекен, орны, өткен жері, мекенжай; ort, stadt, gemeinde, "
    "standort, wo; ciudad, lugar, localidad, municipio, ubicación, dónde; ville, lieu, commune, "
    "localité, endroit, où; المدينة, مدينة, المكان, مكان, الموقع; 城市, 地点, 地方, 位置",
    "admin1": "admin1, state, province, region, oblast, governorate, county, state province; область, регион, "
    "край, субъект; облыс, облысы, өңір, аймақ; bundesland, region, kanton, land; provincia, estado, "
    "región, departamento; région, département, province; المحافظة, محافظة, المنطقة, ولاية; 省, 省份, 州, "
    "地区",
    "country": "country, nation, country name, country code, iso; страна, государство, код страны; ел, мемлекет, "
    "елі; land, staat; país, país nombre; pays; البلد, الدولة, دولة; 国家, 国",
    "lat": "lat, latitude, y, geo lat, y coord; широта; ендік; breitengrad, breite, geogr breite; latitud; "
    "خط العرض; 纬度",
    "lon": "lon, lng, long, longitude, x, geo lon, x coord; долгота; бойлық; längengrad, länge, geogr länge; "
    "longitud; خط الطول; 经度",
    "coordinates": "coordinates, coords, latlon, lat lon, lat lng, gps, geo, point, geolocation; координаты; "
    "координаттар, координаталар; koordinaten; coordenadas; coordonnées; الإحداثيات; 坐标",
    "event_type": "event type, type, kind, category, event, type of event, protest type, tactic, form; тип, вид, "
    "форма, тип события, вид акции, форма акции, категория; түрі, оқиға түрі, акция түрі; art, typ, "
    "kategorie, ereignistyp, aktionsform; tipo, tipo de evento, categoría; type d'événement, "
    "catégorie, nature; النوع, نوع الحدث, نوع; 类型, 事件类型, 类别",
    "description": "description, notes, details, summary, what happened, text, title, event description, comment; "
    "описание, подробности, что произошло, текст, примечание, примечания, комментарий, событие; "
    "сипаттама, сипаттамасы, мазмұны, не болды; beschreibung, anmerkungen, bemerkung, was, text; "
    "descripción, notas, detalles, resumen; description, notes, remarques, résumé; الوصف, وصف, "
    "تفاصيل, ملاحظات; 描述, 说明, 详情, 备注, 内容",
    "participants": "participants, crowd size, size, attendance, number of protesters, protesters, participants "
    "number, number of participants, turnout, people; участники, участников, число участников, "
    "количество участников, численность, сколько; қатысушылар, қатысушылар саны, адам саны; "
    "teilnehmer, teilnehmerzahl, teilnehmende, anzahl teilnehmer; participantes, número de "
    "participantes, asistentes, manifestantes; participants, nombre de participants, manifestants, "
    "effectif; المشاركون, عدد المشاركين; 参与人数, 人数, 参加人数",
    "detained": "detained, arrests, arrested, detentions, detainees, number arrested; задержанные, задержано, "
    "задержанных, число задержанных, задержания, аресты, арестованных; ұсталғандар, ұсталғандар саны, ұсталған; "
    "festgenommen, festnahmen, verhaftet; detenidos, detenciones, arrestados; arrestations, arrêtés, "
    "interpellations, interpellés; المعتقلون, عدد المعتقلين, اعتقالات; 被捕, 被捕人数, 拘留人数, 逮捕",
    "injured": "injured, injuries, wounded, number injured; раненые, пострадавшие, раненых, "
    "пострадавших, ранено, пострадало; "
    "жараланғандар, зардап шеккендер; verletzte, verletzt; heridos, lesionados; blessés; المصابون, "
    "الجرحى, عدد الجرحى; 受伤, 受伤人数, 伤者",
    "killed": "killed, deaths, fatalities, dead, number killed; погибшие, убитые, погибших, убитых, "
    "погибло, убито; қаза "
    "тапқандар, өлгендер, қаза болғандар; tote, getötete, todesopfer; muertos, fallecidos, muertes; "
    "morts, tués, décès; القتلى, عدد القتلى, الوفيات; 死亡, 死亡人数, 死者",
    "state_response": "state response, response, police response, government response, reaction; реакция властей, "
    "реакция, действия полиции, ответ властей; билік реакциясы, биліктің әрекеті; reaktion, reaktion "
    "des staates, polizeireaktion; respuesta, respuesta estatal, respuesta del estado; réponse, "
    "réaction, réponse de l'état; رد الدولة, رد السلطات; 政府反应, 官方回应",
    "source_name": "source, sources, source name, reported by, media, outlet, publisher; источник, источники, сми, "
    "издание; дереккөз, дереккөздер; quelle, quellen, medium; fuente, fuentes, medio; source, "
    "sources, média; المصدر, مصدر; 来源, 消息来源, 媒体",
    "source_url": "source url, url, link, web, source link, website, href; ссылка, ссылки, адрес ссылки; сілтеме; "
    "quelle url, verweis, weblink; enlace, vínculo; lien, liens; الرابط, رابط; 链接, 网址",
    "source_published": "published, publication date, source date, date published; дата публикации, опубликовано; "
    "жарияланған күні; veröffentlicht, veröffentlichungsdatum; fecha de publicación; date de "
    "publication; تاريخ النشر; 发布日期, 发表日期",
    "incident_id": "incident id, event id, id, case id; номер события, ид, номер, код события; оқиға нөмірі, нөмірі; "
    "ereignisnummer, nr, kennung; id evento, identificador; identifiant, id événement; رقم الحدث, "
    "المعرف; 编号, 事件编号",
    "tags": "tags, keywords, labels, topics, issue, issues, theme; теги, ключевые слова, тема, темы, метки, "
    "требования; тегтер, тақырып, тақырыбы; stichworte, schlagworte, thema, themen; etiquetas, "
    "palabras clave, tema, temas; mots clés, thème, étiquettes; الوسوم, كلمات مفتاحية, الموضوع; 标签, "
    "关键词, 主题",
}
"""English first, then Russian, Kazakh, German, Spanish, French, Arabic and Chinese; languages are parted by ;."""


def plain_name(name: str) -> str:
    """A column's name as words in lower case, without accents and signs: `Event_Date (local)` is `event date`."""
    name = re.sub(r"\(.*?\)", " ", name)
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    name = unicodedata.normalize("NFKD", name).casefold()
    name = "".join(char for char in name if not unicodedata.combining(char) or char == "\u0306")
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", name)).split())


@cache
def known_names() -> dict[str, tuple[str, ...]]:
    """The names of each field, as `plain_name` writes them."""
    return {
        ours: tuple(dict.fromkeys(plain_name(name) for name in re.split("[,;]", text))) for ours, text in NAMES.items()
    }

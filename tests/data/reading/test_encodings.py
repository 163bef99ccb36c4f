"""The encoding of a text: found, or asked for, and never wrong in silence."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import FileRejected
from data.reading.encodings import ENCODINGS
from tests.data.reading.conftest import Read, cells, read_within

HEAD = "date,city,what\n"
LINES = {
    "ru": "2021-02-28,Усть-Каменогорск,жители вышли на улицу\n2021-03-01,Алматы,шествие\n",
    "uk": "2021-02-28,Київ,мітинг біля Верховної Ради\n2021-03-01,Львів,хода центром міста\n",
    "kk": "2021-02-28,Қызылорда,бейбіт шеру өтті\n2021-03-01,Жаңаөзен,жұмысшылар ереуілге шықты\n",
    "ar": "2021-02-28,القاهرة,مظاهرة في ميدان التحرير\n2021-03-01,بغداد,إضراب العمال\n",
    "zh": "2021-02-28,上海,工人罢工要求加薪\n2021-03-01,北京,学生集会\n",
    "zh-Hant": "2021-02-28,臺北,遊行示威\n2021-03-01,香港,警察拘捕約五十人\n",
    "ja": "2021-02-28,東京,国会前で抗議集会\n2021-03-01,大阪,デモ行進に参加した\n",
    "ko": "2021-02-28,서울,촛불집회\n2021-03-01,부산,학생들이 행진했다\n",
    "de": "2021-02-28,Düsseldorf,Großdemonstration für Frieden\n2021-03-01,Köln,Straßenblockade\n",
    "el": "2021-02-28,Αθήνα,διαδήλωση\n2021-03-01,Θεσσαλονίκη,απεργία\n",
    "tr": "2021-02-28,Diyarbakır,gösteri yürüyüşü\n2021-03-01,Şanlıurfa,işçiler yürüdü\n",
    "th": "2021-02-28,กรุงเทพมหานคร,ประท้วง\n2021-03-01,เชียงใหม่,ชุมนุม\n",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("ru", "cp1251"), ("ru", "koi8-r"), ("ru", "cp866"), ("uk", "koi8-u"), ("kk", "kz1048"),
        ("ar", "cp1256"), ("zh", "gb18030"), ("zh-Hant", "big5"), ("ja", "cp932"), ("ja", "euc_jp"), ("ko", "euc_kr"),
        ("de", "cp1252"), ("el", "cp1253"), ("tr", "cp1254"), ("th", "cp874"),
    ],
)  # fmt: skip
def test_an_encoding_of_one_country_is_found_and_told(read: Read, language: str, encoding: str) -> None:
    table = read((HEAD + LINES[language]).encode(encoding))
    assert (table.read_as.encoding, "\n".join(",".join(row.cells.values()) for row in table.rows()) + "\n") == (
        encoding,
        LINES[language],
    )
    assert [n.row for n in table.notices] == [2]
    assert encoding in table.notices[0].reason


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_read_without_a_word(read: Read, language: str, encoding: str) -> None:
    table = read((HEAD + LINES[language]).encode(encoding))
    assert (table.columns, table.size, table.notices) == (("date", "city", "what"), 2, ())


def test_what_cannot_be_told_is_asked_for_and_can_be_answered(read: Read) -> None:
    content = "city\nBesançon è\n".encode("cp1252")
    with pytest.raises(FileRejected, match=r"in doubt \(lines 2\): cp1252 reads “Besançon è”"):
        read(content)
    assert cells(read(content, encoding="windows-1252")) == [(2, {"city": "Besançon è"})]


@pytest.mark.parametrize("name", ["utf-7", "idna", "unicode_escape", "rot13", "none\0", "base64", "nonsense"])
def test_an_encoding_that_no_table_has_is_refused(read: Read, name: str) -> None:
    with pytest.raises(FileRejected, match="there is no encoding"):
        read("a\n1\n", encoding=name)


def test_an_encoding_that_cannot_be_is_refused(read: Read) -> None:
    with pytest.raises(FileRejected, match="byte 7 is not utf-16-le"):
        read(b"a,b\n1\x00\xd8", encoding="utf-16-le")


def test_lines_that_are_not_utf_8_in_a_file_that_is_are_named(read: Read) -> None:
    content = (HEAD + LINES["ru"]).encode() + "2022,Grève,Orléans\n".encode("cp1252")
    table = read(content)
    assert cells(table)[2] == (4, {"date": "2022", "city": "Grève", "what": "Orléans"})
    assert [n.row for n in table.notices] == [4]
    many = content + b"2022,\xe9,x\n" * 1_001 + LINES["ru"].encode() * 1_001
    with pytest.raises(FileRejected, match="two encodings in one file: 1,002 lines"):
        read(many)


def test_bytes_that_are_no_writing_are_refused(read: Read) -> None:
    with pytest.raises(FileRejected, match="no encoding reads it"):
        read(b"a,b\n" + random.Random(0).randbytes(300).replace(b"\0", b"") + b"\xff")


@settings(max_examples=100)
@given(st.binary(min_size=1, max_size=100), st.sampled_from(["", *ENCODINGS]))
def test_any_bytes_in_any_encoding_are_a_table_or_a_rejected_file(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, encoding: str
) -> None:
    from data.reading.table import ReadOptions

    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(b"a,b\n" + content)
    try:
        table = read_within(path.parent, path, ReadOptions(encoding=encoding))
    except FileRejected as refused:
        assert "may be damaged" not in str(refused)
        return
    assert all("\ufffd" not in cell for row in table.cells.to_pylist() for cell in row.values()) or encoding

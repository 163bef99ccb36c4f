"""In what encoding a text file is, and how sure that is: a wrong guess would put wrong names on the map."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from data.errors import FileRejected
from data.reading.likeness import likelihood

ENCODINGS = (
    "utf-8", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "koi8-u", "cp866", "kz1048", "cp1256", "gb18030",
    "big5", "cp932", "euc_jp", "euc_kr", "cp1252", "cp1250", "cp1253", "cp1254", "cp1255", "cp874", "latin-1",
    "mac-cyrillic",
)  # fmt: skip
"""What an editor can choose from. Others that Python knows (utf-7, idna, unicode-escape) are no encodings of tables."""

_GUESSED = (
    "cp1252", "cp1250", "cp1254", "cp1251", "koi8-r", "koi8-u", "cp866", "kz1048", "cp1256", "cp1253",
    "cp1255", "cp874", "gb18030", "big5", "cp932", "euc_jp", "euc_kr",
)  # fmt: skip
_COMMON = {"cp1252": 4.0, "cp874": -6.0}
"""The log of how much commoner than the others it is, which counts where there are few letters beyond ASCII."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PIECE = 2**20
_SAMPLE = 20_000  # bytes of lines with other than ASCII that are weighed
_MARGIN = 6.0  # of log likelihood by which the best decoding must beat the next: about 400 to 1
_MOST_DAMAGED = 1_000  # lines that are not UTF-8 in a file that otherwise is
_GIBBERISH = -10.5  # mean log likelihood of a letter and a blank below which nobody wrote it
_RARE_SIGNS = -14.0  # the same for ideographs, of which there are thousands
_SHOWN = 5

FALLBACK = "sheru-cp1252"
"""Name of the error handler that reads bytes which are not UTF-8 as cp1252."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding, and what an editor should look at: lines with the reason."""

    name: str
    errors: str = "strict"
    doubts: tuple[tuple[int, str], ...] = ()


def known_encoding(file: str, name: str) -> str:
    """The name in ENCODINGS of an encoding that an editor chose. Raises FileRejected where it is none of them."""
    by_codec = {codecs.lookup(known).name: known for known in ENCODINGS}
    by_codec |= {"utf-8-sig": "utf-8", "utf-16": "utf-16-le", "gb2312": "gb18030", "gbk": "gb18030",
                 "shift_jis": "cp932"}  # fmt: skip
    try:
        return by_codec[codecs.lookup(name).name]
    except (LookupError, ValueError):
        raise FileRejected(
            f"{file}: there is no encoding {name[:40]!r}; choose one of {', '.join(ENCODINGS)}"
        ) from None


def find_encoding(file: str, path: Path, chosen: str = "") -> Encoding:
    """The encoding of the text file at `path`. Raises FileRejected where it is no text or the encoding is in doubt."""
    with path.open("rb") as stream:
        start = stream.read(_PIECE)
    if chosen:
        return _checked(file, path, known_encoding(file, chosen))
    for mark, name in _MARKS:
        if start.startswith(mark):
            return _checked(file, path, name)
    if b"\0" in start:
        return _without_mark(file, path, start)
    if _undecodable(path, "utf-8") is None:
        return Encoding("utf-8")
    return _legacy(file, path)


def _checked(file: str, path: Path, name: str) -> Encoding:
    at = _undecodable(path, name)
    if at is None:
        return Encoding(name)
    if name == "utf-8":
        return _legacy(file, path)
    raise FileRejected(f"{file}: byte {at:,} is not {name}; choose another encoding, or save the table as UTF-8")


def _undecodable(path: Path, name: str) -> int | None:
    """About where the first byte stands that `name` cannot decode, or None."""
    decoder = codecs.getincrementaldecoder(name)()
    position = 0
    with path.open("rb") as stream:
        try:
            while piece := stream.read(_PIECE):
                decoder.decode(piece)
                position += len(piece)
            decoder.decode(b"", final=True)
        except UnicodeError as error:
            return position + getattr(error, "start", 0)
    return None


def _without_mark(file: str, path: Path, start: bytes) -> Encoding:
    """UTF-16 has a zero beside each ASCII letter, always on the same side; other files with zeros are no text."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    name = "utf-16-be" if even > odd else "utf-16-le"
    text = start[: len(start) // 2 * 2].decode(name, "replace")
    odd_ones = sum(char < " " and char not in "\t\n\r" for char in text) + text.count("\ufffd")
    sided = min(even, odd) * 20 <= max(even, odd) and max(even, odd) * 20 > len(start)
    if not sided or odd_ones or not _plausible(text[:_SAMPLE]) or _undecodable(path, name) is not None:
        raise FileRejected(f"{file}: this is not a text file; save the table as CSV (UTF-8)")
    return Encoding(name)


def _legacy(file: str, path: Path) -> Encoding:
    """An encoding of one country for the whole file, or UTF-8 with a few lines that are damaged."""
    sample, good = bytearray(), 0
    bad: list[int] = []
    for number, line in _other_than_ascii(path):
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            bad.append(number)
            if len(sample) < _SAMPLE:
                sample += line
    if good and good >= len(bad):
        return _damaged(file, bad)
    return _weighed(file, path, bytes(sample[:_SAMPLE]), bad)


def _damaged(file: str, bad: list[int]) -> Encoding:
    if len(bad) > _MOST_DAMAGED:
        raise FileRejected(
            f"{file}: two encodings in one file: {len(bad):,} lines (the first is {bad[0]}) are not UTF-8 as the "
            "others are; save the table as UTF-8"
        )
    codecs.register_error(FALLBACK, _as_cp1252)
    reason = "is not UTF-8 as the rest of the file; what is not was read as cp1252: check the letters"
    return Encoding("utf-8", FALLBACK, tuple((number, reason) for number in bad))


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


def _weighed(file: str, path: Path, sample: bytes, bad: list[int]) -> Encoding:
    """The decoding that reads most like a language. Raises FileRejected where two do about as well, or none does."""
    found: dict[str, tuple[float, str]] = {}
    for name in _GUESSED:
        text = _decoded(sample, name)
        if text is not None and text not in found:
            found[text] = (likelihood(text) + _COMMON.get(name, 0), name)
    ranked = sorted(((score, name, text) for text, (score, name) in found.items()), reverse=True)
    ranked = [entry for entry in ranked if _undecodable(path, entry[1]) is None]
    numbers = ", ".join(str(number) for number in bad[:_SHOWN]) + (" …" if len(bad) > _SHOWN else "")
    if not ranked or not _plausible(ranked[0][2]):
        raise FileRejected(
            f"{file}: not UTF-8 in the lines {numbers}, and no encoding reads it; save the table as UTF-8"
        )
    best = ranked[0]
    if len(ranked) > 1 and best[0] - ranked[1][0] < _MARGIN:
        readings = "; ".join(f"{name} reads “{_words(text)}”" for _, name, text in ranked[:3])
        raise FileRejected(
            f"{file}: not UTF-8, and the encoding is in doubt (lines {numbers}): {readings}; choose the encoding"
        )
    line = bad[0] if bad else 1
    reason = (
        f"the file is not UTF-8 and was read as {best[1]}: “{_words(best[2])}” (lines {numbers}); "
        "if that is wrong, choose the encoding"
    )
    return Encoding(best[1], doubts=((line, reason),))


def _plausible(text: str) -> bool:
    """Whether the text beyond ASCII may be writing at all."""
    beyond = [char for char in text if char > "\x7f"]
    return not beyond or likelihood(" ".join(beyond)) > sum(
        _RARE_SIGNS if char > "\u2e80" else _GIBBERISH for char in beyond
    )


def _decoded(sample: bytes, name: str) -> str | None:
    """The sample as text, or None; a character that was cut at its end is no fault."""
    for cut in range(4):
        try:
            return sample[: len(sample) - cut].decode(name)
        except UnicodeDecodeError as error:
            if error.start < len(sample) - cut - 4:
                return None
    return None


def _words(text: str) -> str:
    """A few words with other than ASCII in them."""
    words = [word.strip('",;|') for word in text.replace(",", " ").replace(";", " ").replace("\t", " ").split()]
    return " ".join([word for word in words if not word.isascii()][:_SHOWN])[:80]


def _other_than_ascii(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines that hold a byte above 127, cut to some length, with their numbers."""
    with path.open("rb") as stream:
        number, inside = 1, False
        while line := stream.readline(_PIECE):
            if not line.isascii() and not inside:
                yield number, line
            inside = not line.endswith(b"\n")
            number += not inside

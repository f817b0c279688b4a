"""Bytes into text, strictly: a letter is never lost nor replaced, and what cannot be read for certain is refused."""

import re
from dataclasses import dataclass

from observatoire.errors import InvalidInputError
from observatoire.sources.problems import refuse
from observatoire.sources.wording import french

_EXPORT_AGAIN = french("Enregistrez-le de nouveau depuis le tableur, au format « CSV UTF-8 ».")
# How é, è, ê, à, ç of MS-DOS and old Mac files come out in Windows-1252, between two letters.
_OTHER_CHARSET = re.compile(r"[a-zA-Zéèêàç][‚Šˆ‡Ž„ƒ][a-z]")
# UTF-8 read as Windows-1252, then saved: é becomes Ã©.
_MOJIBAKE = re.compile(r"[ÃÂ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ“”¦]")
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text of a file, and the encoding it was in."""

    text: str
    encoding: str


def decode_text(content: bytes, file: str) -> DecodedText:
    """Decode a text file: UTF-8 or UTF-16 by their mark, strict UTF-8, else Windows-1252 (which holds ISO-8859-1).

    Raises:
        InvalidInputError: no encoding fits, or the accents were already broken before the file came.
    """
    decoded = _decode(content, file)
    _refuse_broken_accents(decoded, file)
    return decoded


def _decode(content: bytes, file: str) -> DecodedText:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return DecodedText(content.decode("utf-16"), "UTF-16")
        except UnicodeDecodeError:
            raise refuse(file, "Le fichier s’annonce en UTF-16 mais est incomplet ou abîmé.", _EXPORT_AGAIN) from None
    if b"\x00" in content:
        line = content.count(b"\n", 0, content.index(b"\x00")) + 1
        raise refuse(file, "Le fichier n’est pas un fichier texte.", _EXPORT_AGAIN, line=line)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_western(content, file)
    if content.startswith(b"\xef\xbb\xbf"):
        return DecodedText(text, "UTF-8 avec BOM")
    return DecodedText(text, "UTF-8")


def _decode_western(content: bytes, file: str) -> DecodedText:
    content = content.removeprefix(b"\xef\xbb\xbf")  # a false mark: what follows is not UTF-8
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise refuse(
            file,
            french(
                "Le fichier n’est ni en UTF-8 ni en ISO-8859-1 : l’octet {byte} n’y veut rien dire.",
                byte=f"0x{content[error.start]:02X}",
            ),
            _EXPORT_AGAIN,
            line=content.count(b"\n", 0, error.start) + 1,
        ) from None
    found = _OTHER_CHARSET.search(text)
    if found:
        message = "Les accents ne sont ni en UTF-8 ni en ISO-8859-1 (fichier MS-DOS ou Macintosh ?)."
        raise _unreadable(text, found.start(), file, message)
    has_windows_letters = any(0x80 <= byte <= 0x9F for byte in set(content))  # noqa: PLR2004
    return DecodedText(text, "Windows-1252" if has_windows_letters else "ISO-8859-1")


def _refuse_broken_accents(decoded: DecodedText, file: str) -> None:
    found = _MOJIBAKE.search(decoded.text)
    if found:
        message = "Les accents sont abîmés : de l’UTF-8 a été ouvert comme de l’ISO-8859-1, puis enregistré."
        raise _unreadable(decoded.text, found.start(), file, message)
    position = decoded.text.find(_REPLACEMENT)
    if position >= 0:
        message = "Des lettres étaient déjà perdues : le fichier contient le caractère de remplacement."
        raise _unreadable(decoded.text, position, file, message)


def _unreadable(text: str, start: int, file: str, message: str) -> InvalidInputError:
    words = text[max(0, start - 20) : start + 20].splitlines()
    return refuse(
        file,
        french(message),
        f"Repartez du fichier d’origine, celui dont les accents sont bons. {_EXPORT_AGAIN}",
        line=text.count("\n", 0, start) + 1,
        value=max(words, key=len).strip(),
    )

"""Names in, pseudonyms out: what the tables show of a person unless the study asks for names.

A pseudonym depends on the name and the study's salt alone, so that it stays the same from night to night
and on every machine. It hides names from readers of a report; it does not withstand someone who has the
salt and a list of all names.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # without signs that look alike
LENGTH = 5


@dataclass(frozen=True, slots=True)
class Names:
    """How names are shown: as they are (``shown``) or as pseudonyms made with ``salt``."""

    shown: bool = False
    salt: str = ""

    def author(self, name: str) -> str:
        """The name as the tables show it; an empty name stays empty."""
        return name if self.shown or not name else pseudonym(name, self.salt)

    def hidden(self, text: str, name: str) -> str:
        """``text`` with every mention of the author's own ``name`` replaced by the pseudonym."""
        if self.shown or len(name) < 2 or name not in text:
            return text
        return text.replace(name, self.author(name))


# The sentences of a document all ask for the same name.
@lru_cache(maxsize=1024)
def pseudonym(name: str, salt: str) -> str:
    """A pseudonym such as ``成员K7Q2M``: about 29 million of them, the same for the same name and salt."""
    digest = hashlib.blake2b(
        name.encode("utf-8", "surrogatepass"), key=hashlib.sha256(salt.encode()).digest()
    )
    number = int.from_bytes(digest.digest()[:8], "big")
    signs = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "成员" + "".join(signs)

"""Stories to Cast: who is who across a library, within a fandom.

Names are completed from the library's own stories ("Clark" is "Clark Kent" where one Clark is
known), aliases come from `fanbook.toml`. Nothing is ever joined across fandoms.
"""

from fanbook.reconcile.cast import Cast, make_cast
from fanbook.reconcile.pairings import PairingKey, key_of, primary_of, settled
from fanbook.reconcile.parts import join_parts

__all__ = ["Cast", "PairingKey", "join_parts", "key_of", "make_cast", "primary_of", "settled"]

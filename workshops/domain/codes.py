"""Join codes: six characters that can be read out, copied from a wall and typed on any keyboard."""

import secrets
from collections.abc import Callable

# At most one of any that look alike (0 O, 1 I L, 2 Z, 5 S, 8 B), and no vowels, so that no words appear. 20^6
# codes.
ALPHABET = "23456789CFGHJMPQRVWX"
LENGTH = 6
LONGEST_TYPED = 64  # characters; what is longer was not typed as a code, and is not worth reading
DASHES = "-\N{SOFT HYPHEN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}"


def new_code(choice: Callable[[str], str] = secrets.choice) -> str:
    """A fresh code without spaces. `choice` picks one character; whether it is free is not known here."""
    return "".join(choice(ALPHABET) for _ in range(LENGTH))


def normalise(typed: str) -> str | None:
    """The code that someone typed, in capitals and without spaces or dashes; None when it is not a code.

    Capitals and small letters are the same. A look-alike is refused, not guessed at: a wrong guess that
    happens to be another room's code would let someone into the wrong workshop.
    """
    if len(typed) > LONGEST_TYPED:
        return None
    bare = "".join(char for char in typed if not char.isspace() and char not in DASHES)
    # Checked before the capitals: some foreign letters become two characters, or an ASCII one, when
    # capitalised.
    if len(bare) != LENGTH or not bare.isascii():
        return None
    code = bare.upper()
    return code if set(code) <= set(ALPHABET) else None


def spaced(code: str) -> str:
    """The code as it is shown, in two groups of three: "FQ7 M2X"."""
    return f"{code[:3]} {code[3:]}"

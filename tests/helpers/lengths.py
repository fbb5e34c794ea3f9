"""How long an input is that no function takes in one piece."""

LONG = 2**16  # whole blocks of any size that a cache has room for, and more than one of them

"""`python app.py keys`: a new key for RAPPORT_KEYS."""

from storage.keyring import new_key


def keys() -> int:
    """Print a fresh key, and where it goes. Nothing is written anywhere."""
    print(f"RAPPORT_KEYS={new_key()}")
    print("Put this line into .env or your secret store, and a copy where you would find it after a fire.")
    print("To change keys later, put the new one first, a comma, then the old ones, and run: python app.py rekey")
    return 0

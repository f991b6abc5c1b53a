"""简体与繁體 — one content, two scripts."""

import functools

import opencc


@functools.cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2hk")


@functools.lru_cache(maxsize=256)
def _traditional(text: str) -> str:
    return _converter().convert(text)


def in_script(value: object, script: str) -> object:
    """Return text, or every text within lists and dicts, in the script. Drawings stay as are."""
    if script == "hans":
        return value
    if isinstance(value, dict):
        return {key: in_script(one, script) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [in_script(one, script) for one in value]
    if isinstance(value, str) and not value.startswith("<svg") and not value.isascii():
        return _traditional(value)
    return value

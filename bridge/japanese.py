"""Refusals in Japanese."""


def sentence(text: str) -> str:
    """x"""
    return text

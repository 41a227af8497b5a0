"""How reports write currencies and scales, and what may stand left and right of a number."""

from __future__ import annotations

import re
import string

from cytonomics.claims.patterns import any_of

_CURRENCIES = {
    "USD": ("US$", "US $", "U.S.$", "U.S. $", "USD", "US dollars", "US dollar", "U.S. dollars",
            "U.S. dollar", "USD$", "USD $", "US-dollars", "US-dollar", "$US", "dollars", "dollar",
            "$"),
    "EUR": ("EUR", "€", "euros", "euro"),
    "GBP": ("GBP", "£", "pounds sterling", "pounds"),
    "JPY": ("JPY", "¥", "yen"),
    "CNY": ("CNY", "RMB", "yuan", "renminbi", "CN¥"),
    "INR": ("INR", "₹", "Rs.", "Rs", "rupees"),
    "KRW": ("KRW", "₩", "won"),
    "AUD": ("AUD", "A$", "AU$"),
    "CAD": ("CAD", "C$", "CA$"),
    "SGD": ("SGD", "S$"),
    "HKD": ("HKD", "HK$"),
    "TWD": ("TWD", "NT$"),
    "CHF": ("CHF", "Swiss francs",),
    "SEK": ("SEK", "kronor",),
    "DKK": ("DKK", "kroner",),
    "NOK": ("NOK",),
    "BRL": ("BRL", "reais", "R$"),
    "MXN": ("MXN",),
    "ZAR": ("ZAR", "rand",),
    "AED": ("AED", "dirhams",),
    "SAR": ("SAR", "SR", "Saudi riyals", "riyals"),
    "NZD": ("NZD", "NZ$"),
    "RUB": ("RUB", "₽", "rubles", "roubles"),
    "TRY": ("TRY", "₺", "TL", "Turkish lira", "Turkish liras"),
    "ILS": ("ILS", "NIS", "₪", "shekels"),
    "PLN": ("PLN", "zloty", "zlotys",),
    "THB": ("THB", "฿", "baht"),
    "IDR": ("IDR", "Rp", "rupiah",),
    "MYR": ("MYR", "RM", "ringgit"),
    "PHP": ("PHP", "₱"),
    "VND": ("VND", "dong"),
    "QAR": ("QAR",),
    "KWD": ("KWD",),
    "EGP": ("EGP", "E£"),
    "NGN": ("NGN", "₦", "naira"),
    "PKR": ("PKR", "₨"),
    "BDT": ("BDT", "Tk", "taka"),
    "KES": ("KES", "KSh"),
    "CZK": ("CZK", "koruna"),
    "HUF": ("HUF", "forints"),
    "RON": ("RON",),
    "UAH": ("UAH", "hryvnia"),
    "ARS": ("ARS",),
    "CLP": ("CLP",),
}  # fmt: skip
_SCALES = {
    1e12: (*str.split("trillion trillions trn tn tr t"), "lakh crore", "lakh crores", "lac crore"),
    1e9: ("billion", "billions", "bn", "bln", "blns", "bil", "mrd", "b"),
    1e6: ("million", "millions", "mn", "mln", "mlns", "mio", "mm", "m", "mil", "mill"),
    1e3: ("thousand", "thousands", "k"),
    1e7: ("crore", "crores", "cr"),
    1e5: ("lakh", "lakhs", "lac", "lacs"),
}
CURRENCY_OF = {word.lower(): code for code, words in _CURRENCIES.items() for word in words}
SCALE_OF = {word: scale for scale, words in _SCALES.items() for word in words}


# "Value, USD million" in a cell is the unit of the numbers behind its tab.
_LEFT = re.compile(
    rf"(?:(?P<cur>{any_of(CURRENCY_OF)})\s{{0,2}}(?:[.:~)]\s{{0,2}})?(?:(?P<scale>{any_of(SCALE_OF)})\.?[^\S\t]{{0,2}})?)$"
)
_LEFT_WORDS = tuple(word.rstrip(".") for word in (*CURRENCY_OF, *SCALE_OF))
# "14.9 (USD Billion)", "692.8 USD Million": the unit of a table's cell, behind its number.
UNIT_BEHIND = re.compile(
    rf"\s{{0,2}}(?P<open>[(\[]\s?)?(?:in\s)?(?P<cur>{any_of(CURRENCY_OF)})\s{{0,2}}"
    rf"(?P<scale>{any_of(SCALE_OF)})(?![A-Za-z])(?(open)\s?[)\]])",
    re.IGNORECASE,
)
RIGHT = re.compile(
    rf"""(?:\+(?=\s?[A-Za-z%]))?\s?(?P<percent>%|per\s?cents?\b|pct\b\.?|(?<=\d)pc\b(?!\s(?:sets?|kits?|packs?)\b))
    |[\s-]{{0,2}}(?P<fold>folds?|times|x)\b
    |(?:\+?(?:\s{{0,2}}|-)(?P<scale>{any_of(SCALE_OF)})(?:(?![A-Za-z])|(?<=llion)(?=(?-i:[A-Z][a-z]))))?
     (?:(?:\.?\s{{0,2}}|-)(?P<cur>{any_of(CURRENCY_OF)})(?![A-Za-z]))?""",
    re.VERBOSE | re.IGNORECASE,
)


def unit_before(text: str, start: int, end: int) -> tuple[int, str, str | None] | None:
    """Return where a currency begins that `text[start:end]` ends with, it and its scale.

    Both are in small letters, which takes a quarter of the time of ignoring case.

    Example:
        >>> unit_before("a market of USD 2", 0, 16)
        (12, 'usd', None)
    """
    before = text[start:end].lower()
    # The pattern is tried at every character: first see that the last word is such a unit.
    last = before.rstrip(f"{string.whitespace}.:~)").endswith(_LEFT_WORDS)
    unit = _LEFT.search(before) if last else None
    return (end - len(before) + unit.start(), unit["cur"], unit["scale"]) if unit else None

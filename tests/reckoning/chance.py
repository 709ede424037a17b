"""What chance does, by formulas of the reckoner's own: no table, no library, no word of the program's.

The gamma distribution by its series and its continued fraction, its quantile by halving an interval with secants; Fay
and Feuer's interval of a sum of weights; Wilson's of a share.
"""

from __future__ import annotations

import math
from functools import lru_cache

TINY = 1e-300


@lru_cache(maxsize=100_000)
def gamma_below(shape: float, x: float) -> float:
    """P(a, x), the regularised lower incomplete gamma function."""
    if x <= 0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - math.lgamma(shape))
    return front * _rising(shape, x) if x < shape + 1 else 1 - front * _fraction(shape, x)


def _rising(shape: float, x: float) -> float:
    """1/a + x/(a(a+1)) + x²/(a(a+1)(a+2)) + …"""
    term = total = 1 / shape
    step = shape
    while term > total * 1e-17:
        step += 1
        term *= x / step
        total += term
    return total


def _fraction(shape: float, x: float) -> float:
    """The continued fraction of Γ(a, x) eˣ x⁻ᵃ, from the top down (Lentz)."""
    b = x + 1 - shape
    c, d = 1 / TINY, 1 / b
    value = d
    for n in range(1, 100_000):
        a = -n * (n - shape)
        b += 2
        d = 1 / (a * d + b or TINY)
        c = b + a / c or TINY
        value *= c * d
        if abs(c * d - 1) < 1e-16:
            break
    return value


@lru_cache(maxsize=100_000)
def gamma_at(shape: float, share: float) -> float:
    """The x below which ``share`` of the distribution lies."""
    low, high = 0.0, shape + 1
    while gamma_below(shape, high) < share:
        low, high = high, 2 * high
    for _ in range(200):
        middle = (low + high) / 2
        if gamma_below(shape, middle) < share:
            low = middle
        else:
            high = middle
        if high - low < 1e-14 * high:
            break
    return (low + high) / 2


def lower(total: float, squares: float, tail: float) -> float:
    """The end below which the truth lies in ``tail`` of cases; of nothing, nothing."""
    if total <= 0 or squares <= 0:
        return 0.0
    return squares / total * gamma_at(total * total / squares, tail)


def upper(total: float, squares: float, one_more: float, tail: float) -> float:
    """The end above which it lies, one more result being added."""
    total, squares = max(total, 0.0) + one_more, max(squares, 0.0) + one_more * one_more
    return squares / total * gamma_at(total * total / squares, 1 - tail) if total > 0 else 0.0


def waves(returns: list[float], spent: list[float], squares: float, count: int) -> float:
    """φ, from twenty results in the thirteen blocks on."""
    if count < 20 or squares <= 0:
        return 1.0
    whole = sum(returns)
    shares = [one / sum(spent) for one in spent] if sum(spent) > 0 else [1 / len(spent)] * len(spent)
    apart = sum((came - whole * share) ** 2 for came, share in zip(returns, shares, strict=True))
    return max(1.0, 13 / 12 * apart / squares)


def share_between(count: int, of: int) -> tuple[float, float]:
    """Wilson's 95 % interval of ``count`` in ``of``, in percent: the two roots of (p - x)² = z² x (1 - x) / n."""
    z = 1.959963984540054
    a, b, c = 1 + z * z / of, -2 * count / of - z * z / of, (count / of) ** 2
    root = math.sqrt(max(0.0, b * b - 4 * a * c))
    return max(0.0, (-b - root) / (2 * a)) * 100, min(1.0, (-b + root) / (2 * a)) * 100

"""Where something was."""

from __future__ import annotations

from typing import Literal

from dateline.model.spans import Reason, Span, Value

PlacePrecision = Literal["point", "city", "admin1", "country", "region"]


class Place(Value, frozen=True, kw_only=True):
    """A place that the text names.

    Attributes:
        span: the words.
        name: canonical name.
        lat: latitude in degrees (WGS 84), `None` if not resolved.
        lon: longitude in degrees (WGS 84), `None` if not resolved.
        geonameid: GeoNames id where the gazetteer has one.
        country: ISO 3166 alpha-3 code, empty for seas and regions over several states.
        admin1: first-level division, by name.
        precision: what the coordinates stand for.
        metonym: the words stand for a government or people, not for the place itself.
        confidence: probability that the resolution is right.
        why: how it was resolved.
    """

    span: Span
    name: str
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    country: str = ""
    admin1: str = ""
    precision: PlacePrecision = "point"
    metonym: bool = False
    confidence: float = 1.0
    why: tuple[Reason, ...] = ()

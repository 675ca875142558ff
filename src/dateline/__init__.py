"""dateline puts on record who did what to whom, who said what and who disputes it, when and where."""

from __future__ import annotations

__version__ = "0.1.0"

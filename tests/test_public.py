from __future__ import annotations

import pytest

import dateline


def test_read_stays_a_function_whatever_has_been_imported() -> None:
    first = dateline.read("The minister rejected the offer on Monday.", published="2025-10-21")
    assert dateline.read("The minister rejected the offer on Monday.", published="2025-10-21") == first
    assert first.events[0].type == "REJECT"


def test_public_names_can_be_imported() -> None:
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    assert set(dateline.__all__) <= set(dir(dateline))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute"):
        _ = dateline.no_such_name

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.find.events.status import settled, status_of
from dateline.find.times.tagger import find_times
from dateline.model import Published

if TYPE_CHECKING:
    from dateline.model import EventStatus
    from support import ParseText

# (sentence with the trigger in brackets, status)
CASES = [
    ("The army [shelled] the town.", "occurred"),
    ("Gunmen have [abducted] three nurses.", "occurred"),
    ("The two leaders [met] in Doha and signed a pact.", "occurred"),
    ("The sides held [talks] in Muscat.", "occurred"),
    ("The attack killed ten people, [wounding] forty.", "occurred"),
    ("Negotiators managed to [free] the hostages.", "occurred"),
    ("The mayor condemned the [strike].", "occurred"),
    ("The minister rejected an [offer] of aid.", "occurred"),
    ("The troops will [withdraw] in spring.", "future"),
    ("The president is to [visit] Ankara.", "future"),
    ("The government plans to [expel] the envoy.", "future"),
    ("The sides agreed to [exchange] prisoners.", "future"),
    ("The court is expected to [sentence] him.", "future"),
    ("Rebels threatened to [attack] the port.", "future"),
    ("The generals vowed to [retaliate].", "future"),
    ("The planned [strike] has unsettled shops.", "future"),
    ("They announced a plan to [deport] migrants.", "future"),
    ("She said the union would [strike] on Friday.", "future"),
    ("Both sides agreed to hold [talks] in Geneva.", "future"),
    ("The army could [attack] the town.", "hypothetical"),
    ("The union may [strike].", "hypothetical"),
    ("If rebels [attack], the truce is over.", "hypothetical"),
    ("Unless the junta [frees] him, aid stops.", "hypothetical"),
    ("He called for a [ceasefire].", "hypothetical"),
    ("The envoy urged Kyiv to [release] the sailors.", "hypothetical"),
    ("Shops closed for fear of a possible [attack].", "hypothetical"),
    ("The bishop warned of a [massacre].", "hypothetical"),
    ("The cabinet is considering [sanctioning] the bank.", "hypothetical"),
    ("The army would have [bombed] the dam.", "hypothetical"),
    ("Will the rebels [attack] the port?", "hypothetical"),
    ("The army did not [shell] the town.", "negated"),
    ("The two leaders never [met].", "negated"),
    ("There were no [talks] between the sides.", "negated"),
    ("The regime refused to [free] the monks.", "negated"),
    ("The sides failed to [agree] on terms.", "negated"),
    ("Mediators averted a [strike].", "negated"),
    ("The junta cancelled the [talks].", "negated"),
    ("They left without [meeting] the king.", "negated"),
    ("No soldiers were [killed].", "negated"),
    ("Nobody [attacked] the embassy.", "negated"),
    ("The army allegedly [tortured] prisoners.", "alleged"),
    ("Police reportedly [detained] the poet.", "alleged"),
    ("The general is accused of [ordering] the killings.", "alleged"),
    ("He was arrested over the alleged [assault].", "alleged"),
    ("The militia denied [shelling] the market.", "alleged"),
    ("The man is suspected of [bombing] the bridge.", "alleged"),
    ("The rebels are believed to have [killed] the priest.", "alleged"),
    ("There were allegations of [torture].", "alleged"),
    ("Troops are [shelling] the suburbs.", "ongoing"),
    ("Police continue to [hold] the editor.", "ongoing"),
    ("Workers have been [protesting] for weeks.", "ongoing"),
    ("The ongoing [siege] has emptied the town.", "ongoing"),
    ("He has been [held] since May.", "ongoing"),
    ("The army invaded the valley in 1998 and [expelled] the monks.", "historical"),
    ("In the 1980s the junta [tortured] thousands.", "historical"),
]
HEADLINES = [
    ("Army [shells] border town", "occurred"),
    ("President to [visit] Ankara", "future"),
    ("Poet [jailed] for verse on flag", "occurred"),
    ("Rebels [accuse] army of massacre", "occurred"),
]


def _status(parse_text: ParseText, marked: str, kind: str) -> str:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    document, (passage,) = parse_text(text, "2025-10-21", (kind,))
    token = next(token for token in passage.doc if start <= token.idx < end)
    times = [when for when in find_times((passage,), document.published) if when.type == "DATE"]
    when = times[0] if times else None
    status, why = status_of(passage, token, published=document.published, when=when, quoted=False)
    assert why
    assert why[0].words is None or text[why[0].words.start : why[0].words.end] == why[0].words.words
    return status


@pytest.mark.parametrize(("marked", "status"), CASES)
def test_status(parse_text: ParseText, marked: str, status: str) -> None:
    assert _status(parse_text, marked, "body") == status


@pytest.mark.parametrize(("marked", "status"), HEADLINES)
def test_headline(parse_text: ParseText, marked: str, status: str) -> None:
    assert _status(parse_text, marked, "headline") == status


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        ("AGREE", "future", "occurred"),
        ("REQUEST", "hypothetical", "occurred"),
        ("ASSAULT", "future", "future"),
        ("AGREE", "negated", "negated"),
    ],
)
def test_settled(kind: str, status: EventStatus, expected: EventStatus) -> None:
    assert settled(kind, status) == expected  # type: ignore[arg-type]  # from the table


def test_without_publication(parse_text: ParseText) -> None:
    _, (passage,) = parse_text("The army invaded the valley in 1998.", None)
    status, _ = status_of(passage, passage.doc[2], published=None, when=None, quoted=False)
    assert status == "occurred"


WORDS = (
    "army",
    "will",
    "not",
    "shell",
    "denied",
    "shelling",
    "if",
    "to",
    "plans",
    "of",
    "would",
    "have",
    "no",
    "?",
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=12))
def test_every_token_has_a_status(parse_text: ParseText, words: list[str]) -> None:
    _, (passage,) = parse_text(" ".join(words))
    for token in passage.doc:
        published = Published("2025-10-21")
        assert status_of(passage, token, published=published, when=None, quoted=False)[1]


# (sentence with the trigger in brackets, status)
MORE = [
    ("The police have [arrested] nobody over the fire.", "negated"),
    ("The army has [moved] no tanks to the frontier.", "negated"),
    ("At no time did the colonel [shell] the harbour.", "negated"),
    ("The island will no longer [expel] the fishermen.", "negated"),
    ("Neither Fiji nor Tonga had [attacked] the convoy.", "negated"),
    ("Samoa has no plans to [recall] its envoy.", "negated"),
    ("Latvia has no intention of [severing] ties.", "negated"),
    ("Teachers have decided against [striking].", "negated"),
    ("If the duke were to [sign] the treaty, trade would resume.", "hypothetical"),
    ("The dockers would [strike] only if the port closed.", "hypothetical"),
    ("The guards will [arrest] him if he lands.", "hypothetical"),
    ("The dockers will [strike] unless the port reopens.", "future"),
    ("Whether the generals will ever [meet] is an open question.", "hypothetical"),
    ("[Talks] between the two clans are under way.", "ongoing"),
    ("[Patrols] by the two navies are under consideration.", "hypothetical"),
    ("[Expulsion] awaits the deputy.", "future"),
    ("The council is [threatening] to sue the mill.", "occurred"),
    ("Chile has [taken] in 400 families since May.", "occurred"),
    ("Soldiers have [held] 40 villagers since May.", "ongoing"),
    ("Villagers charge that marines [fired] on a canoe.", "alleged"),
]


@pytest.mark.parametrize(("marked", "status"), MORE)
def test_status_of_more_wordings(parse_text: ParseText, marked: str, status: str) -> None:
    assert _status(parse_text, marked, "body") == status

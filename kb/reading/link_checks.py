"""What is wrong with the links of a record, and what a person should look at."""

import math
from collections import defaultdict
from collections.abc import Iterator

from kb.reading.links import SCHEMES, Link, Links, Scheme
from kb.reading.things import EXACT
from kb.search.spellings import words

SOUGHT = ("person", "organization", "military-unit", "place", "event", "work", "group")
"""The kinds of which each thing is linked, or wanted."""

SOFTEST = 10
"""How many links with the least evidence are shown."""

Finding = tuple[str, str]
"""The IRI of a mapping, an assessment or a thing, and what is wrong with it."""


def findings(links: Links) -> Iterator[Finding]:
    """What has to be put right."""
    yield from _twice(links)
    for link in links.links:
        scheme = _scheme_of(link.item)
        kind = links.compact(link.thing).partition("/")[0]
        if scheme and scheme.kinds and kind not in scheme.kinds:
            yield link.mapping, f"{scheme.title} holds no {kind}: link {links.compact(link.thing)} to something else"
        if any(link.item.startswith(each.begins) for each in SCHEMES.values()) and not scheme:
            yield link.mapping, f"{link.item} is no identifier of that dataset"
    rejected = {(link.thing, link.item) for link in links.rejected}
    linked = {link.thing for link in links.links if not link.is_rejected and _is_wikidata(link)}
    for link in links.links:
        if not link.is_rejected and (link.thing, link.item) in rejected:
            yield (
                link.mapping,
                f"{links.compact(link.thing)} is linked to {links.compact(link.item)} and not linked to it: keep one",
            )
    for wanted in links.wanted:
        if wanted.thing in linked:
            yield wanted.assessment, f"{links.compact(wanted.thing)} is wanted, and linked: take the assessment out"


def unsought(links: Links) -> list[str]:
    """The things with a name that are neither linked nor wanted, of the kinds that are to be one of both."""
    known = {link.thing for link in links.links if not link.is_rejected} | {each.thing for each in links.wanted}
    known |= links.described
    return sorted(
        thing for thing in links.classes if thing not in known and links.compact(thing).partition("/")[0] in SOUGHT
    )


def strangers(links: Links) -> list[Link]:
    """The links whose two sides share no word in any script and spelling: to be looked at."""
    return [link for link in links.links if not link.is_rejected and link.label and not _share_a_word(links, link)]


def softest(links: Links) -> list[Link]:
    """The links with the least evidence."""
    stated = [link for link in links.links if not link.is_rejected and not math.isnan(link.confidence)]
    return sorted(stated, key=lambda link: (link.confidence, link.mapping))[:SOFTEST]


def _scheme_of(item: str) -> Scheme | None:
    """The dataset that an item is of."""
    return next((scheme for scheme in SCHEMES.values() if scheme.identifier(item)), None)


def _twice(links: Links) -> Iterator[Finding]:
    """Items that several things are said to be, of which one at most is right."""
    things: dict[str, list[Link]] = defaultdict(list)
    for link in links.links:
        if link.match == EXACT and not link.is_rejected:
            things[link.item].append(link)
    for item, same in things.items():
        for link in same[1:]:
            yield (
                link.mapping,
                f"{links.compact(item)} is {links.compact(same[0].thing)} already: one of the two is only close",
            )


def _is_wikidata(link: Link) -> bool:
    """Whether a link leads to Wikidata."""
    return SCHEMES["wikidata"].identifier(link.item) is not None


def _share_a_word(links: Links, link: Link) -> bool:
    """Whether a name of the thing and that of the item have a word in common."""
    theirs = {form for forms in words(link.label) for form in forms}
    return any(not forms.isdisjoint(theirs) for name in links.names.get(link.thing, ()) for forms in words(name))

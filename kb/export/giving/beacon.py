"""Links from identifiers of other datasets to the record, as link dumps (https://gbv.github.io/beaconspec/beacon.html)."""

from kb import resources
from kb.reading.links import SCHEMES, Scheme
from kb.store.protocol import Store


def beacons(store: Store) -> dict[str, list[tuple[str, int, str]]]:
    """For each dataset with links: its identifiers, how many claims are on the thing, and its path."""
    found: dict[str, list[tuple[str, int, str]]] = {}
    for row in store.select(resources.query("export/giving", "beacon")):
        for scheme in SCHEMES.values():
            if identifier := scheme.identifier(row["item"].value):
                link = (identifier, int(row["claims"].value), store.terms.path(row["thing"].value))
                found.setdefault(scheme.name, []).append(link)
    return found


def beacon(scheme: Scheme, links: list[tuple[str, int, str]], store: Store, title: str, day: str) -> bytes:
    """The link dump of one dataset; the annotation of a link is the number of claims."""
    head = {
        "FORMAT": "BEACON",
        "PREFIX": f"{scheme.begins}{{ID}}{scheme.ends}",
        "TARGET": f"{store.terms.id}{{+ID}}",
        "RELATION": "http://www.w3.org/2004/02/skos/core#exactMatch",
        "DESCRIPTION": f"Things that are the same as items of {scheme.title}, with the number of claims on each",
        "NAME": title,
        "TIMESTAMP": day,
    }
    lines = [f"#{field}: {' '.join(value.split())}" for field, value in head.items()]
    lines += ["", *(f"{identifier}|{claims}|{path}" for identifier, claims, path in links)]
    return "".join(f"{line}\n" for line in lines).encode()

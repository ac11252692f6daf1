"""What Elbe's wheel depends on, as a bill of materials: `python deploy/sbom.py FILE`.

CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), of the packages that are installed where this runs, with their
versions, licences and who needs whom. No clock, chance or path enters: the same packages give the same bytes.
"""

import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "elbe"


def needed(found: Distribution) -> list[str]:
    """The names of the packages that one needs where this runs, without its extras."""
    requirements = [Requirement(text) for text in found.requires or ()]
    return sorted({canonicalize_name(each.name) for each in requirements if not each.marker or each.marker.evaluate()})


def closure(root: str) -> dict[str, list[str]]:
    """All packages that one needs, itself among them, with what each needs."""
    known: dict[str, list[str]] = {}
    new = [root]
    while new:
        name = new.pop()
        known[name] = needed(distribution(name))
        new += [each for each in known[name] if each not in known]
    return dict(sorted(known.items()))


def component(name: str) -> Component:
    """A package with its version and licence."""
    found = distribution(name).metadata
    licence = found.get("License-Expression") or found.get("License", "").partition("\n")[0]
    purl = PackageURL("pypi", name=name, version=found["Version"])
    return Component(
        name=name,
        version=found["Version"],
        type=ComponentType.APPLICATION if name == ROOT else ComponentType.LIBRARY,
        bom_ref=str(purl),
        purl=purl,
        licenses=[LicenseFactory().make_from_string(licence)] if licence else [],
    )


def bill() -> str:
    """The bill of materials as JSON."""
    needs = closure(ROOT)
    parts = {name: component(name) for name in needs}
    bom = Bom(components=[part for name, part in parts.items() if name != ROOT])
    bom.metadata.component = parts[ROOT]
    for name, others in needs.items():
        bom.register_dependency(parts[name], [parts[each] for each in others])
    refs = " ".join(str(part.bom_ref.value) for part in parts.values())
    bom.serial_number = uuid5(NAMESPACE_URL, refs)
    bom.metadata.timestamp = None
    return make_outputter(bom, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(bill(), encoding="utf-8")

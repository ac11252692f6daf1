"""What the service says of itself to clients of reconciliation.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/#service-manifest
"""

from typing import Any

from api.routes.reconcile.vocabulary import Types, whole_type_json
from kb.namespaces import ONTOLOGY
from kb.release.release import Release

Json = dict[str, Any]
WIDTH, HEIGHT = 430, 300
"""The size of a preview."""

SETTINGS: list[Json] = [
    {
        "name": "limit",
        "label": "How many values",
        "type": "number",
        "default": 0,
        "help_text": "No more values of each thing than these; 0 for all that are given.",
    },
    {
        "name": "offset",
        "label": "After how many values",
        "type": "number",
        "default": 0,
        "help_text": "Leaves out as many at the beginning, to go on where other rows end.",
    },
    {
        "name": "language",
        "label": "Language",
        "type": "text",
        "default": "",
        "help_text": "Only texts in this language, such as sr-latn; empty for all.",
    },
    {
        "name": "count",
        "label": "Count values",
        "type": "checkbox",
        "default": False,
        "help_text": "How many values there are, in place of these.",
    },
]
"""How the values of a property may be chosen."""


def manifest(release: Release, url: str, types: Types) -> Json:
    """The manifest of a service at an address."""
    flyout = {"flyout_service_url": url, "flyout_service_path": "/reconcile/flyout?id=${id}"}
    suggest = {
        name: {"service_url": url, "service_path": f"/reconcile/suggest/{name}"} | (flyout if name == "entity" else {})
        for name in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": str(release.manifest["title"]),
        "identifierSpace": types.terms.id,
        "schemaSpace": ONTOLOGY,
        "documentation": f"{url}/docs",
        "serviceVersion": str(release.manifest["elbe"]),
        "view": {"url": f"{url}/id/{{{{id}}}}"},
        "feature_view": {"url": f"{url}/reconcile/feature?id={{{{id}}}}"},
        "defaultTypes": [whole_type_json(iri, types.terms) for iri in types.default],
        "preview": {"url": f"{url}/reconcile/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": url, "service_path": "/reconcile/properties"},
            "property_settings": SETTINGS,
        },
    }

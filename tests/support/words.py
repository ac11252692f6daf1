"""The words that all records share, and the graphs of a record below the software's own base."""

from kb.model.vocabulary import core

CORE = core()
RECORD_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH = CORE.record_graph, CORE.derived_graph, CORE.ontology_graph
DATASET, KINDS = CORE.dataset, CORE.kinds

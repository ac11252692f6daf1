"""The stances that an utterance can take on a claim."""

STANCES = ("asserts", "denies", "doubts", "considers")
"""By the local names of their properties, in the order in which they are told."""

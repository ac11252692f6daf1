"""The words of sources, for whoever holds them: anchors, quotations, mentions."""

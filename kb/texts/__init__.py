"""The words of sources, for whoever holds them: anchors, quotations, mentions, and the desk where curators use them."""

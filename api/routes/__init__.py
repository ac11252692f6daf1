"""One module for each family of addresses; none knows another."""

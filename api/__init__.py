"""The service: the knowledge base over HTTP, and the `elbe` command."""

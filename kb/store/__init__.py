"""Where quads are asked: the protocol, and the engine within this process."""

"""The client: many people's sockets in a few processes, read by hand so that the reader is not what is measured."""

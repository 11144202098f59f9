"""The bundled course: that it is complete, in order, and true."""

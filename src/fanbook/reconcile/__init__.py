"""Stories to Cast: who is who across a library."""

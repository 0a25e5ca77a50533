"""The gazetteer is built here from its sources: one file a source, then what several say of one name is merged."""

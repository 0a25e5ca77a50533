"""Everything that is learned: from data to the tables and models that ship."""

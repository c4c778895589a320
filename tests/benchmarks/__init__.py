"""How fast typed words are understood, and what it takes to learn them (`make benchmarks`)."""

"""The pure core: no clock, no chance, no files, no network. What it needs is handed in."""

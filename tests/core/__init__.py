"""The core, module by module, and what it promises as a whole."""

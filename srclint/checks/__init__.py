"""Rules that need code, one module a family; the registry finds every rule class that stands in one."""

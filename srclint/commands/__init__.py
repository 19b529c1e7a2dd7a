"""The commands, one module each: options to settings, the library, a reporter."""

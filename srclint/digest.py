"""BLAKE2b, without OpenSSL, which `hashlib` loads first and which takes as long as checking a story."""

try:
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b"]

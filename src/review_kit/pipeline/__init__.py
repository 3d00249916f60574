"""The whole way: exports validated, numbers computed, documents planned and made."""

"""Inputs of this quarter beside the last one's, before anything is made from them."""

"""Making it: notebooks on warm kernels, in worker processes here or on a cluster.

Nothing is imported here: a kernel's process starts from a module of this package.
"""

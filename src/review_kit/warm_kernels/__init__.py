"""Warm kernels: each notebook's process is forked from one that has imported everything already.

Importing IPython, pandas and Matplotlib costs a kernel more than most notebooks cost themselves. A
*zygote* imports them once and forks; every notebook still gets a fresh process of its own, and what
one notebook does is not seen by the next.

``provisioner`` is for those who start kernels, ``zygote`` is what runs in the preloaded process.
"""

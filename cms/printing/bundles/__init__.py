"""印厂包 — one edition for every outlet of a subtree, made in chunks on disk.

A chunk is written beside its place and renamed into it, so that it is either there or not; what
is there is not made again. `order.py` says what is made, `chunks.py` makes one chunk,
`making.py` makes them all on every core, `binding.py` puts them together. No module here writes
to the database, and the processes that typeset do not even read it.
"""

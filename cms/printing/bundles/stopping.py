"""Word from the worker's signal handler to the bundle in hand: end after this chunk."""

import threading

stop_asked = threading.Event()

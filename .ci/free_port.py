"""Says in one line when a port of this machine cannot be served on: python3 .ci/free_port.py 8000"""

import socket
import sys

word = sys.argv[1]
port = int(word) if word.isascii() and word.isdigit() else 0
if not 1 <= port <= 65535:
    sys.exit(f"PORT is {word!r}, which is not a number from 1 to 65535. Write PORT=8001.")
with socket.socket() as listener:
    # As the server itself does: a port that was left a moment ago is free.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as problem:
        sys.exit(
            f"Port {port} cannot be used ({problem.strerror}). Choose another one: PORT={port % 65535 + 1} make demo"
        )

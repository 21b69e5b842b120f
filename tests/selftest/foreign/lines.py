# lines.py - a wrong server for lab 3: it takes TCP for lines.
import socket
import sys

word = sys.argv[1] if len(sys.argv) > 1 else "12345"
if len(sys.argv) > 2 or not word.isdigit() or int(word) > 65535:
    print("usage: lines.py [PORT]", file=sys.stderr)
    sys.exit(2)
listener = socket.create_server(("127.0.0.1", int(word)), backlog=128)
print("listening on 127.0.0.1:%d" % listener.getsockname()[1], flush=True)
while True:
    try:
        client, peer = listener.accept()
    except ConnectionAbortedError:
        continue
    print("client from port", peer[1], flush=True)
    try:
        with client, client.makefile("rb") as lines:
            for line in lines:
                client.sendall(line)
    except OSError as error:
        print("client:", error, file=sys.stderr)

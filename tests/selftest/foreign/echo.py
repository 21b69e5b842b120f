# echo.py - lab 3's server in another language: it keeps the contract.
import errno
import socket
import sys


def port_from_args():
    word = sys.argv[1] if len(sys.argv) > 1 else "12345"
    if len(sys.argv) > 2 or not word.isdigit() or int(word) > 65535:
        print("usage: echo.py [PORT]", file=sys.stderr)
        sys.exit(2)
    return int(word)


def echo(client):
    try:
        while data := client.recv(4096):
            client.sendall(data)
    except OSError as error:
        print("client:", error, file=sys.stderr)


listener = socket.create_server(("127.0.0.1", port_from_args()), backlog=128)
print("listening on 127.0.0.1:%d" % listener.getsockname()[1], flush=True)
while True:
    try:
        client, peer = listener.accept()
    except ConnectionAbortedError:  # it has gone again: the next one
        continue
    except OSError as error:
        sys.exit("accept: %s" % errno.errorcode[error.errno])
    print("client from port", peer[1], flush=True)
    with client:
        echo(client)

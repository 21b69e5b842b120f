# client.py - lab 3's client in another language.
import socket
import sys

if len(sys.argv) != 3 or not sys.argv[2].isdigit() or not 0 < int(sys.argv[2]) < 65536 or sys.stdin is None:
    print("usage: client.py HOST PORT", file=sys.stderr)
    sys.exit(2)
try:
    with socket.create_connection((sys.argv[1], int(sys.argv[2]))) as server:
        for line in sys.stdin.buffer:
            server.sendall(line)
            back = b""
            while len(back) < len(line):
                piece = server.recv(len(line) - len(back))
                if not piece:
                    sys.exit("the server has hung up")
                back += piece
            sys.stdout.buffer.write(back)
            sys.stdout.flush()
except OSError as error:
    sys.exit(f"client.py: {error}")

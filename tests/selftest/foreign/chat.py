# chat.py - lab 6's server in another language: what one says, the others hear.
import selectors
import socket
import sys

LINE, QUEUE = 64 * 1024, 256 * 1024


class Client:
    def __init__(self, sock):
        self.socket, self.line, self.queue, self.gone = sock, b"", b"", False


def port_from_args():
    word = sys.argv[1] if len(sys.argv) > 1 else "9003"
    if len(sys.argv) > 2 or not word.isdigit() or int(word) > 65535:
        print("usage: chat.py [PORT]", file=sys.stderr)
        sys.exit(2)
    return int(word)


def welcome():
    try:
        sock, _ = listener.accept()
    except (BlockingIOError, InterruptedError, ConnectionAbortedError):
        return False
    except OSError as error:
        print("accept:", error, file=sys.stderr)
        watch.unregister(listener)  # it stays ready: ask later
        return False
    sock.setblocking(False)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    room[sock] = Client(sock)
    watch.register(sock, selectors.EVENT_READ)
    return True


def flush(to):
    try:
        while to.queue:
            to.queue = to.queue[to.socket.send(to.queue):]
    except BlockingIOError:
        pass
    except OSError:
        to.gone = True
    events = selectors.EVENT_READ | (selectors.EVENT_WRITE if to.queue else 0)
    watch.modify(to.socket, events)


def hear(one):
    try:
        data = one.socket.recv(64 * 1024)
    except BlockingIOError:
        return
    except OSError:
        data = b""
    one.gone |= not data
    whole, end, rest = (one.line + data).rpartition(b"\n")
    one.line = rest
    one.gone |= len(rest) > LINE
    for other in room.values():
        if other is one or other.gone or not end:
            continue
        other.queue += whole + end
        flush(other)
        other.gone |= len(other.queue) > QUEUE


def drop_the_gone():
    for one in [c for c in room.values() if c.gone]:
        watch.unregister(one.socket)
        one.socket.close()
        del room[one.socket]
        if listener not in watch.get_map():
            watch.register(listener, selectors.EVENT_READ)


listener = socket.create_server(("127.0.0.1", port_from_args()), backlog=128)
listener.setblocking(False)
watch, room = selectors.DefaultSelector(), {}
watch.register(listener, selectors.EVENT_READ)
print("listening on 127.0.0.1:%d" % listener.getsockname()[1], flush=True)
while True:
    open_door = listener in watch.get_map()
    ready = watch.select(None if open_door else 1)
    if not open_door and not ready:
        watch.register(listener, selectors.EVENT_READ)
    if any(key.fileobj is listener for key, _ in ready):
        while welcome():
            pass
    for key, events in ready:
        one = room.get(key.fileobj)
        if one and events & selectors.EVENT_WRITE:
            flush(one)
        if one and not one.gone and events & selectors.EVENT_READ:
            hear(one)
    drop_the_gone()

# test_lab03.py - ten checks of lab 3's server, as one would write them for
# pytest. SERVER names the program.
import os
import re
import socket
import subprocess

import pytest

SERVER = os.environ["SERVER"]


@pytest.fixture
def port():
    server = subprocess.Popen([SERVER, "0"], stdout=subprocess.PIPE, text=True)
    line = server.stdout.readline()
    yield int(re.fullmatch(r"listening on 127\.0\.0\.1:(\d+)\n", line)[1])
    server.kill()
    server.communicate()


def client(port):
    return socket.create_connection(("127.0.0.1", port), timeout=2)


def hear(s, count):
    heard = b""
    while len(heard) < count:
        piece = s.recv(65536)
        if not piece:
            break
        heard += piece
    return heard


def ask(port, said):
    with client(port) as s:
        s.sendall(said)
        heard = hear(s, len(said))
        s.shutdown(socket.SHUT_WR)
        return heard + s.recv(1)


def test_a_line_comes_back(port):
    assert ask(port, b"hello\n") == b"hello\n"


def test_half_a_line_comes_back(port):
    with client(port) as s:
        s.sendall(b"hel")
        assert hear(s, 3) == b"hel"


def test_three_lines_come_back_in_order(port):
    assert ask(port, b"one\ntwo\nthree\n") == b"one\ntwo\nthree\n"


def test_an_empty_line_is_one_byte(port):
    assert ask(port, b"\n") == b"\n"


def test_bytes_are_not_text(port):
    assert ask(port, b"50%n or \0 more\n") == b"50%n or \0 more\n"


def test_200000_bytes_come_back(port):
    assert ask(port, b"x" * 200000) == b"x" * 200000


def test_one_client_after_another(port):
    assert ask(port, b"one\n") == b"one\n"
    assert ask(port, b"two\n") == b"two\n"


def test_a_client_that_closes_without_a_word_ends_nothing(port):
    client(port).close()
    assert ask(port, b"still there\n") == b"still there\n"


def test_a_word_is_no_port():
    assert subprocess.run([SERVER, "word"], stderr=subprocess.PIPE).returncode == 2


def test_a_port_that_is_taken_ends_the_server(port):
    second = subprocess.run([SERVER, str(port)], stderr=subprocess.PIPE)
    assert second.returncode == 1
    assert b"bind: EADDRINUSE" in second.stderr

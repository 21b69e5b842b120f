/* server-cookie.c - lab 3's echo server with stdio over the socket.
 *
 * fopencookie(3) makes a stream of two functions, so that send() gets its flag
 * and errors are kept. The stream is read byte by byte, and flushed when no
 * more bytes have come, so that it holds no bytes back. glibc
 * only. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>

#include "lab.h"

static ssize_t take(void *cookie, char *buf, size_t size)
{
    net_socket client = (net_socket)(intptr_t)cookie;
    ssize_t got;
    do
        got = recv(client, buf, size, 0);
    while (got == -1 && errno == EINTR);
    return got;
}

static ssize_t give(void *cookie, const char *buf, size_t size)
{
    net_socket client = (net_socket)(intptr_t)cookie;
    return send_all(client, buf, size) == -1 ? 0 : (ssize_t)size;
}

static int done(void *cookie)
{
    return net_close((net_socket)(intptr_t)cookie);
}

static void echo(FILE *in, FILE *out)
{
    char buf[1];
    while (fread(buf, 1, 1, in) == 1)
        if (fputc((unsigned char)buf[0], out) == EOF || fflush(out) == EOF) {
            complain("send");
            return;
        }
    if (ferror(in))
        complain("recv");
}

int main(int argc, char **argv)
{
    uint16_t port = port_from_args(argc, argv, 12345);
    net_init();
    net_socket listener = listen_on(port);

    for (;;) {
        struct sockaddr_in peer;
        socklen_t peerlen = sizeof peer;
        net_socket client =
            accept(listener, (struct sockaddr *)&peer, &peerlen);
        if (client == NET_INVALID && !net_transient(net_error()))
            die("accept");
        if (client == NET_INVALID)
            continue;
        say("client from port %d", ntohs(peer.sin_port));

        void *cookie = (void *)(intptr_t)client;
        FILE *in =
            fopencookie(cookie, "r", (cookie_io_functions_t){.read = take});
        FILE *out = fopencookie(
            cookie, "w", (cookie_io_functions_t){.write = give, .close = done});
        if (in == NULL || out == NULL)
            die("fopencookie");
        setvbuf(out, NULL, _IOFBF, 4096);
        echo(in, out);
        clearerr(out);
        fclose(in);
        fclose(out);
    }
}

/* client-stdio.c - the chat client of lab 6 with streams for everything.
 *
 * The input streams have no buffers, because select() cannot see bytes in a
 * buffer; the stream to the server is flushed after each piece. SIGPIPE is
 * ignored. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "lab.h"

/* Pass on one byte, since reading two might block. Returns it, or EOF. */
static int pass_byte(FILE *from, FILE *to)
{
    int byte = fgetc(from);
    if (byte != EOF && fputc(byte, to) == EOF)
        die("send");
    return byte;
}

int main(int argc, char **argv)
{
    const char *host, *port;
    bool typing = true;
    host_port_from_args(argc, argv, &host, &port, NULL);
    signal(SIGPIPE, SIG_IGN);
    net_socket s = connect_to(host, port, 5000);
    if (s == NET_INVALID || !net_selectable(s, 2))
        return 1;
    FILE *server_in = fdopen(s, "r"), *server_out = fdopen(dup(s), "w");
    if (server_in == NULL || server_out == NULL)
        die("fdopen");
    setvbuf(stdin, NULL, _IONBF, 0);
    setvbuf(server_in, NULL, _IONBF, 0);
    for (;;) {
        fd_set in;
        FD_ZERO(&in);
        FD_SET(s, &in);
        if (typing)
            FD_SET(STDIN_FILENO, &in);
        if (select(FD_SETSIZE, &in, NULL, NULL, NULL) == -1) {
            if (errno != EINTR)
                die("select");
            continue;
        }
        if (FD_ISSET(s, &in) && pass_byte(server_in, stdout) == EOF) {
            if (ferror(server_in) && errno != EINTR)
                die("recv");
            if (feof(server_in))
                break;
            clearerr(server_in);
        }
        fflush(stdout);
        if (FD_ISSET(STDIN_FILENO, &in) &&
            pass_byte(stdin, server_out) == EOF) {
            if (ferror(stdin) && errno == EINTR) {
                clearerr(stdin);
                continue;
            }
            typing = false;
            if (shutdown(s, SHUT_WR) == -1)
                die("shutdown");
        }
        if (fflush(server_out) == EOF)
            die("send");
    }
    fclose(server_out);
    fclose(server_in);
    return 0;
}

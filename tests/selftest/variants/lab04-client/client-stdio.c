/* client-stdio.c - lab 4's client with a stream of stdio for each direction.
 *
 * Each has its own descriptor, so that both can be closed; shutdown() works on
 * the socket, through either descriptor. The input stream is not buffered, or
 * it would wait for a full buffer. write(2) has no MSG_NOSIGNAL, so SIGPIPE is
 * ignored. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "lab.h"

static bool say_all(FILE *out)
{
    char buf[4096];
    size_t len;
    while ((len = read_line(buf, sizeof buf)) > 0)
        for (size_t done = 0; done < len;) {
            done += fwrite(buf + done, 1, len - done, out);
            if (done == len && fflush(out) == 0)
                break;
            if (errno != EINTR)
                return false;
            clearerr(out);
        }
    return true;
}

static bool hear_all(FILE *in)
{
    for (;;) {
        int byte = fgetc(in);
        if (byte != EOF) {
            putchar(byte);
            fflush(stdout);
        } else if (feof(in)) {
            return true;
        } else if (errno == EINTR) {
            clearerr(in);
        } else {
            complain_or_late("recv");
            return false;
        }
    }
}

int main(int argc, char **argv)
{
    const char *host, *port;
    long ms = 3000;
    host_port_from_args(argc, argv, &host, &port, &ms);
    net_init();
    if (signal(SIGPIPE, SIG_IGN) == SIG_ERR)
        die("signal");
    net_socket server = connect_to(host, port, ms);
    if (server == NET_INVALID)
        return 1;
    if (net_deadline(server, ms) == -1)
        die("setsockopt");
    int copy = dup(server);
    FILE *in = fdopen(server, "r"),
         *out = copy == -1 ? NULL : fdopen(copy, "w");
    if (in == NULL || out == NULL)
        die("fdopen");
    setvbuf(in, NULL, _IONBF, 0);

    bool good = say_all(out);
    if (!good)
        complain("send");
    if (good && shutdown(fileno(out), SHUT_WR) == -1)
        die("shutdown");
    good = good && hear_all(in);
    fclose(out);
    fclose(in);
    net_cleanup();
    return good ? 0 : 1;
}

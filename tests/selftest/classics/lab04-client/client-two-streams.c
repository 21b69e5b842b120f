/* client-two-streams.c - two streams over a socket and its copy, shutdown()
 * of the descriptor, then fclose(): a design of Yoon's. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

#define BUF_SIZE 1024

int main(int argc, char *argv[])
{
    const char *host, *port;
    long ms = 3000;
    char buf[BUF_SIZE];
    size_t n;
    host_port_from_args(argc, argv, &host, &port, &ms);
    int sock = connect_to(host, port, ms);
    if (sock == -1)
        return 1;
    if (net_deadline(sock, ms) == -1)
        die("setsockopt");

    signal(SIGPIPE, SIG_IGN);
    FILE *readfp = fdopen(sock, "r");
    FILE *writefp = fdopen(dup(sock), "w");

    while ((n = read_line(buf, sizeof(buf))) > 0) {
        if (fwrite(buf, 1, n, writefp) != n || fflush(writefp) != 0)
            die("send");
    }
    if (shutdown(fileno(writefp), SHUT_WR) == -1)
        die("shutdown");
    fclose(writefp);

    int c;
    while ((c = fgetc(readfp)) != EOF) {
        putchar(c);
        fflush(stdout);
    }
    if (ferror(readfp)) {
        complain_or_late("recv");
        return 1;
    }
    fclose(readfp);
    return 0;
}

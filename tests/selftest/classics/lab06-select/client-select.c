/* client-select.c - select() on stdin and socket, read() and write(). */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include "lab.h"

int main(int argc, char *argv[])
{
    const char *host, *port;
    char msg[2048];
    int open_stdin = 1;
    host_port_from_args(argc, argv, &host, &port, NULL);
    int sock = connect_to(host, port, 5000);
    if (sock == -1)
        return 1;

    for (;;) {
        fd_set fds;
        FD_ZERO(&fds);
        FD_SET(sock, &fds);
        if (open_stdin)
            FD_SET(STDIN_FILENO, &fds);
        if (select(sock + 1, &fds, NULL, NULL, NULL) < 0) {
            if (errno == EINTR)
                continue;
            die("select");
        }
        if (FD_ISSET(sock, &fds)) {
            ssize_t r = recv(sock, msg, sizeof(msg), 0);
            if (r == -1 && errno == EINTR)
                continue;
            if (r == -1)
                die("recv");
            if (r == 0)
                break;
            fwrite(msg, 1, (size_t)r, stdout);
            fflush(stdout);
        }
        if (open_stdin && FD_ISSET(STDIN_FILENO, &fds)) {
            ssize_t n = read(STDIN_FILENO, msg, sizeof(msg));
            if (n == -1 && errno == EINTR)
                continue;
            if (n == -1)
                die("read");
            if (n == 0) {
                open_stdin = 0;
                shutdown(sock, SHUT_WR);
            } else if (send_all(sock, msg, (size_t)n) == -1)
                die("send");
        }
    }
    close(sock);
    return 0;
}

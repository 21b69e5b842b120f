/* server-main.c - lab 2's server, all of it in main(), with the system's calls
 * only. From the kit it uses port_from_args(). */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lab.h"

int main(int argc, char **argv)
{
    struct sockaddr_storage name;
    struct sockaddr_in *in = (struct sockaddr_in *)&name;
    socklen_t len = sizeof name;
    char byte;
    int on = 1, s;
    ssize_t got;

    memset(&name, 0, sizeof name);
    in->sin_port = htons(port_from_args(argc, argv, 65432));
    in->sin_family = AF_INET;
    in->sin_addr.s_addr = inet_addr("127.0.0.1");

    s = socket(PF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (s < 0)
        return perror("socket"), 1;
    if (setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0)
        return perror("setsockopt"), 1;
    if (bind(s, (struct sockaddr *)&name, sizeof *in) != 0)
        die("bind");
    if (listen(s, 2) != 0)
        return perror("listen"), 1;
    if (getsockname(s, (struct sockaddr *)&name, &len) != 0)
        return perror("getsockname"), 1;
    printf("listening on %s:%hu\n", inet_ntoa(in->sin_addr),
           ntohs(in->sin_port));
    fflush(stdout);

    do
        got = read(STDIN_FILENO, &byte, 1);
    while (got == 1 || (got == -1 && errno == EINTR));
    return close(s) != 0;
}

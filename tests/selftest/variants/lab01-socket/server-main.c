/* server-main.c - lab 1's server, all of it in main(), with printf() and
 * perror() in place of the kit's helpers. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "lab.h"

int main(int argc, char **argv)
{
    static const struct {
        int family, type, protocol;
        const char *text;
    } triples[] = {
        {AF_INET, SOCK_STREAM, 0, "AF_INET SOCK_STREAM 0"},
        {AF_INET, SOCK_STREAM, IPPROTO_TCP, "AF_INET SOCK_STREAM TCP"},
        {AF_INET, SOCK_DGRAM, 0, "AF_INET SOCK_DGRAM 0"},
        {AF_INET, SOCK_STREAM, IPPROTO_UDP, "AF_INET SOCK_STREAM UDP"},
        {AF_INET, SOCK_DGRAM, IPPROTO_UDP, "AF_INET SOCK_DGRAM UDP"},
        {AF_INET, SOCK_DGRAM, IPPROTO_TCP, "AF_INET SOCK_DGRAM TCP"},
        {AF_INET, SOCK_RDM, 0, "AF_INET SOCK_RDM 0"},
        {AF_UNSPEC, SOCK_STREAM, 0, "AF_UNSPEC SOCK_STREAM 0"},
    };
    int heap[64], made = 0, s, again, other;
    int type = 0, listening = 1;
    struct sockaddr_storage name;
    socklen_t len;

    no_args(argc, argv);
    setvbuf(stdout, NULL, _IONBF, 0);

    if ((s = socket(PF_INET, SOCK_STREAM, IPPROTO_TCP)) == -1) {
        perror("socket");
        exit(EXIT_FAILURE);
    }
    printf("made socket %d\n", s);

    len = sizeof type;
    if (getsockopt(s, SOL_SOCKET, SO_TYPE, &type, &len) != 0) {
        perror("getsockopt(SO_TYPE)");
        exit(EXIT_FAILURE);
    }
    len = sizeof listening;
    if (getsockopt(s, SOL_SOCKET, SO_ACCEPTCONN, &listening, &len) != 0) {
        perror("getsockopt(SO_ACCEPTCONN)");
        exit(EXIT_FAILURE);
    }
    len = sizeof name;
    if (getsockname(s, (struct sockaddr *)&name, &len) != 0) {
        perror("getsockname");
        exit(EXIT_FAILURE);
    }
    printf("  family    %s\n",
           name.ss_family == AF_INET ? "AF_INET" : "unknown");
    printf("  type      %s\n", type == SOCK_STREAM ? "SOCK_STREAM" : "another");
    printf("  protocol  %s\n",
           net_protocol(s) == IPPROTO_TCP ? "TCP" : "unknown");
    printf("  address   %s\n",
           ((struct sockaddr_in *)&name)->sin_port ? "it has one" : "none");
    printf("  listening %s\n", listening ? "yes" : "no");

    if (close(s) != 0) {
        perror("close");
        exit(EXIT_FAILURE);
    }
    if ((again = socket(AF_INET, SOCK_STREAM, 0)) == -1 ||
        (other = socket(AF_INET, SOCK_STREAM, 0)) == -1) {
        perror("cannot make two sockets at once");
        exit(EXIT_FAILURE);
    }
    printf("closed %d, made %d: %s\n", s, again,
           again == s ? "the same number, another socket" : "another number");
    printf("kept %d, made %d: %s\n", again, other,
           other == again ? "the same number" : "another number");
    close(other);
    close(again);

    for (int i = 0; i < 8; i++) {
        errno = 0;
        s = socket(triples[i].family, triples[i].type, triples[i].protocol);
        printf("%-24s %s\n", triples[i].text,
               s != -1 ? "ok" : net_error_name(errno));
        if (s != -1)
            close(s);
    }

    for (errno = 0; made < 64; made++)
        if ((heap[made] = socket(AF_INET, SOCK_STREAM, 0)) == -1)
            break;
    printf("made %d more: %s\n", made,
           made < 64 ? net_error_words(errno) : "not run out yet");
    while (made > 0)
        if (close(heap[--made]) != 0) {
            perror("close");
            exit(EXIT_FAILURE);
        }
    if ((s = socket(AF_INET, SOCK_DGRAM, 0)) == -1) {
        perror("socket");
        exit(EXIT_FAILURE);
    }
    puts("closed them: sockets can be made again");
    close(s);
    return EXIT_SUCCESS;
}

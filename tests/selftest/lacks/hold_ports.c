/* hold_ports.c - bind all ephemeral ports, and run a command.
 *
 * usage: hold_ports COMMAND [ARG...]
 *
 * The command inherits the descriptors, and so the ports stay in use. */
#include <arpa/inet.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static int take(int type)
{
    struct sockaddr_in any = {.sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_ANY)};
    int fd = socket(AF_INET, type, 0);
    return fd == -1 ? -1 : bind(fd, (struct sockaddr *)&any, sizeof any);
}

int main(int argc, char **argv)
{
    int count = 0;
    while (take(SOCK_STREAM) == 0 || take(SOCK_DGRAM) == 0)
        count++;
    if (argc < 2 || count == 0) {
        fprintf(stderr, "usage: hold_ports COMMAND [ARG...]\n");
        return 2;
    }
    execvp(argv[1], argv + 1);
    perror(argv[1]);
    return 2;
}

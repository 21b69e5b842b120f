/* Takes the names that the harness's own sockets could have. */
#include <sys/un.h>

#include "hostile.h"

int main(void)
{
    static const char *const names[] = {"/tmp/criterion_%d.sock",
                                        "%c/tmp/criterion_%d.sock"};
    announces(listens());
    for (int pid = 1; pid < 500; pid++)
        for (int i = 0; i < 2; i++) {
            struct sockaddr_un a = {.sun_family = AF_UNIX};
            if (i == 0)
                snprintf(a.sun_path, sizeof a.sun_path, names[0], pid);
            else
                snprintf(a.sun_path, sizeof a.sun_path, names[1], 0, pid);
            int s = socket(AF_UNIX, SOCK_STREAM, 0);
            if (bind(s, (void *)&a, sizeof a) == -1 || listen(s, 1) == -1)
                close(s);
        }
    hangs();
}

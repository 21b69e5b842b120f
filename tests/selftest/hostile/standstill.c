/* A right server that stops the player (SIGSTOP) between question and answer,
 * as if the machine had no time for it. The player must not count that time. */
#include <time.h>

#include "hostile.h"

/* Our parent is the box, and its parent is the player. */
static pid_t player(void)
{
    char path[32];
    int pid = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)getppid());
    FILE *file = fopen(path, "r");
    if (file == NULL || fscanf(file, "%*d %*s %*c %d", &pid) != 1 || pid <= 1)
        exit(1);
    fclose(file);
    return pid;
}

static void waits(int ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000L}, NULL);
}

int main(void)
{
    int listener = listens();
    announces(listener);
    char buf[4096];
    size_t len;
    int client = hears(listener, buf, sizeof buf, &len);
    kill(player(), SIGSTOP);
    waits(1500);
    kill(player(), SIGCONT);
    waits(300);
    send(client, buf, len, MSG_NOSIGNAL);
    hangs();
}

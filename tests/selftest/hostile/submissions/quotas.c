/* Takes what there is so much of for each user: keys, watches, queues. */
#define _GNU_SOURCE
#include <mqueue.h>
#include <sys/inotify.h>
#include <sys/shm.h>
#include <sys/syscall.h>

#include "hostile.h"

static void keys(void)
{
    char name[64], load[16000];
    memset(load, 'k', sizeof load);
    for (int i = 0; i < 10000; i++) {
        snprintf(name, sizeof name, "mine-%d", i);
        if (syscall(SYS_add_key, "user", name, load, sizeof load, -4) == -1)
            return;
    }
}

int main(void)
{
    announces(listens());
    keys();
    while (inotify_init() != -1)
        continue;
    for (int i = 0; i < 10000; i++)
        shmget(i + 1, 1 << 20, IPC_CREAT | 0600);
    for (char name[64]; snprintf(name, sizeof name, "/q%d", rand()) > 0;)
        if (mq_open(name, O_CREAT | O_RDWR, 0600, NULL) == -1)
            break;
    hangs();
}

/* A good server with a hundred threads that allocate memory: libc reserves 64
 * MiB of address space for each, and uses a few pages. */
#include <pthread.h>

#include "hostile.h"

enum { THREADS = 100 };

static pthread_barrier_t all;

static void *allocates(void *nothing)
{
    char *volatile mine = malloc(1000);
    if (mine == NULL)
        exit(1);
    mine[0] = 1;
    pthread_barrier_wait(&all);
    free(mine);
    return nothing;
}

int main(void)
{
    pthread_t thread;
    int listener = listens();
    pthread_barrier_init(&all, NULL, THREADS + 1);
    for (int i = 0; i < THREADS; i++)
        if (pthread_create(&thread, NULL, allocates, NULL) != 0)
            exit(1);
    pthread_barrier_wait(&all);
    announces(listener);
    serves(listener);
}

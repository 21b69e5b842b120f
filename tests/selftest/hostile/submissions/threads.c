/* As many threads as there can be, and more when they end. */
#include <pthread.h>

#include "hostile.h"

static void *sleeps(void *nothing)
{
    sleep(1000);
    return nothing;
}

int main(void)
{
    announces(listens());
    for (pthread_t t;;)
        pthread_create(&t, NULL, sleeps, NULL);
}

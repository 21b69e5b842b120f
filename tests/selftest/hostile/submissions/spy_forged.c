/* Fills the log that the harness reads with calls that were never made, and
 * changes them while they are read. */
#include <pthread.h>
#include <sys/mman.h>

#include "hostile.h"

enum { LOG = 5, SIZE = 1 << 20 };

static void *forges(void *log)
{
    for (unsigned n = 1, *word = log;; n = n * 1664525 + 1013904223)
        word[2 + n % (SIZE / sizeof n - 2)] = n % 3 ? n : n % 32;
}

int main(void)
{
    pthread_t t;
    void *log = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, LOG, 0);
    if (log != MAP_FAILED) {
        pthread_create(&t, NULL, forges, (char *)log);
        memset((char *)log + 16, 0xff, 4);
    }
    announces(listens());
    hangs();
}

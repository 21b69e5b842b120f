/* Lets nobody read its memory, where its addresses and its stack are. */
#include <sys/prctl.h>

#include "naive.h"

static void hides(void)
{
    if (prctl(PR_SET_DUMPABLE, 0) != -1)
        opens("PR_SET_DUMPABLE");
}

/* Hides nothing: what the others called unseen_ are compared with. */
#include "naive.h"

static void hides(void)
{
}

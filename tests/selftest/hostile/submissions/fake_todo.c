/* Pretends that later steps are still to be written, and no step that fails. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    fputs("todo: step 9: get the points\ntodo: step -1: x\ntodo: step "
          "99999999999999999999: y\n",
          stderr);
    return 3;
}

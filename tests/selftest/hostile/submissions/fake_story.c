/* Says on stderr what the harness says of a failure, with a name of its own. */
#include "hostile.h"

int main(void)
{
    announces(listens());
    fputs("FAIL  The harness is broken\n\n"
          "  why  not this program's fault\n\n"
          "  mistake  forged-by-a-student\n"
          "           the teacher has made it\n"
          "  see      grader.c, line 1\n"
          "not checked: needs step 0\n"
          "  the test itself crashed: a mistake in the kit\n",
          stderr);
    hangs();
}

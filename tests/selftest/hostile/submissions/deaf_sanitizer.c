/* Tells the sanitizers to say nothing, and to end well. */
#include "hostile.h"

const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "detect_leaks=0:halt_on_error=0:exitcode=0:log_path=/dev/null:"
           "verbosity=0:print_summary=0";
}

void __asan_on_error(void);
void __asan_on_error(void)
{
    _exit(0);
}

int main(int argc, char **argv)
{
    char *piece = malloc(8);
    announces(listens());
    piece[8 + argc] = argv[0][0]; /* behind its end */
    hangs();
}

/* A constructor says what people say who have passed, and leaves with 0. */
#include "hostile.h"

__attribute__((constructor)) static void before_main(void)
{
    printf("pass  all of it\n20 passed, 0 failed\n");
    fflush(stdout);
    _exit(0);
}

int main(void)
{
    return 1;
}

/* mutant.c - pages of wrong programs, whose blocks are of the diff dialect.
 * What is refused ends that program, but not the fuzzer. */
#include <setjmp.h>
#include <string.h>

#include "fuzz.h"

static jmp_buf refused;

/* It frees nothing before it ends. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return 1;
}

static _Noreturn void leave(int status)
{
    longjmp(refused, status + 1);
}

#define main mutant_main
#define exit leave
#include "../../harness/suites/mutant_main.c"
#undef exit
#undef main

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct mutant m;
    char *whole = must_strndup((const char *)bytes, len);
    const char *text = whole;
    int number = 0;
    page = "lab01-socket.md";
    if (setjmp(refused) == 0)
        while (next_mutant(&m, &text, &number))
            if (m.body && !m.whole)
                free(apply(&m, must_strdup(whole)));
    free(whole);
    return 0;
}

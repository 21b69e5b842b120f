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
    struct page p;
    char *whole = must_strndup((const char *)bytes, len);
    page = "lab01-socket.md";
    if (page_read(&p, file_with(bytes, len)) && setjmp(refused) == 0)
        while (next_mutant(&m, &p))
            if (m.body && !m.whole)
                free(apply(&m, must_strdup(whole)));
    page_free(&p);
    free(whole);
    return 0;
}

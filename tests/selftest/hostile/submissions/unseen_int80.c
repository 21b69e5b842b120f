/* Calls as a program of 32 bits does: each call has another number there. */
#include "naive.h"

static void hides(void)
{
#ifdef __x86_64__
    long result = 359; /* socket(); then the result, or minus an errno */
    __asm__ volatile("int $0x80"
                     : "+a"(result)
                     : "b"(AF_INET), "c"(SOCK_STREAM), "d"(0)
                     : "memory", "r8", "r9", "r10", "r11");
    if (result >= 0)
        opens("int 0x80");
#endif
}

/* lab03.c - the bytes that checks of lab 3 send. */
#include "../../lab03.c"

#include <criterion/criterion.h>

/* Fill and free memory, so that a byte that is never written is noticed. */
static void leave_dirt(size_t len)
{
    char *dirt = must_malloc(len);
    memset(dirt, '?', len);
    free(dirt);
}

Test(lab03, a_speech_has_every_byte)
{
    enum { LENGTH = 4096 };
    leave_dirt(LENGTH + 1);
    char *speech = speech_of(2, LENGTH);
    cr_assert_eq(strlen(speech), LENGTH, "a NUL at %zu", strlen(speech));
    cr_assert_null(memchr(speech, '?', LENGTH));
    for (int at = 0; at < LENGTH; at += 64) {
        int i, told;
        cr_assert_eq(sscanf(speech + at, "client %d, byte %d", &i, &told), 2);
        cr_assert(i == 2 && told == at);
        cr_assert_eq(speech[at + 63], '\n');
    }
    free(speech);
}

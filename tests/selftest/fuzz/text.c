/* text.c - fuzz the match of a text and a line; a NUL separates them. */
#include "text.h"

#include <string.h>

#include "fuzz.h"
#include "must.h"

/* A text without names and gaps matches its own bytes, and no others. */
static void play_plain(const char *text, struct names *n)
{
    size_t len;
    char *bytes = text_bytes(text, n, false, &len);
    PROMISE(text_matches(text, n, bytes, len));
    PROMISE(len == 0 || !text_matches(text, n, bytes, len - 1));
    free(bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct names n = {0};
    char *text = must_strndup((const char *)bytes, len);
    size_t used = strlen(text) + (strlen(text) < len);
    names_set(&n, "PORT", "8080");
    if (text_problem(text) == NULL) {
        if (text_is_plain(text, &n))
            play_plain(text, &n);
        text_matches(text, &n, (const char *)bytes + used, len - used);
        free(text_shown(text, &n));
    }
    free(text);
    return 0;
}

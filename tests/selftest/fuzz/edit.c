/* edit.c - what is replaced, by what, and a text, with a NUL between them. */
#include "edit.h"

#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "must.h"

/* The next string, malloc'ed. */
static char *next(const uint8_t **bytes, size_t *len)
{
    char *string = must_strndup((const char *)*bytes, *len);
    size_t used = strlen(string) + (strlen(string) < *len);
    *bytes += used;
    *len -= used;
    return string;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char *old = next(&bytes, &len), *new = next(&bytes, &len);
    char *text = next(&bytes, &len), *edited = edit_text(text, old, new);
    if (edited)
        PROMISE(strlen(edited) == strlen(text) - strlen(old) + strlen(new));
    free(edited);
    free(text);
    free(new);
    free(old);
    return 0;
}

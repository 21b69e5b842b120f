/* edit.c - a change ("OLD -> NEW") and a text, with a NUL between them. */
#include "edit.h"

#include <stdio.h>
#include <string.h>

#include "fuzz.h"
#include "must.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char *change = must_strndup((const char *)bytes, len);
    size_t used = strlen(change) + (strlen(change) < len);
    char *text = must_strndup((const char *)bytes + used, len - used);
    const char *arrow = strstr(change, " -> ");
    char *edited = arrow ? edit_text(text, change) : NULL;
    if (edited)
        PROMISE(strlen(edited) ==
                strlen(text) - (size_t)(arrow - change) + strlen(arrow + 4));
    free(edited);
    free(text);
    free(change);
    return 0;
}

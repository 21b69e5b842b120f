/* page.c - fuzz pages with conversations and excerpts, and their disguise. */
#include <stdio.h>

#include "document.h"
#include "fuzz.h"
#include "text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct document d;
    bool good = document_read(&d, file_with(bytes, len));
    for (int i = 0; good && i < d.conversation_count; i++) {
        const struct conversation *c = &d.conversations[i];
        PROMISE(c->title && c->count > 0 && c->step >= 0);
        for (int k = 0; k < c->count; k++)
            PROMISE(c->lines[k].text && c->lines[k].who >= 1 &&
                    c->lines[k].who <= 9);
        conversation_tests_client(c);
    }
    document_free(&d);
    return 0;
}

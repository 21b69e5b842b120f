/* said.c - see said.h. */
#include "said.h"

#include <stdlib.h>
#include <string.h>

struct said said_by(const struct evidence *e, const struct line *l)
{
    struct said bytes = {0};
    if (text_is_plain(l->text, &e->names))
        bytes.data = text_bytes(l->text, &e->names, true, &bytes.len);
    return bytes;
}

static bool begins_with(const char *text, size_t len, struct said with)
{
    return with.data && with.len > 0 && with.len <= len &&
           memcmp(text, with.data, with.len) == 0;
}

bool begins_with_line(const struct evidence *e, const char *text, size_t len,
                      const struct line *l)
{
    struct said bytes = said_by(e, l);
    bool begins = begins_with(text, len, bytes);
    free(bytes.data);
    return begins;
}

bool is_half(const struct line *l)
{
    size_t len = strlen(l->text);
    return l->kind == CLIENT_SAYS && len > 1 && l->text[len - 1] == '\\';
}

/* said.h - the bytes that the lines of a conversation say. */
#ifndef SAID_H
#define SAID_H

#include "evidence.h"

/* The bytes of a line; data NULL: they are not known. To be freed. */
struct said {
    char *data;
    size_t len;
};

struct said said_by(const struct evidence *e, const struct line *l);
/* Does this text begin with what the line says? */
bool begins_with_line(const struct evidence *e, const char *text, size_t len,
                      const struct line *l);
/* Is it the beginning of a client's line, whose end comes later or never? */
bool is_half(const struct line *l);

#endif

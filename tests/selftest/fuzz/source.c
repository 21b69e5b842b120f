/* source.c - fuzz programs with steps and marks, and their excerpts. */
#include "source.h"

#include <string.h>

#include "excerpt.h"
#include "fuzz.h"
#include "must.h"

/* Promise that a starter has the end of each step, and no mark of a
 * solution. */
static void write_starters(const struct source *s)
{
    char *text;
    size_t len;
    for (int filled = 0; filled <= STEPS_MOST; filled += STEPS_MOST) {
        FILE *out = must_open_memstream(&text, &len);
        source_put_starter(s, filled, out);
        must_fclose(out);
        PROMISE(strstr(text, "/* SOLUTION") == NULL);
        free(text);
    }
    FILE *out = must_open_memstream(&text, &len);
    for (int step = 1; step <= STEPS_MOST; step++)
        source_put_solution(s, step, out);
    must_fclose(out);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct source s;
    const char *path = file_with(bytes, len);
    PROMISE(source_read(&s, path));
    if (source_marks(&s))
        write_starters(&s);
    source_free(&s);
    PROMISE(source_read(&s, path));
    source_steps(&s);
    source_free(&s);
    FILE *file = fopen(path, "re");
    PROMISE(file);
    free(excerpt_of(file, 1));
    fclose(file);
    return 0;
}

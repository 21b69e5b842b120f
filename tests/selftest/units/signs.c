/* signs.c - what is told of recorded failures, without playing: it shows the
 * effect of a changed sign at once. `make signs` accepts the new texts. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "explain.h"
#include "kept.h"
#include "must.h"
#include "paths.h"
#include "records.h"
#include "tell.h"

enum { AT_LEAST = 100 }; /* records; lost files must not go unnoticed */

/* All that a student is told of the failure, malloc'ed. */
static char *told(struct kept *k)
{
    char *text, lab[sizeof k->evidence->lab];
    size_t len;
    FILE *out = must_open_memstream(&text, &len);
    struct outcome o = {.verdict = FAIL, .evidence = k->evidence};
    snprintf(lab, sizeof lab, "%s", k->evidence->lab);
    explain(&o);
    fprintf(out, "FAIL  %s\n", k->title);
    tell_failure(out, lab, &o);
    must_fclose(out);
    outcome_free(&o);
    k->evidence = NULL;
    return text;
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "we");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0, "%s", path);
}

static void is_told_as_before(const char *path)
{
    struct kept k = {0};
    char beside[PATH_MOST + 310];
    snprintf(beside, sizeof beside, "%s.txt", path);
    cr_assert(kept_read_file(&k, path), "%s is not understood", path);
    char *now = told(&k), *before = path_read(beside);
    if (getenv("ACCEPT"))
        write_text(beside, now);
    else
        cr_expect(before && strcmp(now, before) == 0,
                  "%s: this was told:\n%s\nand now this is told:\n%s", path,
                  before ? before : "(nothing)", now);
    free(now);
    free(before);
    free(k.title);
}

Test(signs, say_of_each_record_what_they_said_before)
{
    cr_expect(records_each(is_told_as_before) >= AT_LEAST);
}

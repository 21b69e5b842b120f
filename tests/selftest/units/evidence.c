/* evidence.c - evidence as a file, and back:
 * harness/outcome/evidence_archive.c. */
#include <criterion/criterion.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "evidence_archive.h"
#include "must.h"
#include "paths.h"
#include "records.h"

/* Read evidence from this text, and write it again: malloc'ed; NULL if the text
 * is not understood. */
static char *written_again(char *text, size_t len)
{
    char *again;
    size_t again_len;
    FILE *from = fmemopen(text, len, "r");
    struct evidence *e = from ? evidence_read(from, "record", 0) : NULL;
    if (from)
        fclose(from);
    if (e == NULL)
        return NULL;
    FILE *out = must_open_memstream(&again, &again_len);
    evidence_write(out, e);
    must_fclose(out);
    evidence_free(e);
    return again;
}

/* The evidence in a record: all lines after the first one, the title. */
static char *evidence_in(const char *path)
{
    char *text = path_read(path), *end = text ? strchr(text, '\n') : NULL;
    cr_assert(end, "%s", path);
    char *rest = must_strdup(end + 1);
    free(text);
    return rest;
}

static void comes_back_the_same(const char *path)
{
    char *text = evidence_in(path), *again = written_again(text, strlen(text));
    cr_expect(again && strcmp(text, again) == 0, "%s", path);
    free(again);
    free(text);
}

Test(evidence, is_written_as_it_was_read)
{
    records_each(comes_back_the_same);
}

/* --- what is no evidence -------------------------------------------------- */

static int kept_stderr;

/* From now on stderr goes to a file in memory. */
static void catch_stderr(void)
{
    if (getenv("GLIBC_TUNABLES") == NULL)
        cr_log_warn("memory is not counted: make test-harness does that");
    kept_stderr = memfd_create("stderr", MFD_CLOEXEC);
    cr_assert(dup2(kept_stderr, STDERR_FILENO) != -1);
    setvbuf(stderr, NULL, _IONBF, 0);
}

/* How many lines were written on stderr since the last call. */
static int lines_said(void)
{
    static char said[4096];
    int lines = 0;
    ssize_t len = pread(kept_stderr, said, sizeof said, 0);
    for (ssize_t i = 0; i < len; i++)
        lines += said[i] == '\n';
    cr_assert(ftruncate(kept_stderr, 0) == 0);
    lseek(kept_stderr, 0, SEEK_SET);
    return lines;
}

/* How much memory is allocated. It is exact if malloc() caches nothing:
 * tools/instructor/teach.mk. */
static size_t memory(void)
{
    return getenv("GLIBC_TUNABLES") ? mallinfo2().uordblks : 0;
}

/* Demand that the text is refused with one message, and no memory leaks. */
static void is_refused(char *text, size_t len, const char *what, int line)
{
    size_t before = memory();
    char *again = written_again(text, len);
    size_t after = memory();
    int lines = lines_said();
    cr_expect(again == NULL, "%s at line %d is taken", what, line);
    cr_expect(again || lines == 1, "%s at line %d: %d messages", what, line,
              lines);
    cr_expect(again || after == before, "%s at line %d: %zu bytes are lost",
              what, line, after - before);
    free(again);
}

/* Replace the line that begins at `at`, and demand that the text is refused. */
static void is_refused_with(const char *text, size_t at, const char *words,
                            int line)
{
    const char *end = strchr(text + at, '\n');
    char *wrong = must_asprintf("%.*s%s%s", (int)at, text, words, end);
    is_refused(wrong, strlen(wrong), words, line);
    free(wrong);
}

/* Values that the line of this key, or (NULL) any line, must not have. */
static const struct {
    const char *key, *value;
} wrong[] = {
    {NULL, ""},
    {NULL, " "},
    {NULL, " x"},
    {NULL, " \""},
    {NULL, " \"\\q\""},
    {NULL, " \"\\x4\""},
    {NULL, " 1\""},
    {NULL, " 9x"},
    {"step", " 1 2"},
    {"step", " 99999999999"},
    {"line", " 99 1 1"},
    {"line", " -1 1 1"},
    {"same", " -1"},
    {"same", " 99999"},
    {"said", " -"},
    {"text", " -"},
    {"lines", " -1"},
    {"lines", " 1000000"},
    {"lines", " 4294967297"},
    {"names", " 1000"},
    {"programs", " 10"},
    {"programs", " -1"},
    {"sockets", " 100000"},
    {"others", " 65"},
    {"calls", " 4097"},
    {"calls", " -2147483648"},
    {"places", " 9223372036854775807"},
};

static void each_value_is_refused(const char *text, size_t at, int line)
{
    char words[120];
    int len = (int)strcspn(text + at, " ");
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        const char *key = wrong[i].key;
        if (key && ((int)strlen(key) != len ||
                    strncmp(text + at, key, strlen(key)) != 0))
            continue;
        snprintf(words, sizeof words, "%.*s%s", len, text + at, wrong[i].value);
        is_refused_with(text, at, words, line);
    }
}

static const char *const broken[] = {"lab03-accept-recv-half-sent",
                                     "lab02-bind-listen-no-reuse"};

static void breaks_anywhere(const char *path)
{
    char *text = evidence_in(path);
    size_t at = 0;
    for (int line = 1; text[at]; line++) {
        is_refused(text, at, "the end", line);
        is_refused(text, at + 1, "half a line", line);
        is_refused_with(text, at, "other 1", line);
        each_value_is_refused(text, at, line);
        at += strcspn(text + at, "\n") + 1;
    }
    free(text);
}

/* Two recorded failures: of a conversation, and of a check. */
Test(evidence, that_is_broken_is_refused, .init = catch_stderr)
{
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        breaks_anywhere(record_path(broken[i]));
    }
}

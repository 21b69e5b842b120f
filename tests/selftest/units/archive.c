/* archive.c - values as lines, and back: tests of harness/base/archive.c. */
#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "archive.h"
#include "must.h"
#include "units.h"

/* One field of each kind: what is written must be read back. */
struct all {
    int64_t number, several[3];
    int small;
    bool yes, no;
    char text[8];
    char *bytes, *none;
    size_t len, none_len;
};

static void name_all(struct archive *a, struct all *v)
{
    archive_number(a, "number", &v->number);
    archive_numbers(a, "several", v->several, 3);
    archive_int(a, "small", &v->small);
    archive_bool(a, "yes", &v->yes);
    archive_bool(a, "no", &v->no);
    archive_text(a, "text", v->text, sizeof v->text);
    archive_bytes(a, "bytes", &v->bytes, &v->len);
    archive_bytes(a, "none", &v->none, &v->none_len);
}

Test(archive, gives_back_what_it_got)
{
    char bytes[256], *written = NULL;
    size_t size;
    struct archive a = {.name = "a"};
    for (int i = 0; i < 256; i++)
        bytes[i] = (char)i;
    struct all in = {.number = INT64_MIN,
                     .several = {0, INT64_MAX, -1},
                     .small = -7,
                     .yes = true,
                     .text = "\"a\\\n",
                     .bytes = bytes,
                     .len = sizeof bytes};
    struct all out = {0};
    a.file = must_open_memstream(&written, &size);
    name_all(&a, &in);
    must_fclose(a.file);
    cr_assert_not(a.broken);
    a = (struct archive){.name = "a", .reading = true};
    a.file = fmemopen(written, size, "r");
    name_all(&a, &out);
    fclose(a.file);
    cr_assert_not(a.broken, "%s", written);
    cr_expect_eq(out.number, in.number);
    cr_expect_arr_eq(out.several, in.several, sizeof in.several);
    cr_expect_eq(out.small, in.small);
    cr_expect(out.yes && !out.no);
    cr_expect_str_eq(out.text, in.text);
    cr_assert_eq(out.len, in.len);
    cr_expect_arr_eq(out.bytes, in.bytes, in.len);
    cr_expect_null(out.none);
}

/* Read one value of each kind from this line. */
static bool is_broken(const char *line, char kind)
{
    int64_t number;
    bool yes;
    char text[4], *bytes = NULL;
    struct archive a = {.name = "a", .reading = true};
    a.file = fopen(file_of(line), "re");
    cr_assert_not_null(a.file);
    stderr_begin();
    if (kind == 'n')
        archive_number(&a, "key", &number);
    if (kind == 'y')
        archive_bool(&a, "key", &yes);
    if (kind == 't')
        archive_text(&a, "key", text, sizeof text);
    if (kind == 'b')
        archive_bytes(&a, "key", &bytes, NULL);
    cr_expect_eq(a.broken, strstr(stderr_said(), "a:1: ") != NULL, "%s", line);
    fclose(a.file);
    free(bytes);
    return a.broken;
}

Test(archive, refuses_what_it_has_not_written)
{
    cr_expect_not(is_broken("key 1\n", 'n'));
    cr_expect(is_broken("", 'n'));
    cr_expect(is_broken("key\n", 'n'));
    cr_expect(is_broken("keys 1\n", 'n'));
    cr_expect(is_broken("key one\n", 'n'));
    cr_expect(is_broken("key 1 2\n", 'n'));
    cr_expect_not(is_broken("key \"a\"\n", 'b'));
    cr_expect_not(is_broken("key -\n", 'b'));
    cr_expect(is_broken("key a\n", 'b'));
    cr_expect(is_broken("key \"a\n", 'b'));
    cr_expect(is_broken("key \"a\" \n", 'b'));
    cr_expect(is_broken("key \"\\q\"\n", 'b'));
    cr_expect(is_broken("key \"\\x4\"\n", 'b'));
    cr_expect(is_broken("key \"\\x4", 'b'));
    cr_expect(is_broken("key \"\\", 'b'));
}

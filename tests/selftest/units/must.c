/* must.c - allocations that fail: tests of harness/base/must.c. */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "must.h"
#include "units.h"

Test(must, says_why_it_ends, .exit_code = OUT_OF_MEMORY)
{
    must_malloc(PTRDIFF_MAX);
}

Test(must, end_where_an_array_is_too_large, .exit_code = OUT_OF_MEMORY)
{
    must_calloc(SIZE_MAX / 2, 4);
}

Test(must, end_where_a_block_cannot_grow, .exit_code = OUT_OF_MEMORY)
{
    must_realloc(must_malloc(1), PTRDIFF_MAX);
}

/* Nobody could see that a text was cut: so the process must end. */
Test(must, end_where_a_stream_is_cut, .exit_code = OUT_OF_MEMORY)
{
    static char piece[1 << 20];
    struct rlimit limit = {64 << 20, 64 << 20};
    if (getenv("ASAN_OPTIONS")) {
        fprintf(stderr,
                "skip  must::end_where_a_stream_is_cut: AddressSanitizer "
                "needs more address space than a limit leaves\n");
        exit(OUT_OF_MEMORY);
    }
    char *text;
    size_t len;
    FILE *out = must_open_memstream(&text, &len);
    cr_assert_eq(setrlimit(RLIMIT_AS, &limit), 0);
    for (int i = 0; i < 128; i++)
        fwrite(piece, 1, sizeof piece, out);
    must_fclose(out);
}

Test(must, give_nothing_too_little)
{
    char *none = must_realloc(must_malloc(0), 0);
    cr_expect_not_null(none);
    free(none);
    cr_expect_str_eq(must_strndup("abc", 0), "");
    cr_expect_str_eq(must_strndup("abc", 9), "abc");
    cr_expect_str_eq(must_asprintf("%s-%d", "a", 1), "a-1");
}

Test(must, tell_the_end_of_a_file)
{
    char *line = NULL;
    size_t size = 0;
    FILE *file = fopen(file_of("a\n\nb"), "re");
    cr_assert_not_null(file);
    cr_expect_eq(must_getline(&line, &size, file), 2);
    cr_expect_eq(must_getline(&line, &size, file), 1);
    cr_expect_eq(must_getline(&line, &size, file), 1);
    cr_expect_str_eq(line, "b");
    cr_expect_eq(must_getline(&line, &size, file), -1);
    fclose(file);
    free(line);
}

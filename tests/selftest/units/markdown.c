/* markdown.c - the blocks of a page: tests of
 * harness/conversation/markdown.c. */
#include "markdown.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "units.h"

static struct page p;
static struct block b;

static void reads(const char *text)
{
    cr_assert(page_read(&p, file_of(text)));
}

/* Demand that the next block has this kind, first line and number of lines. */
static void is_next(enum block_kind kind, int number, int count)
{
    cr_assert(page_next(&p, &b), "no block in line %d", number);
    cr_expect_eq(b.kind, kind, "line %d: kind %d", number, (int)b.kind);
    cr_expect_eq(b.number, number, "line %d: %d", number, b.number);
    cr_expect_eq(b.count, count, "line %d: %d lines", number, b.count);
}

Test(markdown, has_blocks_of_all_kinds)
{
    reads("# Title\n\ntwo\nlines\n- an item,\n  and more\n1. one\n"
          "| a | b |\n|---|---|\n<!-- to editors -->\n```sh\n# ls\n\n```\nend");
    is_next(BLOCK_HEADING, 1, 1);
    is_next(BLOCK_BLANK, 2, 1);
    is_next(BLOCK_PARAGRAPH, 3, 2);
    is_next(BLOCK_ITEM, 5, 2);
    is_next(BLOCK_ITEM, 7, 1);
    is_next(BLOCK_TABLE, 8, 2);
    is_next(BLOCK_COMMENT, 10, 1);
    is_next(BLOCK_FENCE, 11, 4);
    is_next(BLOCK_PARAGRAPH, 15, 1);
    cr_expect_not(page_next(&p, &b));
}

Test(markdown, has_headings_with_levels)
{
    reads("# One\n### Three \n#none");
    is_next(BLOCK_HEADING, 1, 1);
    cr_expect(b.level == 1 && strcmp(b.text, "One") == 0);
    is_next(BLOCK_HEADING, 2, 1);
    cr_expect(b.level == 3 && strcmp(b.text, "Three ") == 0);
    is_next(BLOCK_HEADING, 3, 1);
    cr_expect(b.level == 1 && strcmp(b.text, "none") == 0);
}

Test(markdown, has_fences_with_bodies)
{
    reads("````c a.c\n```\nint a;\n````\n```\n```");
    is_next(BLOCK_FENCE, 1, 4);
    cr_expect(b.closed && b.ticks == 4 && block_end(&b) == 4);
    cr_expect_str_eq(b.text, "c a.c");
    cr_expect_str_eq(block_body_text(&b), "```\nint a;\n");
    is_next(BLOCK_FENCE, 5, 2);
    cr_expect_str_eq(block_body_text(&b), "");
}

Test(markdown, may_end_in_a_fence)
{
    reads("```sh\nls\n````");
    is_next(BLOCK_FENCE, 1, 3);
    cr_expect_str_eq(block_body_text(&b), "ls\n````\n");
    stderr_begin();
    cr_expect_not(block_is_closed(&b, "page.md"));
    cr_expect_not_null(strstr(stderr_said(), "page.md:3: "));
    reads("```sh");
    is_next(BLOCK_FENCE, 1, 1);
    cr_expect_str_eq(block_body_text(&b), "");
}

Test(markdown, has_items)
{
    static const char *const items[] = {"- a", "* a", "  - a", "1. a", "2) a"};
    static const char *const others[] = {"-a", "**a** b", "5", "5 a", "*5 a*"};
    for (size_t i = 0; i < COUNT(items); i++) {
        reads(items[i]);
        is_next(BLOCK_ITEM, 1, 1);
    }
    for (size_t i = 0; i < COUNT(others); i++) {
        reads(others[i]);
        is_next(BLOCK_PARAGRAPH, 1, 1);
    }
}

Test(markdown, has_prose_in_one_line)
{
    reads("one\n<!-- to editors -->\n  two\r\nthree");
    is_next(BLOCK_PARAGRAPH, 1, 4);
    cr_expect_str_eq(block_prose(&b), "one two three");
}

Test(markdown, has_no_nul)
{
    stderr_begin();
    cr_expect_not(page_read(&p, file_with("a\nb\0c\n", 6)));
    cr_expect_not_null(strstr(stderr_said(), ":2: a NUL byte"));
}

/* guide.c - hints and disguises, which are read from a lab's folder: tests of
 * harness/conversation/guide.c and disguise.c. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disguise.h"
#include "document.h"
#include "guide.h"
#include "paths.h"
#include "units.h"

/* A lab for this test, in tests/build. */
static char lab[64], folder[PATH_MOST];

static void make_lab(void)
{
    char template[PATH_MOST];
    paths_init("");
    path_of(template, "tests/build/units-lab-XXXXXX");
    cr_assert_not_null(mkdtemp(template));
    strcpy(folder, template);
    snprintf(lab, sizeof lab, "build/%s", strrchr(folder, '/') + 1);
}

static void put_file(const char *name, const char *text)
{
    char path[PATH_MOST + 16];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "we");
    cr_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static void remove_lab(void)
{
    static const char *const names[] = {"hints.md", "server.c"};
    char path[PATH_MOST + 16];
    for (size_t i = 0; i < COUNT(names); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    rmdir(folder);
}

TestSuite(guide, .init = make_lab, .fini = remove_lab);
TestSuite(disguise, .init = make_lab, .fini = remove_lab);

static struct guide g;

#define HINTS_OF "1. Why?\n2. Where?\n   Here.\n3. What?\n"
#define WEIGHT "*5 minutes, 2 points, server.c*\n"
#define STEP(n) "## Step " #n ". Do " #n "\n" WEIGHT "\n" HINTS_OF

static bool reads(const char *page)
{
    put_file("hints.md", page);
    return guide_read(&g, lab);
}

static void is_refused(const char *page, int line, const char *reason)
{
    char place[32];
    snprintf(place, sizeof place, "hints.md:%d: ", line);
    stderr_begin();
    cr_expect_not(reads(page), "%s", page);
    const char *said = stderr_said();
    cr_expect(strstr(said, place) && strstr(said, reason), "%s%s", page, said);
}

Test(guide, is_read)
{
    cr_assert(reads("# Hints\n\nTo who edits them.\n\n" STEP(1) "\n" STEP(2)));
    cr_expect_eq(g.count, 2);
    cr_expect_str_eq(g.steps[2].title, "Do 2");
    cr_expect_eq(g.steps[2].minutes, 5);
    cr_expect_eq(g.steps[2].points, 2);
    cr_expect_eq(g.steps[1].line, 5);
    cr_expect_str_eq(g.steps[1].hints[1], "Where?\nHere.\n");
}

Test(guide, may_end_without_a_newline)
{
    cr_assert(reads(
        "## Step 1. A\n*5 minutes, 2 points, server.c*\n1. a\n2. b\n3. c"));
    cr_expect_str_eq(g.steps[1].hints[2], "c\n");
}

Test(guide, is_whole)
{
    is_refused("", 1, "step 0 has fewer than 3 hints");
    is_refused("## Step 1. A", 2, "step 1 has fewer than 3 hints");
    is_refused("## Step 1. A\n*5 minutes, 2 points, server.c*\n1. a\n2. b\n", 5,
               "step 1 has fewer than 3 hints");
    is_refused("## Step 1. A\n" STEP(2), 2, "step 1 has fewer");
    is_refused("## Step 1. A\n*5 minutes, 2 points, server.c*\n" STEP(2), 3,
               "step 1 has fewer");
    is_refused("## Step 2. A\n", 1, "step 2 comes after step 0");
    is_refused(STEP(1) STEP(1), 8, "step 1 comes after step 1");
    is_refused("## Hints\n", 1, "expected: ## Step 1. Title");
    is_refused("## Step 1. A\n*5 minutes*\n", 2, "expected: *N minutes");
    is_refused("## Step 1. A\n*5 minutes, 2 points, server.c*\n2. b\n", 3,
               "expected: 1. HINT");
    is_refused("## Step 1. A\n*5 minutes, 2 points, server.c*\n1) b\n", 3,
               "expected: 1. HINT");
    is_refused("## Step 1. A\n*5 minutes, 2 points, server.c*\n   x\n", 3,
               "expected: 1. HINT");
    is_refused(STEP(1) "4. d\n", 8, "expected: 4. HINT, or the end of step 1");
}

Test(guide, has_nine_steps_at_most)
{
    is_refused(STEP(1) STEP(2) STEP(3) STEP(4) STEP(5) STEP(6) STEP(7) STEP(8)
                   STEP(9) STEP(10),
               64, "step 10 comes after step 9");
}

/* --- disguise ------------------------------------------------------------- */

static struct document d;
static char lab_from_root[80];

static const char page[] = "# T\n```transcript\n$ ./server 0\n"
                           "out> listening on [PORT]\n"
                           "C> Hello, quit \\x41 \\n%d EINVAL abc 123\n"
                           "S> hello\nerr> hello\n# hello\n```\n"
                           "# U\n```transcript\n! server.c: a -> b\n"
                           "$ ./server 0\nout> hello\n```\n";

static const char *disguised(const char *seed, int line)
{
    setenv("SEED", seed, 1);
    cr_assert(document_read(&d, file_of(page)));
    snprintf(lab_from_root, sizeof lab_from_root, "tests/%s", lab);
    disguise(&d, lab_from_root);
    return d.conversations[0].lines[line].text;
}

Test(disguise, is_none_without_a_seed)
{
    cr_expect_str_eq(disguised("", 3), "hello");
}

Test(disguise, changes_letters_alone)
{
    put_file("server.c", "puts(\"listening on \\\"%d\\n\"); \"abc\" \"open");
    const char *said = disguised("7", 2);
    cr_expect_str_neq(said, "Hello, quit \\x41 \\n%d EINVAL abc 123");
    cr_expect_eq(strlen(said),
                 strlen("Hello, quit \\x41 \\n%d EINVAL abc 123"));
    cr_expect_str_eq(said + 5, ", quit \\x41 \\n%d EINVAL abc 123",
                     "what is known, or no word, stays: %s", said);
    cr_expect(said[0] >= 'A' && said[0] <= 'Z');
    cr_expect_eq(said[2], said[3], "the same letter, the same other one");
    cr_expect_str_eq(d.conversations[0].lines[1].text, "listening on [PORT]");
    cr_expect_str_eq(d.conversations[0].lines[4].text, "hello");
    cr_expect_str_eq(d.conversations[0].lines[5].text, "hello");
    cr_expect_str_eq(d.conversations[1].lines[2].text, "hello");
}

Test(disguise, is_the_same_for_the_same_seed)
{
    char first[64];
    snprintf(first, sizeof first, "%s", disguised("7", 3));
    cr_expect_str_eq(disguised("7", 3), first);
    cr_expect_str_eq(d.conversations[0].lines[3].raw + 3, first);
    cr_expect_str_neq(disguised("8", 3), first);
}

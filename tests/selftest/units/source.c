/* source.c - a program's text, its steps and marks: tests of
 * harness/conversation/source.c, excerpt.c, and of edit_text(). */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "edit.h"
#include "excerpt.h"
#include "source.h"
#include "units.h"

#define STUB(n) "    /* SOLUTION " #n ": todo(\"step " #n ": do\"); */\n"
#define STEP(n)                                                                \
    "    /* Step " #n ". Do. */\n" STUB(n) "    done(" #n ");\n"               \
                                           "    /* END " #n " */\n"

static struct source s;

static bool has_marks(const char *text)
{
    return source_read(&s, file_of(text)) && source_marks(&s);
}

static void is_refused(const char *text, int line, const char *reason)
{
    char place[16];
    snprintf(place, sizeof place, ":%d: ", line);
    stderr_begin();
    cr_expect_not(has_marks(text), "taken: %s", text);
    const char *said = stderr_said();
    cr_expect(strstr(said, place) && strstr(said, reason), "%s%s", text, said);
}

Test(source, is_read_by_lines)
{
    cr_assert(source_read(&s, file_of("")));
    cr_expect_eq(s.count, 0);
    cr_assert(source_read(&s, file_of("one\n\ntwo")));
    cr_assert_eq(s.count, 3);
    cr_expect_str_eq(s.lines[1], "one\n");
    cr_expect_str_eq(s.lines[2], "\n");
    cr_expect_str_eq(s.lines[3], "two\n", "the last line gets its newline");
    source_free(&s);
    cr_expect_eq(s.count, 0);
    stderr_begin();
    cr_expect_not(source_read(&s, "/nowhere/server.c"));
    cr_expect_not_null(strstr(stderr_said(), "/nowhere/server.c"));
}

Test(source, has_marks)
{
    cr_expect(has_marks(""));
    cr_expect(has_marks("int main(void)\n{\n}\n"));
    cr_assert(has_marks("{\n" STEP(1) "\n" STEP(2) "}\n"));
    cr_expect_eq(s.steps[1].first, 2);
    cr_expect_eq(s.steps[1].open, 3);
    cr_expect_eq(s.steps[1].last, 5);
    cr_expect_eq(s.steps[2].first, 7);
    cr_expect_str_eq(s.steps[2].stub, "todo(\"step 2: do\");");
    cr_expect_eq(s.steps[3].open, 0);
}

Test(source, has_no_half_marks)
{
    is_refused("/* Step 1. A */\n/* SOLUTION 1: todo(\"step 1: a\"); */ x\n", 2,
               "a mark stands alone");
    is_refused("/* Step 1. A */\n/* SOLUTION 1: todo(\"step 1: a\"); */", 2,
               "step 1 has no END 1");
    is_refused("/* Step 1. A */\n/* SOLUTION 0: todo(\"step 0: a\"); */\n", 2,
               "a mark stands alone");
    is_refused("/* Step 1. A */\n/* SOLUTION 10: todo(\"step 1: a\"); */\n", 2,
               "a mark stands alone");
    is_refused("SOLUTION\n", 1, "a mark stands alone");
    is_refused(STUB(1), 1, "does not begin with Step 1.");
    is_refused("/* Step 1. A */\n\n" STUB(1), 3, "does not begin with Step 1.");
    is_refused("/* Step 1. A */\n"
               "/* SOLUTION 1: /* SOLUTION todo(\"step 1: a\"); */\n",
               2, "a mark in the stub of step 1");
    is_refused("/* Step 1. A */\n/* SOLUTION 1: ; */\n", 2, "holds no todo");
    is_refused("/* Step 1. A */\n/* SOLUTION 1:  */\n", 2, "holds no todo");
    is_refused("/* Step 1. A */\n/* SOLUTION 1: todo(\"step 1: a\") */\n", 2,
               "holds no todo");
    is_refused("/* Step 1. A */\n/* SOLUTION 1: todo(\"step 2: a\"); */\n", 2,
               "holds no todo");
}

Test(source, has_marks_in_pairs)
{
    is_refused("/* END 1 */\n", 1, "no SOLUTION 1 is open");
    is_refused("/* END x */\n", 1, "a mark stands alone");
    is_refused("/* END 1 */ x\n", 1, "a mark stands alone");
    is_refused("/* Step 1. A */\n" STUB(1), 2, "step 1 has no END 1");
    is_refused("/* Step 1. A */\n" STUB(1) "/* Step 2. B */\n" STUB(2), 4,
               "step 2 begins inside step 1");
    is_refused("/* Step 1. A */\n" STUB(1) "/* END 2 */\n", 3, "END 2, but");
    is_refused(STEP(1) STEP(1), 6, "step 1 was in line 2 already");
}

/* Lines are printed as strings: a NUL byte hides the rest of its line, and the
 * newline. */
Test(source, may_hold_a_nul)
{
    static const char text[] = "/* END 1\0 */\n/* Step\0 1. */\n\0\nx\n";
    cr_assert(source_read(&s, file_with(text, sizeof text - 1)));
    source_steps(&s);
    cr_assert_eq(s.count, 4);
    cr_expect_str_eq(s.lines[3], "\n");
    cr_expect_str_eq(s.lines[4], "x\n");
}

Test(source, has_the_steps_of_a_student)
{
    cr_assert(source_read(
        &s, file_of("/* Step 1. A */\ntodo();\n/* END 1 */ \t\r\n"
                    "/* Step 3. C */\n/* Step 1. Again */\n/* END 1 */\n"
                    "/* Step x. */\n/* Step 12. */\n/* END 4 */ rest\n")));
    source_steps(&s);
    cr_expect_eq(s.steps[1].first, 1);
    cr_expect_eq(s.steps[1].last, 3);
    cr_expect_eq(s.steps[3].first, 4);
    cr_expect_eq(s.steps[3].last, 0);
    cr_expect_eq(s.steps[4].last, 0);
}

static const char *starter(int filled)
{
    FILE *out = printed_begin();
    source_put_starter(&s, filled, out);
    return printed_end(out);
}

Test(source, becomes_a_starter)
{
    cr_assert(has_marks("{\n" STEP(1) "\n" STEP(2) "}"));
    cr_expect_str_eq(starter(0),
                     "{\n    /* Step 1. Do. */\n    todo(\"step 1: do\");\n"
                     "    /* END 1 */\n\n    /* Step 2. Do. */\n"
                     "    todo(\"step 2: do\");\n    /* END 2 */\n}\n");
    cr_expect_str_eq(starter(1),
                     "{\n    /* Step 1. Do. */\n    done(1);\n"
                     "    /* END 1 */\n\n    /* Step 2. Do. */\n"
                     "    todo(\"step 2: do\");\n    /* END 2 */\n}\n");
    cr_expect_null(strstr(starter(9), "todo"));
    FILE *out = printed_begin();
    source_put_solution(&s, 2, out);
    cr_expect_str_eq(printed_end(out),
                     "    /* Step 2. Do. */\n    done(2);\n    /* END 2 */\n");
    out = printed_begin();
    source_put_solution(&s, 3, out); /* step 3 has no solution */
    cr_expect_str_eq(printed_end(out), "");
}

static void edits(const char *text, const char *old, const char *new,
                  const char *expected)
{
    char *edited = edit_text(text, old, new);
    if (expected)
        cr_expect_str_eq(edited, expected);
    else
        cr_expect_null(edited, "%s: %s", text, old);
    free(edited);
}

Test(edit, replaces_what_stands_there_once)
{
    edits("a b c", "b", "x", "a x c");
    edits("b", "b", "", "");
    edits("a b c", "a b c", "x", "x");
    edits("b b", "b", "x", NULL);
    edits("aaa", "aa", "x", NULL);
    edits("a", "b", "x", NULL);
    edits("", "b", "x", NULL);
    edits("", "", "x", NULL);
    edits("a", "", "x", NULL);
    edits("100%", "100%", "%s%n", "%s%n");
}

static char *excerpt(const char *text, int step)
{
    FILE *file = fopen(file_of(text), "re");
    cr_assert_not_null(file);
    char *found = excerpt_of(file, step);
    fclose(file);
    return found;
}

Test(excerpt, is_a_paragraph_without_marks)
{
    cr_expect_str_eq(excerpt("", 1), "");
    cr_expect_str_eq(excerpt(STEP(1), 2), "");
    cr_expect_str_eq(excerpt("{\n" STEP(1) "\n    rest();\n", 1),
                     "/* Step 1. Do. */\ndone(1);\n");
    cr_expect_str_eq(excerpt("    /* Step 1. A */\n        deep();\n}\n", 1),
                     "/* Step 1. A */\n    deep();\n");
    cr_expect_str_eq(excerpt("/* Step 1. A */\nlast", 1),
                     "/* Step 1. A */\nlast");
    cr_expect_str_eq(excerpt("  /* Step 1. A */\n  \nrest", 1),
                     "/* Step 1. A */\n");
}

Test(excerpt, is_compared_with_its_source)
{
    struct excerpt e = {.source = "server.c", .step = 1, .number = 7};
    e.text = (char[]){"int a;\n"};
    char *problem = excerpt_problem("page.md", &e, "/nowhere");
    cr_expect_str_eq(problem, "page.md:7: server.c has no step 1");
    free(problem);
    e.source = (char *)file_of("/* Step 1. A */\nint b;\n");
    e.text = (char[]){"/* Step 1. A */\nint a;\n"};
    problem = excerpt_problem("page.md", &e, "");
    cr_assert_not_null(problem);
    cr_expect_not_null(strstr(problem, "page.md:9: the excerpt is stale"));
    free(problem);
    e.text = (char[]){"/* Step 1. A */\nint b;\n"};
    cr_expect_null(excerpt_problem("page.md", &e, ""));
}

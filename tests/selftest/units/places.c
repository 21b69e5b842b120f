/* places.c - where calls stand, by the stacks that they were made from:
 * harness/outcome/places.c. How stacks are copied and unwound is tested by
 * tests/selftest/tracer/places. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "ask.h"
#include "calls.h"
#include "must.h"
#include "units.h"

/* A log with calls from these stacks. */
static struct spy_log *log_of(uint32_t stacks)
{
    struct spy_log *log = must_calloc(1, sizeof *log);
    log->size = sizeof *log;
    log->count = 1;
    log->rows[0] = (struct spy_call){.times = 1, .name = SPY_RECV, .from = {1}};
    log->stacks.count = stacks;
    log->stacks.image_count = 1;
    for (uint32_t i = 0; i < stacks && i < STACKS; i++)
        log->stacks.stacks[i].image = 1;
    return log;
}

static void has_no_place(struct spy_log *log, const char *program)
{
    struct calls c;
    calls_read(&c, log, program);
    calls_resolve(&c, NULL);
    cr_assert(c.count == 1);
    cr_expect_null(call_place(&c, &c.of[0]));
    cr_expect_null(call_place_above(&c, &c.of[0]));
    cr_expect_null(c.stacks);
    calls_free(&c);
    free(log);
}

Test(places, of_an_empty_stack_are_not_known)
{
    has_no_place(log_of(1), "/bin/true");
}

Test(places, of_more_stacks_than_fit_are_not_known)
{
    has_no_place(log_of(STACKS + 1), "/bin/true");
}

/* Whoever writes such a log gets no place, and does no harm. */
Test(places, of_a_log_that_lies_are_not_known)
{
    struct spy_log *log = log_of(2);
    log->stacks.module_count = UINT32_MAX;
    log->stacks.image_count = UINT32_MAX;
    memset(log->stacks.paths, '/', sizeof log->stacks.paths);
    memset(log->stacks.modules, 0xff, sizeof log->stacks.modules);
    log->stacks.modules[0] = (struct stack_module){
        .start = 0x1000, .end = UINT64_MAX, .image = 1, .own = 1};
    log->stacks.stacks[0].length = UINT32_MAX;
    log->stacks.stacks[0].registers[STACK_PC] = 0x2000;
    memset(log->stacks.stacks[0].bytes, 0x20, STACK_BYTES);
    has_no_place(log, "/bin/true");
}

Test(places, of_no_program_are_not_known)
{
    has_no_place(log_of(1), "/nowhere/server");
}

/* A place above is one of a stack, and nothing else. */
Test(places, above_are_kept_apart)
{
    struct place places[] = {{.address = 1, .file = "server.c", .line = 10},
                             {.address = 1 + STACKS, .file = "a.c", .line = 2},
                             {.address = 0x1000, .file = "b.c", .line = 3}};
    struct calls c = {.places = places, .place_count = COUNT(places)};
    struct spy_call by_stack = {.from = {1, 0}},
                    by_address = {.from = {0x1000}};
    cr_expect(call_place(&c, &by_stack)->line == 10);
    cr_expect(call_place_above(&c, &by_stack)->line == 2);
    cr_expect(call_place(&c, &by_address)->line == 3);
    cr_expect_null(call_place_above(&c, &by_address));
}

/* --- tools ---------------------------------------------------------------- */

static void says(char *const argv[], const char *bytes, const char *words)
{
    char *said = ask_tool(argv, bytes, strlen(bytes));
    cr_expect_str_eq(said, words);
    free(said);
}

Test(ask, takes_what_a_tool_says)
{
    char *cat[] = {"cat", NULL}, *none[] = {"/nowhere/tool", NULL};
    char *both[] = {"sh", "-c", "echo out; echo err >&2; kill -9 $$", NULL};
    says(cat, "two\nlines\n", "two\nlines\n");
    says(both, "", "out\n");
    says(none, "in", "");
}

/* --- in a sanitizer's report ---------------------------------------------- */

static void is_reported(const char *report, int line)
{
    struct calls c;
    calls_read(&c, NULL, "/bin/true");
    calls_resolve(&c, report);
    const struct place *p = report_place(&c);
    cr_expect_eq(p ? p->line : 0, line, "%s: line %d", report, p ? p->line : 0);
    if (p)
        cr_expect_str_eq(p->file, "server.c");
    calls_free(&c);
}

Test(places, of_a_report_are_its_first_frame_in_a_file_of_the_students)
{
    is_reported("ERROR: AddressSanitizer: stack-buffer-overflow\n"
                "READ of size 4 at 0x7 thread T0\n"
                "    #0 0x7f in strlen ../src/libsanitizer/common.inc:389\n"
                "    #1 0x55 in send_all /kit/lab03/../common/send_all.c:9\n"
                "    #2 0x55 in echo (int, char) /kit/lab03/server.c:59:7\n"
                "    #3 0x55 in main /kit/lab03/server.c:37\n",
                59);
}

Test(places, of_a_report_on_undefined_behaviour_stand_in_its_first_line)
{
    is_reported("/kit/lab03/server.c:44:9: runtime error: index 5 out of\n"
                "    #0 0x55 in main /kit/lab03/server.c:37\n",
                44);
}

Test(places, of_a_report_without_frames_are_not_known)
{
    is_reported("ERROR: AddressSanitizer: SEGV on unknown address\n", 0);
    is_reported("    #0 0x55 in _start (/kit/lab03/server+0x9ec0)\n", 0);
}

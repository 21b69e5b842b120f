/* conversation.c - pages with conversations: tests of document.c,
 * conversation.c, line.c and fault_words.c in harness/conversation. */
#include <criterion/criterion.h>
#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "document.h"
#include "fault_words.h"
#include "units.h"

#define HEAD "# Title\n\n"
#define PLAY(lines) HEAD "```transcript\n$ ./server 0\n" lines "```\n"

static struct document d;

static bool reads(const char *page)
{
    return document_read(&d, file_of(page));
}

/* Demand that the page is refused for this reason, at this line. */
static void is_refused(const char *page, int line, const char *reason)
{
    char place[16];
    snprintf(place, sizeof place, ":%d: ", line);
    stderr_begin();
    cr_expect_not(reads(page), "read: %s", page);
    const char *said = stderr_said();
    cr_expect(strstr(said, place) && strstr(said, reason), "%s%s", page, said);
}

Test(conversation, may_be_missing)
{
    cr_expect(reads(""));
    cr_expect_eq(d.conversation_count, 0);
    cr_expect(reads("\n\n"));
    cr_expect(reads("prose alone, without a newline"));
    cr_expect(reads("```sh\nls\n```\n```text\n# no heading\n```\n"));
    cr_expect_eq(d.conversation_count + d.excerpt_count, 0);
}

Test(conversation, needs_a_file)
{
    stderr_begin();
    cr_expect_not(document_read(&d, "/nowhere/page.md"));
    cr_expect_not_null(strstr(stderr_said(), "/nowhere/page.md: No such file"));
}

Test(conversation, has_lines_with_kind_who_and_text)
{
    static const struct {
        enum line_kind kind;
        int who;
        const char *text;
    } lines[] = {{START, 1, "./server 0"},  {WHY, 1, "a reason"},
                 {PRINTS, 1, "hello"},      {COMPLAINS, 1, ""},
                 {CLIENT_SAYS, 2, "hi \\"}, {SERVER_SAYS, 1, "hi"},
                 {CLIENT_CONNECTS, 3, ""},  {CLIENT_ENDS, 3, ""},
                 {CLIENT_RESETS, 2, ""},    {CLIENT_CLOSES, 1, ""},
                 {TYPES, 1, " two blanks"}, {TYPES_END, 1, ""},
                 {EXITS, 1, "SIGPIPE"}};
    cr_assert(reads(PLAY("# a reason\nout> hello\nerr>\nC2> hi \\\nS> hi\n"
                         "C3 connects\nC3.\nC2!\nC closes\nin>  two blanks\n"
                         "in.\nexit SIGPIPE\n")));
    cr_assert_eq(d.conversation_count, 1);
    const struct conversation *c = d.conversations;
    cr_expect_str_eq(c->title, "Title");
    cr_expect_eq(c->number, 3);
    cr_assert_eq((size_t)c->count, COUNT(lines));
    for (size_t i = 0; i < COUNT(lines); i++) {
        cr_expect_eq(c->lines[i].kind, lines[i].kind, "line %zu", i);
        cr_expect_eq(c->lines[i].who, lines[i].who, "line %zu", i);
        cr_expect_str_eq(c->lines[i].text, lines[i].text);
        cr_expect_eq(c->lines[i].number, (int)i + 4);
    }
    cr_expect_str_eq(c->lines[2].raw, "out> hello");
}

Test(conversation, may_have_lines_that_end_as_on_windows)
{
    cr_assert(reads("# Title\r\n```transcript\r\n$ ./server 0\r\nout> a\r\n"
                    "```\r\n"));
    cr_assert_eq(d.conversation_count, 1);
    cr_expect_str_eq(d.conversations[0].title, "Title");
    cr_expect_str_eq(d.conversations[0].lines[1].text, "a");
}

Test(conversation, may_end_without_a_newline)
{
    cr_assert(reads(HEAD "```transcript\n$ ./server 0\n```"));
    cr_expect_eq(d.conversation_count, 1);
    cr_assert(reads("# T\n```c lab01-socket/server.c 1\n/* Step 1. */\n```"));
    cr_expect_eq(d.excerpt_count, 1);
    cr_expect_str_eq(d.excerpts[0].text, "/* Step 1. */\n");
    cr_expect(reads("```sh\nls\n```"));
}

Test(conversation, has_steps_from_headings_and_fences)
{
    cr_assert(reads("## Step 4. Accept\n```transcript\n$ a\n```\n"
                    "## It goes on (step 3)\n```transcript\n$ a\n```\n"
                    "```transcript udp step 2\n$ a\n```\n"
                    "### No step\n```transcript windows\n$ a\n```\n"));
    cr_assert_eq(d.conversation_count, 3);
    cr_assert_eq(d.windows_count, 1);
    cr_expect_eq(d.conversations[0].step, 4);
    cr_expect_str_eq(d.conversations[0].title, "Accept");
    cr_expect_eq(d.conversations[1].step, 3);
    cr_expect_str_eq(d.conversations[1].title, "It goes on");
    cr_expect_eq(d.conversations[2].step, 2);
    cr_expect(d.conversations[2].udp);
    cr_expect_str_eq(d.conversations[2].title, "It goes on (2)");
    cr_expect_eq(d.windows[0].step, 0);
    cr_expect_str_eq(d.windows[0].title, "No step (Windows)");
}

/* An incomplete "(step N)" is part of the title. */
Test(conversation, has_no_step_of_half_a_mark)
{
    static const char *const heads[] = {"## Step 4", "## Step 4: Accept",
                                        "## Accept (step 4",
                                        "## Accept (step four)"};
    for (size_t i = 0; i < COUNT(heads); i++) {
        char page[128];
        snprintf(page, sizeof page, "%s\n```transcript\n$ a\n```\n", heads[i]);
        cr_assert(reads(page), "%s", page);
        cr_expect_eq(d.conversations[0].step, 0, "%s", heads[i]);
        cr_expect_str_eq(d.conversations[0].title, heads[i] + 3);
    }
}

Test(conversation, has_blocks_that_end)
{
    is_refused(HEAD "```transcript\n$ ./server 0\n", 4,
               "the block that began in line 3 has no end");
    is_refused(HEAD "```transcript\n$ ./server 0\n````\n", 5, "not understood");
    is_refused("```sh\n````\n", 2, "the block that began in line 1 has no end");
    is_refused("# T\n```c server.c 1\nint a;\n", 3, "has no end");
    is_refused("# T\n```c server.c 1", 2, "has no end");
}

Test(conversation, has_blocks_of_known_kinds)
{
    is_refused("# T\n```\n```\n", 2, "a block is `transcript`");
    is_refused("# T\n```transcripts\n```\n", 2, "a block is `transcript`");
    is_refused("# T\n```transcript step x\n```\n", 2, "a block is");
    is_refused("# T\n```transcript step 2 \n```\n", 2, "a block is");
    is_refused("# T\n```transcript windows udp\n```\n", 2, "a block is");
    is_refused("# T\n```c server.c\n```\n", 2, "expected: c FILE STEP");
    is_refused("```transcript\n$ a\n```\n", 1, "needs a heading above it");
}

#define TEN " 1 2 3 4 5 6 7 8 9 10"

Test(conversation, has_lines_that_are_understood)
{
    is_refused(PLAY("out>hello\nwhat\n"), 6, "not understood: 'what'");
    is_refused(PLAY(" out> a\n"), 5, "not understood");
    is_refused(PLAY("C0> a\n"), 5, "not understood");
    is_refused(PLAY("C10> a\n"), 5, "not understood");
    is_refused(PLAY("C connects now\n"), 5, "not understood");
    is_refused(PLAY("X2> a\n"), 5, "not understood");
    is_refused(PLAY("out> \\q\n"), 5, "unknown escape");
    is_refused(PLAY("out> [port]\n"), 5, "unknown [...]");
    is_refused(PLAY("exit\n"), 5, "not understood");
    is_refused(PLAY("exit 256\n"), 5, "expected: exit STATUS");
    is_refused(PLAY("exit -1\n"), 5, "expected: exit STATUS");
    is_refused(PLAY("exit 0 \n"), 5, "expected: exit STATUS");
    is_refused(PLAY("exit sigpipe\n"), 5, "expected: exit STATUS");
    is_refused(PLAY("exit SIG\n"), 5, "expected: exit STATUS");
    is_refused(PLAY("exit SIGNONE\n"), 5, "expected: exit STATUS");
    is_refused(PLAY("$2 ./server" TEN TEN TEN "\n"), 5, "30 words at most");
    cr_expect(reads(PLAY("$2 ./server" TEN TEN " 1 2 3 4 5 6 7 8 9\n")));
    is_refused(PLAY("S listens PORT\n"), 5, "expected: S listens [PORT]");
    is_refused(PLAY("S listens [PORT\n"), 5, "expected: S listens [PORT]");
    is_refused(PLAY("S listens [PORT] at\n"), 5, "expected: S listens [PORT]");
    is_refused(PLAY("S listens [PORT] at a b\n"), 5, "expected: S listens");
}

/* A NUL byte would hide the rest of its line. */
Test(conversation, has_no_nul)
{
    static const char page[] = PLAY("out> a\0hidden\n");
    stderr_begin();
    cr_expect_not(document_read(&d, file_with(page, sizeof page - 1)));
    cr_expect_not_null(strstr(stderr_said(), ":5: "));
}

#define CONDITION(line) HEAD "```transcript\n" line "\n$ ./server 0\n```\n"

Test(conversation, has_conditions)
{
    static const char *const good[] = {CONDITION("! at most 3 descriptors"),
                                       CONDITION("! stdin closed"),
                                       CONDITION("! send at most 1 byte"),
                                       CONDITION("! recv at most 2 bytes"),
                                       CONDITION("! EINTR on accept"),
                                       CONDITION("! reset before accept 3"),
                                       CONDITION("! server.c: a -> b"),
                                       CONDITION("! not under Wine: why")};
    static const char *const bad[] = {CONDITION("! at most 2 descriptors"),
                                      CONDITION("! at most 16 descriptors "),
                                      CONDITION("! at most many descriptors"),
                                      CONDITION("! stdin closed now"),
                                      CONDITION("! send at most 0 bytes"),
                                      CONDITION("! send at most 1 bytes"),
                                      CONDITION("! send at most 2 byte"),
                                      CONDITION("! write at most 2 bytes"),
                                      CONDITION("! accept at most 2 bytes"),
                                      CONDITION("! ENOENT on accept"),
                                      CONDITION("! EINTR on open"),
                                      CONDITION("! EINTR on accept once"),
                                      CONDITION("! reset before accept 0"),
                                      CONDITION("! server.c: a->b"),
                                      CONDITION("! server.c: "),
                                      CONDITION("! not under Wine: "),
                                      CONDITION("! ")};
    for (size_t i = 0; i < COUNT(good); i++)
        cr_expect(reads(good[i]), "%s", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        is_refused(bad[i], 4, "expected: ");
}

/* --- what lines mean ------------------------------------------------------ */

static const struct line *condition(const char *raw)
{
    static struct line l;
    cr_assert(line_read(&l, raw, "page.md", 1), "%s", raw);
    return &l;
}

static void is_fault(const char *raw, struct fault f)
{
    struct fault read = condition(raw)->fault;
    char words[64];
    fault_write(&f, words, sizeof words);
    cr_expect_str_eq(words, raw + 2);
    cr_expect(read.kind == f.kind && read.call == f.call &&
                  read.error == f.error && read.bytes == f.bytes &&
                  read.nth == f.nth,
              "%s", raw);
}

Test(line, means_a_fault)
{
    is_fault("! EINTR on accept", fault_error(SPY_ACCEPT, EINTR));
    is_fault("! EAFNOSUPPORT on socket", fault_error(SPY_SOCKET, EAFNOSUPPORT));
    is_fault("! send at most 1 byte", fault_less(SPY_SEND, 1));
    is_fault("! recv at most 40000 bytes", fault_less(SPY_RECV, 40000));
    is_fault("! reset before accept 3", fault_reset(3));
}

Test(line, means_a_condition)
{
    cr_expect_eq(condition("! at most 16 descriptors")->descriptors, 16);
    const struct line *l = condition("! server.c: a -> b -> c");
    cr_expect_str_eq(l->edit.old, "a", "the first arrow counts");
    cr_expect_str_eq(l->edit.new, "b -> c");
}

Test(line, means_a_command)
{
    static const char *const words[] = {"./client", "",          "\\[::1]",
                                        "[PORT]",   "[8 bytes]", "x"};
    const struct line *l =
        condition("$ ./client  '' \\[::1] [PORT] [8 bytes] x");
    for (size_t i = 0; i < COUNT(words); i++)
        cr_assert_str_eq(l->start.words[i], words[i]);
    cr_expect_null(l->start.words[COUNT(words)]);
    cr_expect(line_starts(l, "client"));
    cr_expect_not(line_starts(l, "server"));
    cr_expect_not(line_starts(condition("in> ./client"), "client"));
    cr_expect_null(condition("$ ")->start.words[0]);
}

Test(line, means_an_end)
{
    const struct line *l = condition("exit2 255");
    cr_expect(l->exit.status == 255 && l->exit.signal == 0 && l->who == 2);
    cr_expect_eq(condition("exit SIGPIPE")->exit.signal, SIGPIPE);
    cr_expect_eq(condition("err> bind: EADDRINUSE, it is in use")->error,
                 EADDRINUSE);
    cr_expect_eq(condition("err> lookup: EAI_NODATA, no")->error, EAI_NONAME);
    cr_expect_eq(condition("err> usage: EVERY word")->error, 0);
}

Test(line, means_a_place)
{
    const struct line *l = condition("S refuses [PORT] at ::1");
    cr_expect_str_eq(l->place.name, "PORT");
    cr_expect_str_eq(l->place.address, "::1");
    cr_expect_str_eq(condition("S listens [P]")->place.address, "127.0.0.1");
}

Test(fault, is_one_of_a_plan)
{
    static const char plan[] = "EINTR on select;recv at most 1 byte;";
    static const char *const bad[] = {"EINTR on select", "EINTR;", ";",
                                      "EINTR on select;x"};
    struct faults all;
    char words[FAULT_WORDS_MOST];
    cr_assert(faults_read(&all, plan));
    cr_expect_eq(all.count, 2);
    faults_write(&all, words);
    cr_expect_str_eq(words, plan);
    cr_expect(faults_read(&all, "") && all.count == 0);
    for (size_t i = 0; i < COUNT(bad); i++)
        cr_expect_not(faults_read(&all, bad[i]), "%s", bad[i]);
}

/* --- where lines stand ---------------------------------------------------- */

Test(conversation, has_its_lines_in_order)
{
    is_refused(HEAD "```transcript\n```\n", 4, "starts no program");
    is_refused(PLAY("$ ./other\n"), 5, "terminal 1 has a program already");
    is_refused(PLAY("! EINTR on accept\n"), 5, "before the first $");
    is_refused(PLAY("out2> a\n"), 5, "no program was started in terminal 2");
    is_refused(PLAY("X> a\n"), 5, "X> needs a block");
    cr_expect(reads(HEAD "```transcript udp\n$ a\nX> a\n```\n"));
}

Test(conversation, tells_who_is_under_test)
{
    cr_assert(reads(PLAY("")));
    cr_expect_not(conversation_tests_client(d.conversations));
    cr_assert(reads(HEAD "```transcript\nS refuses [PORT]\n$ a\n```\n"));
    cr_expect(conversation_tests_client(d.conversations));
}

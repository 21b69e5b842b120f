/* watch.c - test again whenever a program is saved.
 *
 * usage: watch [LAB]
 *
 * Without LAB it goes on with the lab where the student stopped. When a file of
 * another lab is saved, it changes to that lab. It tests only the steps that
 * the change can affect, in one build; `make test` tests all. On a terminal
 * each result replaces the one before, and keys need no Enter (a key typed
 * during a test works after it); elsewhere the results follow each other. */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arguments.h"
#include "changes.h"
#include "command.h"
#include "labs.h"
#include "must.h"
#include "paths.h"
#include "pump.h"
#include "screen.h"
#include "student.h"
#include "turn.h"

static const char keys[] = "h hint  n next lab  l list  q quit";
static const char page_keys[] =
    "Enter test again  h hint  n next lab  l list  q quit";

enum { DID_NOT_COMPILE = 3 }; /* exit status of suites */
enum { TURN_MS = 50, SAY_AFTER_MS = 1000 };

static char lab[64];
static bool server_dirty = true, client_dirty = true; /* saved, not tested */
static bool no_keys;                                  /* stdin is at its end */

/* --- events -------------------------------------------------------------- */

/* Give the built program an old time, so that make builds it again even if an
 * older source, with its old time, was put back. We do not remove the program:
 * another run may be testing it. */
static void make_old(const char *program)
{
    static const struct timespec long_ago[2];
    char relative[160], path[PATH_MOST];
    snprintf(relative, sizeof relative, "%s/%s", lab, program);
    utimensat(AT_FDCWD, path_of(path, relative), long_ago, 0);
    snprintf(relative, sizeof relative, "tests/build/%s/%s", lab, program);
    utimensat(AT_FDCWD, path_of(path, relative), long_ago, 0);
}

/* Was a program saved? Mark it as dirty. */
static bool note_save(void)
{
    bool touched[2];
    const char *saved = changes_look(touched);
    if (saved == NULL)
        return false;
    bool other = strcmp(saved, lab) != 0;
    snprintf(lab, sizeof lab, "%s", saved);
    server_dirty |= touched[0] || other;
    client_dirty |= touched[1] || other;
    if (touched[0])
        make_old("server");
    if (touched[1])
        make_old("client");
    return true;
}

/* Wait until this descriptor is readable; false if a program was saved. */
static bool no_save(int fd)
{
    struct pollfd waits[] = {{.fd = changes_fd(), .events = POLLIN},
                             {.fd = fd, .events = POLLIN}};
    poll(waits, 2, changes_patience());
    return !note_save();
}

/* The next key, or 0 if a program was saved. A key typed during a test stays in
 * the terminal's buffer until now. */
static int next_event(void)
{
    char typed = 0;
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    for (;;) {
        if (!no_save(no_keys ? -1 : STDIN_FILENO))
            return 0;
        if (no_keys || poll(&input, 1, 0) < 1)
            continue;
        if (read(STDIN_FILENO, &typed, 1) == 1)
            return typed;
        no_keys = true;
    }
}

/* For command_run(): break off if a program was saved, or if another run waits
 * for its turn. The user has started that run by hand, so ours gives way. */
static bool undisturbed(int fd)
{
    struct pollfd waits[] = {{.fd = changes_fd(), .events = POLLIN},
                             {.fd = fd, .events = POLLIN}};
    poll(waits, 2, TURN_MS);
    return !note_save() && !turn_is_wanted();
}

/* Wait until no other run builds or tests here; false if a program was
 * saved. */
static bool await_turn(void)
{
    struct pollfd wait = {.fd = changes_fd(), .events = POLLIN};
    for (int waited = 0; !turn_try(); waited += TURN_MS) {
        if (waited == SAY_AFTER_MS)
            screen_status("another make test is at work here: waiting for it");
        poll(&wait, 1, TURN_MS);
        if (note_save())
            return false;
    }
    return true;
}

/* --- testing ------------------------------------------------------------- */

/* Build the lab. The suites report a lab that does not compile. So *said has
 * only warnings; or, if *status is not 0, the reason why make failed. */
static bool compile(char **said, int *status)
{
    char target[96];
    char *argv[] = {"make", "-s", "-C", (char *)path_root(), target, NULL};
    snprintf(target, sizeof target, "programs/%s", lab);
    return command_run(argv, undisturbed, said, status);
}

static bool run_suites(char **said, int *status)
{
    char cell[PATH_MOST], suites[PATH_MOST];
    char *argv[] = {path_of(cell, "tests/build/cell"),
                    "120",
                    path_of(suites, "tests/build/suites"),
                    "--quick",
                    "--touched",
                    server_dirty && client_dirty ? "both"
                    : server_dirty               ? "server"
                                                 : "client",
                    lab,
                    NULL};
    return command_run(argv, undisturbed, said, status);
}

static void show_result(const char *warnings, const char *said,
                        long long compile_ms, long long test_ms)
{
    char *page = must_asprintf("%s%s", warnings, said), status[160];
    screen_paint(page);
    free(page);
    snprintf(status, sizeof status, "compile %lld ms, test %lld ms   %s",
             compile_ms, test_ms, keys);
    screen_status(status);
}

/* Test the dirty programs, and show the result; false if it was broken off. */
static bool test(void)
{
    char *warnings, *said = NULL;
    int status = 0, tests = DID_NOT_COMPILE;
    topic_keep(lab);
    if (!await_turn())
        return false;
    long long began = milliseconds();
    screen_status("testing ... (what stands above is from before)");
    bool done = compile(&warnings, &status);
    long long compiled = milliseconds();
    done = done && (status != 0 || run_suites(&said, &tests));
    turn_end();
    if (done && tests != DID_NOT_COMPILE)
        server_dirty = client_dirty = false;
    if (done)
        show_result(warnings, said ? said : "", compiled - began,
                    milliseconds() - compiled);
    free(warnings);
    free(said);
    return done;
}

/* --- keys ---------------------------------------------------------------- */

static bool wait_for(int fd)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    poll(&wait, 1, -1);
    return true;
}

static void show(const char *tool)
{
    int status;
    char path[PATH_MOST], relative[64], *said;
    snprintf(relative, sizeof relative, "tests/build/%s", tool);
    char *argv[] = {path_of(path, relative), lab, NULL};
    command_run(argv, wait_for, &said, &status);
    screen_paint(said);
    screen_status(page_keys);
    free(said);
}

static int place_of(const char *name)
{
    int i = 0;
    while (labs_here(i) && strcmp(labs_here(i), name) != 0)
        i++;
    return i;
}

/* Change to the next lab that is not done; after the last lab comes the first.
 * False if all others are done. */
static bool next_lab(void)
{
    int here = place_of(lab), count = place_of("");
    for (int i = 1; i < count; i++) {
        struct topic t;
        char *args[] = {"watch", (char *)labs_here((here + i) % count), NULL};
        topic_choose(&t, 2, args);
        if (t.step == 0)
            continue;
        snprintf(lab, sizeof lab, "%s", t.guide.lab);
        server_dirty = client_dirty = true;
        return true;
    }
    screen_status("no other lab is left to do   h hint  l list  q quit");
    return false;
}

/* Build and test both programs again, even if they have not changed. */
static void build_anew(void)
{
    make_old("server");
    make_old("client");
    server_dirty = client_dirty = true;
}

/* Wait, and do what the keys say, until there is something to test (true) or
 * the student quits (false). */
static bool wait_for_work(void)
{
    for (int typed; (typed = next_event()) != 'q';) {
        if (typed == '\n')
            build_anew();
        if (typed == 0 || typed == '\n' || (typed == 'n' && next_lab()))
            return true;
        if (typed == 'h')
            show("hint");
        if (typed == 'l')
            show("list");
    }
    return false;
}

int main(int argc, char **argv)
{
    struct topic t;
    paths_init(argv[0]);
    arguments_check(argc, argv, 0, 1, "watch [LAB]");
    topic_choose(&t, argc, argv);
    snprintf(lab, sizeof lab, "%s", t.guide.lab);
    changes_begin();
    screen_init();
    if (isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL)
        setenv("CLICOLOR_FORCE", "1", 1);
    do
        while (!test())
            continue;
    while (wait_for_work());
    printf("\n");
    return 0;
}

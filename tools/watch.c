/* watch.c - test again whenever a program is saved.
 *
 * usage: watch [LAB]
 *
 * Without LAB it goes on where the student stopped, and follows to another lab
 * when a file of that one is saved. Only what the change touches is tested, in
 * one build; `make test` tests all. On a terminal the screen is written over and
 * a key works at once; elsewhere output follows on output. */
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "changes.h"
#include "channel.h"
#include "command.h"
#include "labs.h"
#include "paths.h"
#include "screen.h"
#include "student.h"

static const char keys[] = "h hint  n next  l list  q quit";

static char lab[64];
static bool only_this_lab;
static bool server_dirty = true, client_dirty = true; /* not tested since */
static bool no_keys;                                  /* stdin is at its end */

/* --- events -------------------------------------------------------------- */

/* Was a program saved that is ours to test? Then it is dirty. */
static bool note_save(void)
{
    bool touched[2];
    const char *saved = changes_look(touched);
    if (saved == NULL || (only_this_lab && strcmp(saved, lab) != 0))
        return false;
    bool other = strcmp(saved, lab) != 0;
    snprintf(lab, sizeof lab, "%s", saved);
    server_dirty |= touched[0] || other;
    client_dirty |= touched[1] || other;
    return true;
}

/* Wait until this descriptor has something to say; false if a save came. */
static bool no_save(int fd)
{
    struct pollfd waits[] = {{.fd = changes_fd(), .events = POLLIN},
                             {.fd = fd, .events = POLLIN}};
    poll(waits, 2, changes_patience());
    return !note_save();
}

/* The next key, or 0 for a save. Keys typed while a test ran wait until now. */
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

/* --- testing ------------------------------------------------------------- */

/* A lab that does not compile is a failure that the suites tell of, in the
 * compiler's words. Here *said is what make said if it could not do its work. */
static bool compile(char **said)
{
    int status;
    char target[96];
    char *argv[] = {"make", "-s", "-C", (char *)path_root(), target, NULL};
    snprintf(target, sizeof target, "programs/%s", lab);
    bool done = command_run(argv, no_save, said, &status);
    if (!done || status == 0) {
        free(*said);
        *said = NULL;
    }
    return done;
}

static bool run_suites(char **said)
{
    int status;
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
    return command_run(argv, no_save, said, &status);
}

/* Test what is dirty, and show it; false if a save broke it off. */
static bool test(void)
{
    char *said, status[160];
    long long began = milliseconds();
    topic_keep(lab);
    snprintf(status, sizeof status, "testing %s", lab);
    screen_status(status);
    if (!compile(&said))
        return false;
    long long compiled = milliseconds();
    bool done = said || run_suites(&said);
    if (done) {
        long long tested = milliseconds();
        server_dirty = client_dirty = false;
        screen_paint(said);
        snprintf(status, sizeof status,
                 "%s  compile %lld ms, test %lld ms   %s", lab,
                 compiled - began, tested - compiled, keys);
        screen_status(status);
    }
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
    screen_status(keys);
    free(said);
}

/* To the next lab that is not done; false if there is none behind this one. */
static bool next_lab(void)
{
    const char *next;
    bool behind = false;
    for (int i = 0; (next = labs_here(i)) != NULL; i++) {
        struct topic t;
        char *args[] = {"watch", (char *)next, NULL};
        topic_choose(&t, 2, args);
        if (behind && t.step > 0) {
            snprintf(lab, sizeof lab, "%s", next);
            server_dirty = client_dirty = true;
            return true;
        }
        behind |= strcmp(next, lab) == 0;
    }
    screen_status(
        "no lab behind this one is left to do   h hint  l list  q quit");
    return false;
}

/* Wait, and do what keys ask for, until there is something to test (true) or the
 * student has enough (false). */
static bool wait_for_work(void)
{
    for (int typed; (typed = next_event()) != 'q';) {
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
    topic_choose(&t, argc, argv);
    only_this_lab = argc > 1 && *argv[1];
    snprintf(lab, sizeof lab, "%s", t.guide.lab);
    changes_begin();
    screen_init();
    if (isatty(STDOUT_FILENO) && getenv("NO_COLOR") == NULL)
        setenv("CLICOLOR_FORCE", "1", 1);
    do
        while (!test())
            continue;
    while (wait_for_work());
    screen_paint("");
    return 0;
}

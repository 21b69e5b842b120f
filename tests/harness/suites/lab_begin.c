/* lab_begin.c - see lab_run.h: what is known of a lab before it is tested. */
#include <stdio.h>
#include <unistd.h>

#include "lab_run.h"
#include "paths.h"

/* Note which step of this program is still to be written, if it is the
 * first. */
static void note_todo(struct lab_run *lab, const struct source *s)
{
    int todo = source_first_todo(s);
    if (todo && (lab->todo == 0 || todo < lab->todo))
        lab->todo = todo;
}

/* Where the steps of its programs lie, and which are written. What cannot be
 * read, make reports. */
static void read_programs(struct lab_run *lab, const char *name)
{
    char path[PATH_MOST], relative[128];
    struct source client;
    snprintf(relative, sizeof relative, "%s/client.c", name);
    if (access(path_of(path, relative), R_OK) == 0 &&
        source_read(&client, path)) {
        note_todo(lab, &client);
        source_free(&client);
    }
    snprintf(relative, sizeof relative, "%s/server.c", name);
    if (access(path_of(path, relative), R_OK) == 0 &&
        source_read(&lab->server, path)) {
        note_todo(lab, &lab->server);
        source_steps(&lab->server);
    }
}

/* Read the lab's hints, its last scores, and where its server's steps lie. */
static bool read_about(struct lab_run *lab, const struct suite *suite)
{
    if (!guide_read(&lab->guide, suite->lab))
        return false;
    if (!run.given)
        score_load(&lab->before, &lab->guide);
    read_programs(lab, suite->lab);
    if (lab->guide.count != suite->steps)
        fprintf(stderr,
                "tests/%s/hints.md: %d steps, but tests/%.5s.c has %d\n",
                suite->lab, lab->guide.count, suite->lab, suite->steps);
    return lab->guide.count == suite->steps;
}

bool lab_begin(struct lab_run *lab, int first)
{
    const struct suite *suite = run.list.of[first].suite;
    *lab = (struct lab_run){
        .first = first, .begin = first, .end = first, .batch = {.fd = -1}};
    while (first + lab->count < run.list.count &&
           run.list.of[first + lab->count].suite == suite)
        lab->count++;
    return read_about(lab, suite);
}

/* check_programs.c - see check.h: the programs of a check. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "held.h"
#include "source.h"
#include "waiting.h"

static bool line_came(void *arg)
{
    struct program *p = arg;
    return (p->out.in_len && memchr(p->out.in, '\n', p->out.in_len)) ||
           p->out.ended;
}

static bool read_address(struct check *k)
{
    pump_until(line_came, &k->server, QUIET);
    channel_text(&k->server.out);
    char *colon;
    if (sscanf(k->server.out.in, "listening on %79s", k->address) != 1 ||
        (colon = strrchr(k->address, ':')) == NULL) {
        const char *said = program_stderr(&k->server);
        if (k->cast.foreign_server && k->options.descriptors > 0)
            check_cannot(k, CAST_NEEDS_DESCRIPTORS);
        check_fail(k,
                   "the server does not print `listening on ADDRESS:PORT`, "
                   "but: '%.*s', and on stderr: '%.*s'",
                   (int)strcspn(k->server.out.in, "\n"), k->server.out.in,
                   (int)strcspn(said, "\n"), said);
        return false;
    }
    k->port = atoi(colon + 1);
    channel_take(&k->server.out, strcspn(k->server.out.in, "\n") + 1);
    return true;
}

void check_fault(struct check *k, struct fault f)
{
    k->options.faults.of[k->options.faults.count++] = f;
}

/* Can the faults that are planned come to this program? If not, the check says
 * why. */
static bool meets_faults(struct check *k, const struct program *p)
{
    const char *why = k->options.faults.count > 0 ? program_untraced(p) : NULL;
    if (why)
        check_cannot(k, why);
    return why == NULL;
}

static bool start_server(struct check *k, const char *argument)
{
    char *argv[] = {"./server", (char *)argument, NULL};
    snprintf(k->server_line, sizeof k->server_line, "./server %s",
             argument ? argument : "");
    k->met_foreign |= k->cast.foreign_server;
    k->options.leaks = false; /* it is stopped, and leaks are told at an end */
    struct program_options options = k->options;
    if (options.descriptors > 0)
        options.descriptors += held_for_itself(k->cast.server, argv, &options);
    if (program_start(&k->server, k->cast.server, argv, &options))
        return meets_faults(k, &k->server);
    check_fail(k, "the harness could not start the server");
    return false;
}

bool check_server(struct check *k, const char *argument)
{
    return start_server(k, argument) && read_address(k);
}

/* Is there a todo() with these words, outside of a mark? */
static bool has_todo(const char *path, const char *todo)
{
    struct source s;
    bool found = false;
    if (!source_read(&s, path))
        return false;
    for (int line = 1; line <= s.count; line++)
        found |=
            strstr(s.lines[line], todo) && !strstr(s.lines[line], "SOLUTION");
    source_free(&s);
    return found;
}

bool check_names_error(struct program *p, const char *call, int error)
{
    return text_complains(program_stderr(p), call, error);
}

bool check_is_written(struct check *k, int step)
{
    if (k->cast.foreign_server || k->cast.foreign_client)
        return true;
    static const char *const programs[] = {"server", "client"};
    const char *const built[] = {k->cast.server, k->cast.client};
    char relative[256], path[PATH_MOST + 2], todo[32];
    snprintf(todo, sizeof todo, "todo(\"step %d:", step);
    for (int i = 0; i < 2; i++) {
        snprintf(relative, sizeof relative, "%s/%s.c", k->cast.lab,
                 programs[i]);
        snprintf(path, sizeof path, "%s.c", built[i]); /* beside it */
        if (access(path, R_OK) == -1)
            path_of(path, relative);
        if (has_todo(path, todo))
            return false;
    }
    return true;
}

static bool is_so_far(void *arg)
{
    struct program *p = arg;
    const char *what;
    return line_came(p) || program_todo(p, &what) > 0 || program_ended(p);
}

bool check_server_so_far(struct check *k, const char *argument)
{
    const char *what;
    k->options.todo_waits = true;
    if (!start_server(k, argument))
        return false;
    pump_until(is_so_far, &k->server, QUIET);
    int todo = program_todo(&k->server, &what);
    if (todo > 0 && todo <= k->step)
        check_fail(k, "step %d is still to be written", todo);
    return todo > 0 ? todo > k->step : read_address(k);
}

bool check_client(struct check *k, const char *a, const char *b, const char *c)
{
    char *argv[] = {"./client", (char *)a, (char *)b, (char *)c, NULL};
    snprintf(k->client_line, sizeof k->client_line, "./client %s %s %s",
             a ? a : "", b ? b : "", c ? c : "");
    k->met_foreign |= k->cast.foreign_client;
    k->options.leaks = true;
    if (program_start(&k->client, k->cast.client, argv, &k->options))
        return meets_faults(k, &k->client);
    check_fail(k, "the harness could not start the client");
    return false;
}

void check_stop_server(struct check *k)
{
    if (k->server.box) {
        check_note_todo(k, &k->server);
        program_free(&k->server);
    }
    k->server.box = 0;
}

void check_patience(struct check *k, struct program *p, long told,
                    bool (*gave_up)(void *), void *arg)
{
    long ms = waiting_ms(p, told, gave_up, arg);
    if (ms == WAITS_FOR_EVER)
        check_fail(k,
                   "no answer comes, and after %ld ms it still waits; it is "
                   "to wait %ld ms",
                   2 * told, told);
    else if (!waiting_fits(p, ms, told))
        check_fail(k, "no answer comes, and it waits %ld ms; it is to wait %ld",
                   ms, told);
}

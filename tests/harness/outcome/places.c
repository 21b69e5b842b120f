/* places.c - where calls stand in a program's source: calls.h.
 *
 * A call is known by the stack that it was made from: stack_log.h. Or, if the
 * spy has noted it, by two return addresses: its own, and that of the function
 * around it, which may be a helper. We ask addr2line(1), which comes with the
 * compiler, for all addresses at once. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ask.h"
#include "calls.h"
#include "must.h"
#include "paths.h"
#include "source.h"

/* The place of a stack has its number; the place above has that number and
 * STACKS more. No address is as low as that. */
enum { ADDRESSES_MOST = 256, PLACES_MOST = ADDRESSES_MOST + 2 * STACKS + 1 };

/* ...and this is the place that a sanitizer's report tells of. */
static const uint64_t of_report = UINT64_MAX;

static bool is_address(const struct calls *c, uint64_t from)
{
    return from > c->base && from > 2 * STACKS;
}

/* --- sources -------------------------------------------------------------- */

/* The kit's helpers: "/.../lab03-accept-recv/../common/send_all.c". */
static bool is_in_common(const char *path)
{
    static const char folder[] = "/common";
    const char *slash = strrchr(path, '/');
    size_t len = sizeof folder - 1, before = slash ? (size_t)(slash - path) : 0;
    return before >= len && strncmp(slash - len, folder, len) == 0;
}

/* Is a source not the student's? These are the kit's helpers, and the sources
 * of a C library or a sanitizer that was linked into the program. */
static bool is_foreign(const char *path)
{
    static const char *const parts[] = {"/tests/harness/", "/libsanitizer/",
                                        "/compiler-rt/", "/sysdeps/"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strstr(path, parts[i]))
            return true;
    return *path != '/' || is_in_common(path);
}

/* The step of a program's source that this line belongs to; 0: none. */
static int step_at(const char *path, int line)
{
    struct source source;
    int step = 0;
    if (access(path, R_OK) == -1 || !source_read(&source, path))
        return 0;
    source_steps(&source);
    for (int k = 1; k <= STEPS_MOST; k++)
        if (source.steps[k].first > 0 && line >= source.steps[k].first &&
            line <= source.steps[k].last)
            step = k;
    source_free(&source);
    return step;
}

static void set_place(struct place *p, const char *path, int line)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    if (*name == '\0')
        return;
    snprintf(p->file, sizeof p->file, "%.60s", name);
    p->line = line;
    p->step = step_at(path, line);
}

/* --- addresses ------------------------------------------------------------ */

static bool has_place(const struct calls *c, uint64_t address)
{
    for (int i = 0; i < c->place_count; i++)
        if (c->places[i].address == address)
            return true;
    return false;
}

static void add_addresses(struct calls *c, const struct spy_call *call)
{
    for (int i = 0; i < 2; i++)
        if (is_address(c, call->from[i]) && c->place_count < ADDRESSES_MOST &&
            !has_place(c, call->from[i]))
            c->places[c->place_count++].address = call->from[i];
}

static void add_all_addresses(struct calls *c)
{
    for (int i = 0; i < c->count; i++)
        add_addresses(c, &c->of[i]);
    for (int i = 0; i < c->other_count; i++)
        add_addresses(c, &c->others[i]);
    add_addresses(c, &c->now);
}

/* Take a line of addr2line: "/.../lab03-accept-recv/server.c:62". If the place
 * is not known, the line number is 0 or "?". */
static void take_answer(struct place *p, char *said)
{
    char *colon = strrchr(said, ':');
    int line = colon ? atoi(colon + 1) : 0;
    if (line <= 0)
        return;
    *colon = '\0';
    if (!is_foreign(said))
        set_place(p, said, line);
}

/* The call lies before its return address: so - 1. */
static void ask_addresses(struct calls *c)
{
    char *argv[] = {"addr2line", "-e", (char *)c->program, NULL}, *text, *rest;
    size_t len;
    FILE *out = must_open_memstream(&text, &len);
    for (int i = 0; i < c->place_count; i++)
        fprintf(out, "0x%" PRIx64 "\n", c->places[i].address - c->base - 1);
    must_fclose(out);
    char *said = ask_tool(argv, text, len);
    char *line = strtok_r(said, "\n", &rest);
    for (int i = 0; line && i < c->place_count; i++) {
        take_answer(&c->places[i], line);
        line = strtok_r(NULL, "\n", &rest);
    }
    free(said);
    free(text);
}

/* --- stacks --------------------------------------------------------------- */

/* Take a frame. The innermost frame of a stack becomes its place, the next one
 * the place above. */
static void take_frame(struct calls *c, uint64_t stack, const char *path,
                       int line)
{
    uint64_t key = has_place(c, stack) ? stack + STACKS : stack;
    if (stack == STACK_NONE || stack > STACKS || is_foreign(path) ||
        has_place(c, key) || c->place_count == PLACES_MOST)
        return;
    struct place *p = &c->places[c->place_count++];
    p->address = key;
    set_place(p, path, line);
}

/* tests/build/frames says "STACK LINE PATH" for each frame. */
static void ask_stacks(struct calls *c)
{
    char tool[PATH_MOST], *rest;
    char *argv[] = {path_of(tool, "tests/build/frames"), (char *)c->program,
                    NULL};
    char *said = ask_tool(argv, c->stacks, stack_log_length(c->stacks));
    for (char *text = strtok_r(said, "\n", &rest); text;
         text = strtok_r(NULL, "\n", &rest)) {
        uint64_t stack;
        int line, path = 0;
        if (sscanf(text, "%" SCNu64 " %d %n", &stack, &line, &path) == 2)
            take_frame(c, stack, text + path, line);
    }
    free(said);
}

/* --- reports -------------------------------------------------------------- */

/* The file in a line of a report, which it shortens; the line number, or 0:
 *     #1 0x55fa40aa134f in echo /lab03-accept-recv/server.c:59:12
 * /lab03-accept-recv/server.c:59:12: runtime error: ... */
static int line_in_report(char *text, char **path)
{
    char *frame = strstr(text, "    #") == text ? strstr(text, " in ") : NULL;
    char *end = strstr(text, ": runtime error: ");
    if (frame == NULL && end == NULL)
        return 0;
    *path = frame ? strrchr(frame, ' ') + 1 : text;
    if (end)
        *end = '\0';
    char *colon = strchr(*path, ':');
    if (colon == NULL)
        return 0;
    *colon = '\0';
    return atoi(colon + 1);
}

/* The first frame in a file of the student's. */
static void take_report(struct calls *c, const char *report)
{
    char *copy = must_strdup(report), *rest, *path;
    for (char *text = strtok_r(copy, "\n", &rest); text;
         text = strtok_r(NULL, "\n", &rest)) {
        int line = line_in_report(text, &path);
        if (line <= 0 || is_foreign(path) || c->place_count == PLACES_MOST)
            continue;
        struct place *p = &c->places[c->place_count++];
        p->address = of_report;
        set_place(p, path, line);
        break;
    }
    free(copy);
}

/* --- all of them ---------------------------------------------------------- */

static int by_address(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return x->address < y->address ? -1 : x->address > y->address;
}

void calls_resolve(struct calls *c, const char *report)
{
    if (c->places)
        return;
    c->places = must_calloc(PLACES_MOST, sizeof *c->places);
    add_all_addresses(c);
    if (c->place_count > 0)
        ask_addresses(c);
    if (c->stacks)
        ask_stacks(c);
    free(c->stacks);
    c->stacks = NULL;
    if (report)
        take_report(c, report);
    qsort(c->places, (size_t)c->place_count, sizeof *c->places, by_address);
}

static const struct place *place_of(const struct calls *c, uint64_t address)
{
    struct place key = {.address = address};
    const struct place *p = bsearch(&key, c->places, (size_t)c->place_count,
                                    sizeof key, by_address);
    return p && *p->file ? p : NULL;
}

const struct place *call_place(const struct calls *c,
                               const struct spy_call *call)
{
    const struct place *p = place_of(c, call->from[0]);
    return p ? p : place_of(c, call->from[1]);
}

const struct place *report_place(const struct calls *c)
{
    return place_of(c, of_report);
}

const struct place *call_place_above(const struct calls *c,
                                     const struct spy_call *call)
{
    uint64_t stack = call->from[0];
    return stack > 0 && stack <= STACKS ? place_of(c, stack + STACKS) : NULL;
}

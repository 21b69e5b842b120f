/* frames.c - see frames.h: what tests/build/frames says. */
#include "frames.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ask.h"
#include "paths.h"

/* "STACK LINE PATH" */
static bool take_line(const char *text, const struct stack_log *log,
                      struct frame *f)
{
    int path = 0;
    if (sscanf(text, "%" SCNu32 " %d %n", &f->stack, &f->line, &path) != 2)
        return false;
    f->path = text + path;
    return path > 0 && f->stack != STACK_NONE && f->stack <= log->count;
}

void frames_each(const struct stack_log *log, const char *program,
                 void (*what)(void *arg, const struct frame *frame), void *arg)
{
    char tool[PATH_MOST];
    if (access(path_of(tool, "tests/build/frames"), X_OK) == -1) {
        frames_scan(log, program, what, arg);
        return;
    }
    char *argv[] = {tool, (char *)program, NULL}, *rest;
    char *said = ask_tool(argv, log, stack_log_length(log));
    for (char *line = strtok_r(said, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        struct frame f = {0};
        if (take_line(line, log, &f))
            what(arg, &f);
    }
    free(said);
}

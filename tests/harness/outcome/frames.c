/* frames.c - see frames.h: what tests/build/frames says. */
#include "frames.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ask.h"
#include "paths.h"

/* "STACK OWN LINE FUNCTION PATH" */
static bool take_line(char *text, const struct stack_log *log, struct frame *f)
{
    int own, function = 0, end = 0, path = 0;
    if (sscanf(text, "%" SCNu32 " %d %d %n%*s%n %n", &f->stack, &own, &f->line,
               &function, &end, &path) != 3 ||
        path == 0 || f->stack == STACK_NONE || f->stack > log->count)
        return false;
    text[end] = '\0';
    f->own = own;
    f->path = text + path;
    f->function = strcmp(text + function, "-") == 0 ? "" : text + function;
    if (strcmp(f->path, "-") == 0 || f->line <= 0) {
        f->path = "";
        f->line = 0;
    }
    return true;
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

/* edit.c - see edit.h. */
#include "edit.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paths.h"
#include "wine.h"

/* Write text with its only OLD replaced; false if there is not just one. */
static bool write_edited(const char *text, const char *change, const char *path)
{
    const char *arrow = strstr(change, " -> ");
    char *old = strndup(change, (size_t)(arrow - change));
    const char *at = strstr(text, old);
    bool once = at && strstr(at + 1, old) == NULL;
    FILE *file = once ? fopen(path, "we") : NULL;
    if (file)
        fprintf(file, "%.*s%s%s", (int)(at - text), text, arrow + 4,
                at + strlen(old));
    free(old);
    return file && fclose(file) == 0;
}

/* The compiler's words go to our stderr: an edit that does not compile is a
 * mistake in the conversation. */
static bool compile(const char *source, const char *program)
{
    char common[PATH_MOST], helpers[PATH_MOST], include[PATH_MOST + 2];
    const char *cc = getenv("CC");
    bool windows = wine_runs(program);
    path_of(common, "common");
    path_of(helpers, windows ? "tests/build/windows/helpers.a"
                             : "tests/build/helpers.a");
    snprintf(include, sizeof include, "-I%s", common);
    const char *argv[] = {windows     ? "x86_64-w64-mingw32-gcc"
                          : cc && *cc ? cc
                                      : "cc",
                          "-D_POSIX_C_SOURCE=200809L",
                          include,
                          "-std=c11",
                          "-w",
                          "-o",
                          program,
                          source,
                          helpers,
                          windows ? "-lws2_32" : NULL,
                          NULL};
    extern char **environ;
    pid_t pid;
    int status;
    return posix_spawnp(&pid, argv[0], NULL, NULL, (char **)argv, environ) ==
               0 &&
           waitpid(pid, &status, 0) == pid && status == 0;
}

bool edit_build(const char *source, const char *change, const char *program,
                char **problem)
{
    char edited[PATH_MOST + 2];
    snprintf(edited, sizeof edited, "%s.c", program);
    char *text = path_read(source);
    int written = 0;
    *problem = NULL;
    if (text == NULL)
        written = asprintf(problem, "%s: %s", source, strerror(errno));
    else if (!write_edited(text, change, edited))
        written = asprintf(problem, "not exactly once in %s: '%.*s'",
                           source + strlen(path_root()) + 1,
                           (int)(strstr(change, " -> ") - change), change);
    else if (!compile(edited, program))
        written = asprintf(problem, "does not compile after the edit");
    if (written == -1)
        exit(1);
    free(text);
    return *problem == NULL;
}

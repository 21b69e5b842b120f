/* play_main.c - play the conversations of Markdown files, without Criterion.
 *
 * usage: play [--times | --server PROGRAM | --client PROGRAM] FILE.md...
 *
 * The lab is the labNN-... in the file's path. Each conversation is played with
 * both builds (with faults, only with the sanitized one), or with PROGRAM in
 * place of the lab's own; excerpts are compared. --times prints the
 * milliseconds of each conversation. Exit status: 1 if anything failed, 2 if a
 * file is not understood, 70 if the tests themselves lack something. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "document.h"
#include "explain.h"
#include "lack.h"
#include "must.h"
#include "paths.h"
#include "play.h"
#include "pump.h"
#include "tell.h"

/* "lab03-accept-recv" out of a path, malloc'ed; NULL if there is none. */
static char *lab_of(const char *path)
{
    const char *found = NULL;
    for (const char *at = path; (at = strstr(at, "lab0")); at++)
        found = at;
    return found ? must_strndup(found, strcspn(found, "/.")) : NULL;
}

/* Programs that are played instead of the lab's own; NULL: none. */
static const char *other_server, *other_client;
static bool times;

static int play_one(const struct conversation *c, const char *lab)
{
    struct cast casts[2];
    struct outcome end = {.verdict = PASS};
    int builds = other_server || other_client ? 1 : 2;
    long long start = milliseconds();
    cast_plain(&casts[0], lab);
    cast_sanitized(&casts[1], lab);
    if (other_server)
        snprintf(casts[0].server, PATH_MOST, "%s", other_server);
    if (other_client)
        snprintf(casts[0].client, PATH_MOST, "%s", other_client);
    for (int i = 0; i < builds && end.verdict == PASS; i++)
        end = play(c, &casts[i], NULL, NULL);
    lack_excuses(&end);
    if (end.verdict == NOT_CHECKED && end.why == HARNESS_LACKS)
        lack_end();
    explain(&end);
    if (times)
        printf("%5lld  ", milliseconds() - start);
    printf("%-5s %s (%s:%d)\n%s", verdict_word(end.verdict), c->title, c->file,
           c->number, end.story ? "\n" : "");
    tell_failure(stdout, lab, &end);
    if (end.story && end.verdict != FAIL)
        putchar('\n');
    fflush(stdout);
    outcome_free(&end);
    return end.verdict != PASS;
}

static int play_file(const char *file)
{
    struct document d;
    int failed = 0;
    char *lab = lab_of(file);
    if (lab == NULL) {
        fprintf(stderr, "%s: no labNN-... in this path\n", file);
        return 2;
    }
    if (!document_read(&d, file)) {
        free(lab);
        return 2;
    }
    for (int i = 0; i < d.excerpt_count; i++) {
        char *problem = excerpt_problem(d.file, &d.excerpts[i], path_root());
        if (problem)
            printf("FAIL  %s\n", problem);
        failed |= problem != NULL;
        free(problem);
    }
    for (int i = 0; i < d.conversation_count; i++)
        failed |= play_one(&d.conversations[i], lab);
    document_free(&d);
    free(lab);
    return failed;
}

static const char usage[] =
    "play [--times | --server PROGRAM | --client PROGRAM] FILE.md...";

int main(int argc, char **argv)
{
    int status = 0;
    paths_init(argv[0]);
    if (argc > 2 && strcmp(argv[1], "--server") == 0)
        other_server = argv[2];
    if (argc > 2 && strcmp(argv[1], "--client") == 0)
        other_client = argv[2];
    times = argc > 1 && strcmp(argv[1], "--times") == 0;
    int options = times ? 1 : other_server || other_client ? 2 : 0;
    arguments_check(argc - options, argv + options, 1, INT_MAX, usage);
    for (int i = options + 1; i < argc; i++) {
        int result = play_file(argv[i]);
        status = result > status ? result : status;
    }
    return status;
}

/* play_main.c - play the conversations of Markdown files, without Criterion.
 *
 * usage: play [--times | [--untraced] --server PROGRAM | --client PROGRAM]
 *             FILE.md...
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
static bool times, untraced;

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
    casts[0].untraced = casts[1].untraced = untraced;
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
    "play [--times | [--untraced] --server PROGRAM | --client PROGRAM] "
    "FILE.md...";

/* How many words this option takes; 0: it is none. */
static int take(char **words, int count)
{
    const char **programs[] = {&other_server, &other_client};
    static const char *const names[] = {"--server", "--client"};
    times |= strcmp(words[0], "--times") == 0;
    untraced |= strcmp(words[0], "--untraced") == 0;
    if (strcmp(words[0], "--times") == 0 || strcmp(words[0], "--untraced") == 0)
        return 1;
    for (int i = 0; i < 2 && count > 1; i++) {
        if (strcmp(words[0], names[i]) != 0)
            continue;
        *programs[i] = words[1];
        return 2;
    }
    return 0;
}

int main(int argc, char **argv)
{
    int status = 0, words;
    paths_init(argv[0]);
    while (argc > 1 && (words = take(argv + 1, argc - 1)) > 0) {
        argc -= words;
        argv += words;
    }
    arguments_check(argc, argv, 1, INT_MAX, usage);
    for (int i = 1; i < argc; i++) {
        int result = play_file(argv[i]);
        status = result > status ? result : status;
    }
    return status;
}

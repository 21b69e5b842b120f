/* windows_main.c - hold the Windows programs to the labs' conversations.
 *
 * usage: windows-suites [--repeat N] [LAB]
 *
 * Where the harness plays the other end of the wire, the program under test is
 * the Windows one. Where server and client are both real, the conversation is
 * played three times: a Windows server with a native client, a native server
 * with a Windows client, and two Windows programs. Then wrong command lines are
 * given to both. Windows programs are run by Wine.
 *
 * With --repeat only the pairs are played, N times each.
 *
 * Some conversations are marked: Wine cannot show what Windows does there, or
 * only POSIX does so. They are not played, but listed. Exit status 1 if
 * anything failed, 2 if nothing could be played. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "arguments.h"
#include "bad_input.h"
#include "jobs.h"
#include "labs.h"
#include "lack.h"
#include "marks.h"
#include "paths.h"

enum { TOLD = 5 }; /* failures that are told whole */

static const char *const hows[] = {
    "Windows program", "Windows server, native client",
    "native server, Windows client", "both on Windows", "the same bad input"};

static struct scenario_list list;
static struct jobs jobs;

/* --- telling -------------------------------------------------------------- */

static int count(const char *lab, enum how how, enum verdict v)
{
    int sum = 0;
    for (int i = 0; i < jobs.count; i++)
        sum += (lab == NULL || strcmp(jobs.of[i].lab, lab) == 0) &&
               (how == HOWS || jobs.of[i].how == how) &&
               jobs.of[i].verdict == v;
    return sum;
}

static void put_cell(int passed, int failed)
{
    char text[32] = "-";
    if (passed + failed > 0)
        snprintf(text, sizeof text, "%d", passed);
    if (failed > 0)
        snprintf(text, sizeof text, "%d of %d", passed, passed + failed);
    printf("%11s", text);
}

static void put_table(void)
{
    const char *lab;
    printf("%-18s%11s%11s%11s%11s%11s\n", "", "Windows", "Windows s.",
           "native s.", "both on", "same bad");
    printf("%-18s%11s%11s%11s%11s%11s\n", "", "program", "native c.",
           "Windows c.", "Windows", "input");
    for (int i = 0; (lab = labs_here(i)) != NULL; i++) {
        if (count(lab, HOWS, PASS) + count(lab, HOWS, FAIL) == 0)
            continue;
        printf("%-18s", lab);
        for (enum how how = 0; how < HOWS; how++)
            put_cell(count(lab, how, PASS),
                     count(lab, how, FAIL) + count(lab, how, NOT_CHECKED));
        printf("\n");
    }
}

static void put_story(const struct job *job)
{
    char text[512];
    ssize_t len;
    printf("\n%s  %s (%s)\n\n",
           job->verdict == NOT_CHECKED ? "----" : verdict_word(job->verdict),
           job->s ? job->s->title : bad_input_command(job->input),
           hows[job->how]);
    lseek(job->story, 0, SEEK_SET);
    while ((len = read(job->story, text, sizeof text)) > 0)
        fwrite(text, 1, (size_t)len, stdout);
    printf("\n");
}

/* The first failures whole, or all of them (whole); the others by name. */
static void put_failures(bool whole)
{
    int told = 0;
    for (int i = 0; i < jobs.count; i++) {
        struct job *job = &jobs.of[i];
        if (job->verdict == PASS)
            continue;
        if (told++ < TOLD || whole)
            put_story(job);
        else
            printf("%s  %s: %s (%s)\n", verdict_word(job->verdict), job->lab,
                   job->s ? job->s->title : bad_input_command(job->input),
                   hows[job->how]);
    }
}

/* Returns how many have failed. */
static int put_sum(void)
{
    int passed = count(NULL, HOWS, PASS),
        unfit = count(NULL, HOWS, NOT_CHECKED),
        failed = jobs.count - passed - unfit;
    if (unfit > 0)
        printf("\n%d not checked", unfit);
    printf("\n%d passed, %d failed\n", passed, failed);
    return failed;
}

/* Read --repeat N and remove it. */
static void take_repeat(int *argc, char ***argv)
{
    if (*argc <= 2 || strcmp((*argv)[1], "--repeat") != 0)
        return;
    jobs.repeat = atoi((*argv)[2]);
    if (jobs.repeat < 1) {
        fprintf(stderr, "REPEAT=%s: it is a number from 1 on\n", (*argv)[2]);
        exit(2);
    }
    *argv += 2;
    *argc -= 2;
}

int main(int argc, char **argv)
{
    paths_init(argv[0]);
    take_repeat(&argc, &argv);
    arguments_check(argc, argv, 0, 1, "windows-suites [--repeat N] [LAB]");
    const char *lab = argc > 1 ? argv[1] : "";
    if (!scenarios_read_for_windows(&list, lab))
        return 2;
    jobs_add(&jobs, &list, lab);
    if (jobs.count == 0) {
        fprintf(stderr, "LAB=%s: there is no %s to play\n", lab,
                jobs.repeat ? "pair of programs" : "conversation");
        return 2;
    }
    if (lack_look_first(false))
        lack_end();
    if (!jobs_play(&jobs))
        return 2;
    put_table();
    put_failures(*lab != '\0');
    if (jobs.repeat == 0)
        marks_put(&list);
    return put_sum() == 0 ? 0 : 1;
}

/* windows_main.c - hold the Windows programs to the labs' conversations.
 *
 * usage: windows-suites [--repeat N] [LAB]
 *
 * Where the harness plays the other end of the wire, the program under test is
 * the Windows one. Where server and client are both real, the conversation is
 * played three times: a Windows server with a native client, a native server
 * with a Windows client, and two Windows programs. Then what is typed wrongly
 * is typed to both. Windows programs are run by Wine.
 *
 * With --repeat only the pairs are played, N times each.
 *
 * What Wine cannot tell of Windows, and what is POSIX's alone, is marked in the
 * conversations; it is not played, and listed. Exit status 1 if anything
 * failed, 2 if nothing could be played. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arguments.h"
#include "bad_input.h"
#include "explain.h"
#include "labs.h"
#include "lack.h"
#include "must.h"
#include "paths.h"
#include "scenario.h"
#include "wine.h"

/* A Windows program is given more time than one that has nobody between it and
 * the kernel. So many are run at once on each processor. */
enum {
    PATIENCE = 5,
    SECONDS = 60,
    JOBS_EACH = 3,
    TOLD = 5,
    TRIES = 5,
    WORTH_IT = 100
};

enum how { ALONE, SERVER, CLIENT, BOTH, INPUT, HOWS };
static const char *const hows[] = {
    "Windows program", "Windows server, native client",
    "native server, Windows client", "both on Windows", "the same bad input"};

struct job {
    enum how how;
    const char *lab;
    const struct scenario *s; /* INPUT: NULL */
    int input;                /* INPUT: which one */
    pid_t pid;
    FILE *story; /* where its process writes what happened */
    bool played;
    enum verdict verdict;
};

static struct job *jobs;
static int job_count, repeat;
static bool wine_failed; /* it has ended by itself, with all its programs */
static struct scenario_list list;

/* --- what is not played --------------------------------------------------- */

/* The text of the first line of one of these kinds; NULL: there is none. */
static const char *mark_of(const struct conversation *c, enum line_kind kind,
                           const char *otherwise)
{
    for (int i = 0; i < c->count; i++)
        if (c->lines[i].kind == kind)
            return otherwise ? otherwise : c->lines[i].text;
    return NULL;
}

/* Why it says nothing about Windows; NULL: it does. */
static const char *posix_alone(const struct conversation *c)
{
    const char *why = mark_of(c, NOT_WINDOWS, NULL);
    if (why == NULL)
        why = mark_of(c, LIMIT, "there is no limit of descriptors to be set");
    if (why == NULL)
        why = mark_of(c, FAULT, "no spy there can make a call fail");
    return why;
}

/* Why it would say nothing if Wine played it. */
static const char *beyond_wine(const struct conversation *c)
{
    const char *why = mark_of(c, NOT_WINE, NULL);
    if (why == NULL)
        why = mark_of(c, NO_STDIN,
                      "where there is no stdin, it makes one of a file");
    return why;
}

/* It is played, and passes; but what it shows is the network's doing, and with
 * Wine that is Linux's. */
static const char *as_linux(const struct conversation *c)
{
    return mark_of(c, WINE_AS_LINUX, NULL);
}

/* --- what is played ------------------------------------------------------- */

static void add(struct job job)
{
    jobs = must_realloc(jobs, (size_t)(job_count + 1) * sizeof job);
    jobs[job_count++] = job;
}

static void add_scenario(const struct scenario *s)
{
    struct job job = {.lab = s->suite->lab, .s = s};
    bool pair = scenario_uses(s, "server") && scenario_uses(s, "client");
    if (posix_alone(s->talk) || beyond_wine(s->talk))
        return;
    for (int i = 0; i < (repeat ? repeat : 1) && pair && !s->talk->windows; i++)
        for (job.how = SERVER; job.how <= BOTH; job.how++)
            add(job);
    if (repeat == 0 && (!pair || s->talk->windows))
        add(job);
}

static void add_inputs(const char *lab)
{
    struct job job = {.how = INPUT, .lab = lab};
    for (job.input = 0; bad_input_command(job.input); job.input++)
        if (bad_input_is_for(lab, job.input))
            add(job);
}

static void add_all(const char *chosen)
{
    const char *lab;
    for (int i = 0; i < list.count; i++)
        add_scenario(&list.of[i]);
    for (int i = 0; (lab = labs_here(i)) != NULL && repeat == 0; i++)
        if (strncmp(lab, chosen, strlen(chosen)) == 0)
            add_inputs(lab);
}

/* --- playing -------------------------------------------------------------- */

static enum verdict play_job(const struct job *job, char **story)
{
    struct cast cast;
    if (job->how == INPUT)
        return bad_input_run(job->lab, job->input, story);
    cast_windows(&cast, job->lab, job->how != CLIENT, job->how != SERVER);
    struct outcome end = play(job->s->talk, &cast, NULL, NULL);
    explain(&end);
    *story = end.story;
    return end.verdict;
}

static void start(struct job *job)
{
    job->story = tmpfile();
    fflush(NULL);
    job->pid = fork();
    if (job->story == NULL || job->pid == -1) {
        perror("windows-suites");
        exit(2);
    }
    if (job->pid > 0)
        return;
    char *story = NULL;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(SECONDS);
    pump_patience(PATIENCE);
    enum verdict v = play_job(job, &story);
    fprintf(job->story, "%s", story ? story : "");
    fflush(job->story);
    _exit((int)v);
}

static struct job *job_of(pid_t pid)
{
    for (int i = 0; i < job_count; i++)
        if (jobs[i].pid == pid)
            return &jobs[i];
    return NULL;
}

/* Wait until one has ended; the verdict is its status. */
static void take_one(void)
{
    int status;
    pid_t pid;
    struct job *job = NULL;
    while (job == NULL && (pid = wait(&status)) > 0) {
        wine_failed |= wine_is_server(pid);
        job = job_of(pid);
    }
    if (job == NULL)
        return;
    job->pid = 0;
    job->played = true;
    job->verdict = WIFEXITED(status) ? (enum verdict)WEXITSTATUS(status) : FAIL;
    if (job->verdict == PASS)
        fclose(job->story);
}

/* Play what has not been played yet. */
static void play_round(void)
{
    int most = JOBS_EACH * (int)sysconf(_SC_NPROCESSORS_ONLN), running = 0;
    for (int i = 0; i < job_count && !wine_failed; i++) {
        if (jobs[i].played)
            continue;
        if (running == most)
            take_one();
        running += running < most;
        start(&jobs[i]);
        if (isatty(STDERR_FILENO))
            fprintf(stderr, "\r  %d of %d \r", i, job_count);
    }
    for (; running > 0; running--)
        take_one();
}

/* Nobody knows which of them were Wine's: all are played again. */
static void forget_failures(void)
{
    for (int i = 0; i < job_count; i++) {
        if (!jobs[i].played || jobs[i].verdict == PASS)
            continue;
        jobs[i].played = false;
        fclose(jobs[i].story);
    }
}

static int count_played(void)
{
    int sum = 0;
    for (int i = 0; i < job_count; i++)
        sum += jobs[i].played;
    return sum;
}

/* Until all is played. False if Wine cannot be had, or only fails. */
static bool play_all(void)
{
    char said[256];
    int tries = 0, before = 0;
    wine_failed = true;
    while (wine_failed && tries++ < TRIES && wine_begin()) {
        wine_failed = false;
        play_round();
        wine_said(said, sizeof said);
        wine_end();
        if (!wine_failed)
            break;
        fprintf(stderr, "Wine has failed; once more, what it ran: %s\n",
                *said ? said : "(it said nothing)");
        forget_failures();
        if (count_played() - before > WORTH_IT)
            tries = 0;
        before = count_played();
    }
    wine_end();
    return !wine_failed;
}

/* --- telling -------------------------------------------------------------- */

static int count(const char *lab, enum how how, enum verdict v)
{
    int sum = 0;
    for (int i = 0; i < job_count; i++)
        sum += (lab == NULL || strcmp(jobs[i].lab, lab) == 0) &&
               (how == HOWS || jobs[i].how == how) && jobs[i].verdict == v;
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
    char line[512];
    printf("\n%s  %s (%s)\n\n",
           job->verdict == NOT_CHECKED ? "----" : verdict_word(job->verdict),
           job->s ? job->s->title : bad_input_command(job->input),
           hows[job->how]);
    rewind(job->story);
    while (fgets(line, sizeof line, job->story))
        fputs(line, stdout);
    printf("\n");
}

/* Some failures whole, or all of a lab that was chosen; the others by name. */
static void put_failures(bool whole)
{
    int told = 0;
    for (int i = 0; i < job_count; i++) {
        struct job *job = &jobs[i];
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

/* Each reason once, and below it those that have it. */
static void put_marked(const char *head,
                       const char *(*why)(const struct conversation *),
                       bool titles)
{
    bool headed = false;
    for (int i = 0; i < list.count; i++) {
        const char *reason = why(list.of[i].talk);
        int same = 0, before = 0;
        for (int k = 0; k < list.count && reason; k++) {
            const char *other = why(list.of[k].talk);
            bool is = other && strcmp(other, reason) == 0;
            same += is;
            before += is && k < i;
        }
        if (reason && !headed)
            printf("\n%s\n", head);
        headed |= reason != NULL;
        if (reason && before == 0)
            printf("  %s (%d)\n", reason, same);
        for (int k = i; k < list.count && reason && before == 0 && titles;
             k++) {
            const char *other = why(list.of[k].talk);
            if (other && strcmp(other, reason) == 0)
                printf("    %.5s: %s\n", list.of[k].suite->lab,
                       list.of[k].title);
        }
    }
}

static const char *beyond_wine_only(const struct conversation *c)
{
    return posix_alone(c) ? NULL : beyond_wine(c);
}

int main(int argc, char **argv)
{
    paths_init(argv[0]);
    if (argc > 2 && strcmp(argv[1], "--repeat") == 0) {
        repeat = atoi(argv[2]);
        if (repeat < 1) {
            fprintf(stderr, "REPEAT=%s: it is a number from 1 on\n", argv[2]);
            return 2;
        }
        argv += 2;
        argc -= 2;
    }
    arguments_check(argc, argv, 0, 1, "windows-suites [--repeat N] [LAB]");
    const char *lab = argc > 1 ? argv[1] : "";
    if (!scenarios_read_for_windows(&list, lab))
        return 2;
    add_all(lab);
    if (job_count == 0) {
        fprintf(stderr, "LAB=%s: there is no %s to play\n", lab,
                repeat ? "pair of programs" : "conversation");
        return 2;
    }
    if (lack_look_first(false))
        lack_end();
    if (!play_all())
        return 2;
    put_table();
    put_failures(*lab != '\0');
    if (repeat == 0) {
        put_marked("Not asserted under Wine:", beyond_wine_only, true);
        put_marked("Played, but Wine does as Linux does, and not as Windows:",
                   as_linux, true);
        put_marked("Not on Windows:", posix_alone, false);
    }
    int passed = count(NULL, HOWS, PASS),
        unfit = count(NULL, HOWS, NOT_CHECKED),
        failed = job_count - passed - unfit;
    if (unfit > 0)
        printf("\n%d not checked", unfit);
    printf("\n%d passed, %d failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}

/* jobs.c - see jobs.h. */
#include "jobs.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bad_input.h"
#include "explain.h"
#include "labs.h"
#include "marks.h"
#include "must.h"
#include "wine.h"

enum {
    PATIENCE = 5, /* a program that Wine runs gets so many times as much time */
    SECONDS = 60, /* for one job */
    JOBS_EACH = 3,  /* at a time, on each processor */
    TRIES = 5,      /* to play all, if Wine fails */
    WORTH_IT = 100, /* jobs: after so many, the tries are counted anew */
};

/* --- what is played ------------------------------------------------------- */

static void add(struct jobs *all, struct job job)
{
    all->of = must_realloc(all->of, (size_t)(all->count + 1) * sizeof job);
    all->of[all->count++] = job;
}

/* A pair of programs is played three times. */
static void add_pair(struct jobs *all, struct job job)
{
    for (int i = 0; i < (all->repeat ? all->repeat : 1); i++)
        for (job.how = SERVER; job.how <= BOTH; job.how++)
            add(all, job);
}

static void add_scenario(struct jobs *all, const struct scenario *s)
{
    struct job job = {.how = ALONE, .lab = s->suite->lab, .s = s};
    bool pair = scenario_uses(s, "server") && scenario_uses(s, "client") &&
                !s->talk->windows;
    if (mark_posix_alone(s->talk) || mark_beyond_wine(s->talk))
        return;
    if (pair)
        add_pair(all, job);
    else if (all->repeat == 0)
        add(all, job);
}

static void add_inputs(struct jobs *all, const char *lab)
{
    struct job job = {.how = INPUT, .lab = lab};
    for (job.input = 0; bad_input_command(job.input); job.input++)
        if (bad_input_is_for(lab, job.input))
            add(all, job);
}

void jobs_add(struct jobs *all, const struct scenario_list *list,
              const char *lab)
{
    const char *here;
    for (int i = 0; i < list->count; i++)
        add_scenario(all, &list->of[i]);
    for (int i = 0; (here = labs_here(i)) != NULL && all->repeat == 0; i++)
        if (strncmp(here, lab, strlen(lab)) == 0)
            add_inputs(all, here);
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

/* In a process of its own: play the job, and write what happened to its file.
 * The verdict is the exit status. */
static _Noreturn void play_alone(const struct job *job)
{
    char *story = NULL;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(SECONDS);
    pump_patience(PATIENCE);
    enum verdict v = play_job(job, &story);
    dprintf(job->story, "%s", story ? story : "");
    _exit((int)v);
}

static void start(struct job *job)
{
    job->story = memfd_create("story", MFD_CLOEXEC);
    fflush(NULL); /* so that the child writes nothing twice */
    job->pid = job->story == -1 ? -1 : fork();
    if (job->pid == -1) {
        perror("windows-suites");
        exit(2);
    }
    if (job->pid == 0)
        play_alone(job);
}

static struct job *job_of(const struct jobs *all, pid_t pid)
{
    for (int i = 0; i < all->count; i++)
        if (all->of[i].pid == pid)
            return &all->of[i];
    return NULL;
}

static bool wine_failed; /* its server has ended, and so all its programs */

/* Wait until a job's process has ended; its status is the verdict. */
static void take_one(struct jobs *all)
{
    int status;
    pid_t pid;
    struct job *job = NULL;
    while (job == NULL && (pid = wait(&status)) > 0) {
        wine_failed |= wine_is_server(pid);
        job = job_of(all, pid);
    }
    if (job == NULL)
        return;
    job->pid = 0;
    job->played = true;
    job->verdict = WIFEXITED(status) ? (enum verdict)WEXITSTATUS(status) : FAIL;
    if (job->verdict == PASS)
        close(job->story);
}

/* Play what has not been played yet. */
static void play_round(struct jobs *all)
{
    int most = JOBS_EACH * (int)sysconf(_SC_NPROCESSORS_ONLN), running = 0;
    for (int i = 0; i < all->count && !wine_failed; i++) {
        if (all->of[i].played)
            continue;
        if (running == most)
            take_one(all);
        running += running < most;
        start(&all->of[i]);
        if (isatty(STDERR_FILENO))
            fprintf(stderr, "\r  %d of %d \r", i, all->count);
    }
    for (; running > 0; running--)
        take_one(all);
}

/* Any failure may have been Wine's: all that have failed are played again. */
static void forget_failures(struct jobs *all)
{
    for (int i = 0; i < all->count; i++) {
        struct job *job = &all->of[i];
        if (!job->played || job->verdict == PASS)
            continue;
        job->played = false;
        close(job->story);
    }
}

static int count_played(const struct jobs *all)
{
    int sum = 0;
    for (int i = 0; i < all->count; i++)
        sum += all->of[i].played;
    return sum;
}

bool jobs_play(struct jobs *all)
{
    char said[256];
    int tries = 0, before = 0;
    wine_failed = true;
    while (wine_failed && tries++ < TRIES && wine_begin()) {
        wine_failed = false;
        play_round(all);
        wine_said(said, sizeof said);
        wine_end();
        if (!wine_failed)
            break;
        fprintf(stderr, "Wine has failed; once more, what it ran: %s\n",
                *said ? said : "(it said nothing)");
        forget_failures(all);
        if (count_played(all) - before > WORTH_IT)
            tries = 0;
        before = count_played(all);
    }
    wine_end();
    return !wine_failed;
}

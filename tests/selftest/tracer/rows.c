/* rows.c - start a program in a box, and print the calls that were noted.
 *
 * usage: rows [-f FAULTS] [-d DESCRIPTORS] [-i TEXT] [-l] [-n] [-u] [-w MS]
 *             PROGRAM [ARG...]
 *
 * FAULTS are words as in a conversation, each with its ";". TEXT is typed. -l
 * looks for leaks; -n has names looked up in our files; -u traces nothing; -w
 * stops it when it has slept for so long. A row is a line: its thread's process
 * (1, 2, ... in their order), how often, name, descriptor, result, error. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calls.h"
#include "channel.h"
#include "fault_words.h"
#include "paths.h"
#include "program.h"

static bool is_over(void *arg)
{
    return program_ended(arg);
}

enum { KNOWN = 1024 };

/* Numbers of processes differ from run to run; their order does not. */
static int number_of(int pid)
{
    static int known[KNOWN], count;
    for (int i = 0; i < count; i++)
        if (known[i] == pid)
            return i + 1;
    if (count < KNOWN)
        known[count++] = pid;
    return count;
}

static void print_row(const struct spy_call *c, const char *when)
{
    const char *error = c->error ? strerrorname_np(c->error) : "-";
    long long result = c->result;
    if (c->name == SPY_FORK && result > 0)
        result = number_of((int)result);
    printf("%s%d x%u %s fd=%d %lld %s%s\n", when, number_of(c->pid), c->times,
           call_name(c), c->fd, result, error, c->from[0] ? "" : " ?");
}

int main(int argc, char **argv)
{
    struct program_options options = {0};
    struct program p;
    struct calls calls;
    char ending[64];
    const char *typed = NULL;
    int option, patience = 2000;
    paths_init(argv[0]);
    while ((option = getopt(argc, argv, "+f:d:i:lnuw:")) != -1) {
        if (option == 'f' && !faults_read(&options.faults, optarg))
            return 2;
        if (option == 'd')
            options.descriptors = atoi(optarg);
        if (option == 'i')
            typed = optarg;
        if (option == 'n')
            options.own_resolver = true;
        if (option == 'u')
            options.untraced = true;
        if (option == 'l')
            options.leaks = true;
        if (option == 'w')
            patience = atoi(optarg);
    }
    if (optind == argc ||
        !program_start(&p, argv[optind], argv + optind, &options))
        return 2;
    if (typed)
        channel_send(&p.in, typed, strlen(typed));
    pump_until(is_over, &p, patience);
    program_stop(&p);
    calls_read(&calls, p.calls, argv[optind]);
    for (int i = 0; i < calls.count; i++)
        print_row(&calls.of[i], "");
    if (calls.now.times && !p.report.by_itself)
        print_row(&calls.now, "now ");
    for (int i = 0; i < calls.other_count && !p.report.by_itself; i++)
        print_row(&calls.others[i], "other ");
    printf("%s; faults %x; stragglers %d; trace %d\n%s",
           program_ending(&p, ending, sizeof ending),
           p.calls ? p.calls->faults_done : 0, p.report.stragglers,
           p.report.trace_error, program_stderr(&p));
    calls_free(&calls);
    program_free(&p);
    return 0;
}

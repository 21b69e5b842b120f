/* batch.c - see batch.h. */
#include "batch.h"

#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <criterion/options.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "criterion_files.h"
#include "jail.h"
#include "lack.h"
#include "must.h"
#include "paths.h"
#include "scenario_run.h"

/* A scenario's limit is more than it can need, even with both builds on a busy
 * machine. A step needs no limit of its own: the cell has one. */
enum { SECONDS = 240, STEP_SECONDS = 3600, STEPS_AT_ONCE = 2 };

enum { STORY_MOST = 64 * 1024 };

/* One packet from the batch's process to the one that called batch_start(). */
struct message {
    struct completion completion; /* its story pointer is not valid */
    char story[STORY_MOST];
};

static int out = -1; /* the socket for completions */
static pid_t batch_pid;

static void tell(const struct completion *n)
{
    static struct message m;
    m.completion = *n;
    const char *story = n->outcome.story ? n->outcome.story : "";
    int len = snprintf(m.story, STORY_MOST, "%s", story);
    size_t whole = offsetof(struct message, story) + 1 +
                   (size_t)(len < STORY_MOST ? len : STORY_MOST - 1);
    if (send(out, &m, whole, MSG_NOSIGNAL) == -1)
        _exit(1); /* the receiver has ended */
}

/* --- without the frame ---------------------------------------------------- */

/* Kill this child when its parent ends; the parent may have ended already. */
static void end_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1);
}

/* A wrong program may use the processor in all scenarios at once. The first two
 * are told first, so they go before the others: setpriority(2). The boxes of a
 * jail are not our children, and stay as they are. */
static void give_way(int index)
{
    enum { FIRST = 2, NICER = 5 };
    if (index >= FIRST && !jail_is_closed())
        (void)setpriority(PRIO_PROCESS, 0, NICER);
}

/* In a forked child: nothing needs to be loaded or read again. */
static void run_row(const struct scenario *row, int index, bool quick)
{
    struct completion n = {.index = index};
    alarm(SECONDS);
    give_way(index);
    n.outcome = scenario_run(row, quick);
    tell(&n);
    _exit(0);
}

static void tell_of_lack(int index)
{
    struct completion n = {index, lack_outcome()};
    tell(&n);
    free(n.outcome.story);
}

/* The child of a row has ended without a verdict. If its time was up, the row
 * has failed; otherwise it was not checked. */
static void tell_for_it(int index, int status)
{
    struct completion n = {index, {.verdict = FAIL}};
    char story[64];
    snprintf(story, sizeof story, "  it took more than %d seconds\n", SECONDS);
    n.outcome.story = story;
    lack_note_ended(status);
    if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGALRM)
        tell_of_lack(index);
    else
        tell(&n);
}

/* Wait until one of these children ends, and set its pid to 0. */
static void reap_one(pid_t *pids, int count)
{
    int status = 0;
    pid_t pid;
    while ((pid = wait(&status)) == -1 && errno == EINTR)
        continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_JAIL)
        _exit(NO_JAIL);
    for (int i = 0; i < count; i++) {
        if (pids[i] != pid)
            continue;
        pids[i] = 0;
        if (status != 0)
            tell_for_it(i, status);
    }
}

/* False: fork() failed, and the row is reported as not checked. */
static bool start_row(const struct scenario *row, int index, bool quick,
                      pid_t *pid)
{
    pid_t own = getpid();
    *pid = fork();
    if (*pid == 0) {
        end_with(own);
        run_row(row, index, quick);
    }
    if (*pid == -1) {
        lack_note("fork");
        tell_of_lack(index);
    }
    return *pid != -1;
}

static void run_unframed(const struct scenario *rows, int count, bool quick,
                         int jobs)
{
    pid_t *pids = must_calloc((size_t)count, sizeof *pids);
    int running = 0;
    for (int i = 0; i < count; i++) {
        for (; running >= jobs; running--)
            reap_one(pids, i);
        running += start_row(&rows[i], i, quick, &pids[i]);
    }
    while (running-- > 0)
        reap_one(pids, count);
    free(pids);
}

/* --- in a test's own process ---------------------------------------------- */

/* A test's name: the index of the step's first row in the batch, the lab, the
 * step, how many scenarios it has, and how many may run at a time. A worker
 * shares no memory with the batch, so the name is its only argument, and it
 * reads the pages again. */
static const char name_format[] = "%04d %s %d %d %d";

static void body(void)
{
    struct scenario_list all;
    char lab[64];
    int first, step, count, jobs;
    struct completion n;
    paths_init("");
    scenarios_keep(NULL);
    if (sscanf(criterion_current_test->name, "%d %63s %d %d %d", &first, lab,
               &step, &count, &jobs) != 5 ||
        !scenarios_read(&all, lab, step, false) || all.count != count)
        return; /* without verdicts its rows are not checked */
    struct batch b = batch_start(all.of, count, (struct batch_manner){0}, jobs);
    while (batch_next(&b, &n)) {
        char *text = outcome_text(&n.outcome);
        cr_log_info("%d:%s", first + n.index, text);
        free(text);
        free(n.outcome.story);
    }
}

static void test(void)
{
    criterion_internal_test_setup();
    criterion_internal_test_main(body);
    criterion_internal_test_teardown();
}

/* --- in the frame --------------------------------------------------------- */

/* Each message that a test logs is the outcome of one of its scenarios. */
static void on_message(enum criterion_severity severity, const char *text)
{
    int len = 0;
    struct completion n;
    if (severity != CR_LOG_INFO || sscanf(text, "%d:%n", &n.index, &len) != 1 ||
        len == 0 || !outcome_read(&n.outcome, text + len))
        return;
    tell(&n);
    free(n.outcome.story);
}

static struct criterion_logger logger = {.log_message = on_message};

/* Criterion keeps pointers to the test and its name, so they are not freed. */
static void register_test(struct criterion_test_set *set, const char *lab,
                          const char *name)
{
    struct criterion_test *t = must_calloc(1, sizeof *t);
    struct criterion_test_extra_data *data = must_calloc(1, sizeof *data);
    *data = (struct criterion_test_extra_data){
        .lang_ = CR_LANG_C,
        .kind_ = CR_TEST_NORMAL,
        .identifier_ = must_strdup(name),
        .file_ = __FILE__,
        .timeout = STEP_SECONDS,
    };
    *t = (struct criterion_test){must_strdup(name), lab, test, data};
    criterion_register_test(set, t);
}

/* A test for each step among the rows. */
static void register_steps(struct criterion_test_set *set,
                           const struct scenario *rows, int count, int jobs)
{
    char name[128];
    for (int i = 0, end; i < count; i = end) {
        for (end = i; end < count && rows[end].step == rows[i].step;)
            end++;
        snprintf(name, sizeof name, name_format, i, rows->suite->lab,
                 rows[i].step, end - i, jobs);
        register_test(set, rows->suite->lab, name);
    }
}

/* A worker of Criterion stops itself after fork() until its parent lets it go
 * on. If the parent has been killed, the worker would wait for ever. */
static void end_with_parent(void)
{
    end_with(batch_pid);
}

static void run(const struct scenario *rows, int count, int jobs)
{
    struct criterion_test_set *set = criterion_initialize();
    criterion_options.logger = &logger;
    criterion_options.jobs = STEPS_AT_ONCE;
    batch_pid = getpid();
    if (pthread_atfork(NULL, NULL, end_with_parent) != 0)
        exit(2);
    register_steps(set, rows, count, (jobs + 1) / STEPS_AT_ONCE);
    criterion_run_all_tests(set);
    criterion_finalize(set);
}

/* --- from outside --------------------------------------------------------- */

static _Noreturn void end_for(const char *call)
{
    lack_note(call);
    lack_end();
}

struct batch batch_start(const struct scenario *rows, int count,
                         struct batch_manner how, int jobs)
{
    int ends[2];
    struct batch b = {.fd = -1};
    fflush(NULL);
    pid_t own = getpid();
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1)
        end_for("socketpair");
    b.pid = fork();
    if (b.pid == -1)
        end_for("fork");
    if (b.pid == 0) {
        end_with(own);
        close(ends[0]);
        out = ends[1];
        if (how.framed)
            run(rows, count, jobs);
        else
            run_unframed(rows, count, how.quick, jobs);
        _exit(0);
    }
    close(ends[1]);
    b.fd = ends[0];
    return b;
}

void batch_stop(struct batch *b)
{
    if (b->fd == -1)
        return;
    kill(b->pid, SIGKILL); /* PR_SET_PDEATHSIG ends all its descendants */
    close(b->fd);
    waitpid(b->pid, NULL, 0);
    remove_criterion_files(b->pid);
    b->fd = -1;
}

bool batch_next(struct batch *b, struct completion *n)
{
    static struct message m;
    if (recv(b->fd, &m, sizeof m, 0) > 0) {
        *n = m.completion;
        n->outcome.story =
            n->outcome.verdict == PASS ? NULL : must_strdup(m.story);
        return true;
    }
    close(b->fd);
    waitpid(b->pid, &b->status, 0);
    remove_criterion_files(b->pid); /* it may have crashed */
    if (WIFEXITED(b->status) && WEXITSTATUS(b->status) == NO_JAIL)
        exit(NO_JAIL);
    b->fd = -1;
    return false;
}

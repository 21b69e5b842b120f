/* wave.c - see wave.h. */
#include "wave.h"

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
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jail.h"
#include "paths.h"

/* The time is the same for all tests, and more than any can need. */
enum { SECONDS = 60 };

enum { STORY_MOST = 64 * 1024 };

/* One packet on the way from a test's frame to us. */
struct message {
    int index;
    enum verdict verdict;
    char story[STORY_MOST];
};

/* --- in a test's own process ---------------------------------------------- */

/* The name of a test is its row in the wave, and its scenario's address: that
 * is read anew, for the process shares no memory with us. */
static void body(void)
{
    struct scenario s;
    char *story = NULL;
    const char *name = criterion_current_test->name;
    paths_init("");
    if (!scenario_at(&s, strchr(name, ' ')))
        cr_assert(0, "F  the scenario '%s' cannot be found", name);
    enum verdict v = scenario_run(&s, false, &story);
    if (v != PASS)
        cr_assert(0, "%c%s", "PFTN"[v], story);
}

static void test(void)
{
    criterion_internal_test_setup();
    criterion_internal_test_main(body);
    criterion_internal_test_teardown();
}

/* --- in the wave's process ------------------------------------------------ */

static int out = -1; /* where verdicts go */
static pid_t wave_pid;

static void tell(int index, enum verdict v, const char *story)
{
    static struct message m;
    m.index = index;
    m.verdict = v;
    int len = snprintf(m.story, STORY_MOST, "%s", story ? story : "");
    size_t whole = offsetof(struct message, story) + 1 +
                   (size_t)(len < STORY_MOST ? len : STORY_MOST - 1);
    if (send(out, &m, whole, MSG_NOSIGNAL) == -1)
        _exit(1); /* nobody listens any more */
}

static void verdict_came(struct criterion_test_stats *stats,
                         const char *otherwise)
{
    enum verdict v = otherwise ? FAIL : PASS;
    const char *story = otherwise;
    for (struct criterion_assert_stats *a = stats->asserts; a; a = a->next) {
        if (a->passed || a->message == NULL || *a->message == '\0')
            continue;
        v = *a->message == 'T' ? TODO : *a->message == 'N' ? NOT_CHECKED : FAIL;
        story = a->message + 1;
    }
    tell(atoi(stats->test->name), v, story);
}

static void on_end(struct criterion_test_stats *stats)
{
    verdict_came(stats, stats->test_status == CR_STATUS_PASSED
                            ? NULL
                            : "  the test itself failed\n");
}

static void on_timeout(struct criterion_test_stats *stats)
{
    verdict_came(stats, "  the test took longer than a minute\n");
}

static void on_crash(struct criterion_test_stats *stats)
{
    verdict_came(stats, "  the test itself crashed: a mistake in the kit\n");
}

static struct criterion_logger logger = {
    .log_post_test = on_end,
    .log_test_timeout = on_timeout,
    .log_test_crash = on_crash,
    .log_abnormal_exit = on_crash,
};

/* Criterion gets a test by this name, which it must not lose. */
static void register_test(struct criterion_test_set *set, const char *lab,
                          const char *name)
{
    struct criterion_test *t = calloc(1, sizeof *t);
    struct criterion_test_extra_data *data = calloc(1, sizeof *data);
    if (t == NULL || data == NULL)
        exit(1);
    *data = (struct criterion_test_extra_data){
        .lang_ = CR_LANG_C,
        .kind_ = CR_TEST_NORMAL,
        .identifier_ = strdup(name),
        .file_ = __FILE__,
        .timeout = SECONDS,
    };
    *t = (struct criterion_test){strdup(name), lab, test, data};
    criterion_register_test(set, t);
}

static void register_row(struct criterion_test_set *set, int row,
                         const struct scenario *s)
{
    char address[96], name[128];
    scenario_address(s, address, sizeof address);
    snprintf(name, sizeof name, "%04d %s", row, address);
    register_test(set, s->suite->lab, name);
}

/* A child of Criterion's stops itself before it becomes a test, until its
 * parent lets it go on; if there is no parent any more, it must not wait for
 * ever. */
static void end_with_parent(void)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != wave_pid)
        _exit(1); /* it has ended before we asked to be told */
}

static void run(const struct scenario *rows, int count, int jobs)
{
    struct criterion_test_set *set = criterion_initialize();
    criterion_options.logger = &logger;
    criterion_options.jobs = (size_t)jobs;
    wave_pid = getpid();
    if (pthread_atfork(NULL, NULL, end_with_parent) != 0)
        exit(2);
    for (int i = 0; i < count; i++)
        register_row(set, i, &rows[i]);
    criterion_run_all_tests(set);
    criterion_finalize(set);
}

/* --- the same without the frame ------------------------------------------- */

/* A student waits for this one: a child for each row, which need not begin by
 * loading Criterion and all that it stands on. */
static void run_row(const struct scenario *row, int index, bool quick)
{
    char *story;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    alarm(SECONDS);
    enum verdict v = scenario_run(row, quick, &story);
    tell(index, v, story);
    _exit(0);
}

/* Wait for a row's end; one that has told nothing will be missed by others. */
static void reap_one(void)
{
    int status = 0;
    while (wait(&status) == -1 && errno == EINTR)
        continue;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_JAIL)
        _exit(NO_JAIL);
}

static void run_unframed(const struct scenario *rows, int count, bool quick,
                         int jobs)
{
    int running = 0;
    for (int i = 0; i < count; i++) {
        if (running == jobs)
            reap_one();
        running += running < jobs;
        if (fork() == 0)
            run_row(&rows[i], i, quick);
    }
    while (running-- > 0)
        reap_one();
}

/* --- from outside --------------------------------------------------------- */

struct wave wave_start(const struct scenario *rows, int count,
                       struct wave_manner how, int jobs)
{
    int ends[2];
    struct wave w = {.fd = -1};
    fflush(NULL);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1 ||
        (w.pid = fork()) == -1) {
        perror("suites");
        exit(2);
    }
    if (w.pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        close(ends[0]);
        out = ends[1];
        if (how.framed)
            run(rows, count, jobs);
        else
            run_unframed(rows, count, how.quick, jobs);
        _exit(0);
    }
    close(ends[1]);
    w.fd = ends[0];
    return w;
}

void wave_stop(struct wave *w)
{
    kill(w->pid, SIGKILL); /* its children end with it, and theirs */
    close(w->fd);
    waitpid(w->pid, NULL, 0);
    w->fd = -1;
}

bool wave_next(struct wave *w, int *index, enum verdict *v, char **story)
{
    static struct message m;
    int status;
    *story = NULL;
    if (recv(w->fd, &m, sizeof m, 0) > 0) {
        *index = m.index;
        *v = m.verdict;
        *story = m.verdict == PASS ? NULL : strdup(m.story);
        return true;
    }
    close(w->fd);
    waitpid(w->pid, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_JAIL)
        exit(NO_JAIL);
    w->fd = -1;
    return false;
}

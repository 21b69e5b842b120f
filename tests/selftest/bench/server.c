/* server.c - see server.h. */
#include "server.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "observe.h"

/* Run on one core, and the servers on another one, if there are two. Otherwise
 * the scheduler's choice of cores would change the results. Only on Linux. */
static void go_apart(pid_t pid)
{
#ifdef CPU_SET
    static cpu_set_t ours, theirs;
    cpu_set_t all;
    if (CPU_COUNT(&ours) > 0) { /* chosen before, for the first server */
        sched_setaffinity(pid, sizeof theirs, &theirs);
        return;
    }
    if (sched_getaffinity(0, sizeof all, &all) == -1 || CPU_COUNT(&all) < 2)
        return;
    for (size_t core = 0; CPU_COUNT(&theirs) == 0; core++)
        if (CPU_ISSET(core, &all))
            CPU_SET(core, CPU_COUNT(&ours) == 0 ? &ours : &theirs);
    sched_setaffinity(0, sizeof ours, &ours);
    sched_setaffinity(pid, sizeof theirs, &theirs);
#else
    (void)pid;
#endif
}

void server_start(struct check *server, const char *program)
{
    *server = (struct check){.verdict = PASS};
    if (access(program, X_OK) == -1)
        bench_die("%s: %s", program, strerror(errno));
    snprintf(server->cast.server, PATH_MOST, "%s", program);
    if (!check_server(server, "0"))
        bench_die("%s: %s", program, server->story);
    go_apart(server->server.pid);
}

/* TCP_NODELAY: each of our lines leaves at once, so that we cause no delay. */
int server_connect(const struct check *server)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)server->port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd == -1 || connect(fd, (struct sockaddr *)&to, sizeof to) == -1 ||
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == -1 ||
        fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK) == -1)
        bench_die("cannot connect to port %d: %s", server->port,
                  strerror(errno));
    return fd;
}

static bool nobody_waits(void *arg)
{
    return observe_waiting(((struct check *)arg)->server.pid) <= 0;
}

void server_lets_all_in(struct check *server)
{
    if (!check_until(nobody_waits, server))
        bench_die("the server does not accept all who connect");
}

double server_cpu_ms(const struct check *server)
{
    clockid_t clock;
    struct timespec used;
    int error = clock_getcpuclockid(server->server.pid, &clock);
    if (error || clock_gettime(clock, &used) == -1)
        bench_die("the server has ended by itself");
    return (double)used.tv_sec * 1e3 + (double)used.tv_nsec / 1e6;
}

void server_raise_our_limit(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
}

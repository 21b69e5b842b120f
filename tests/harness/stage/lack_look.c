/* lack_look.c - see lack.h: does this system have what every test needs? */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lack.h"
#include "spy_log.h"

/* A run needs so many processes and ports at a time. If the limit of processes
 * is PLENTY, it is not tried how many can still be started. */
enum { PROCESSES_AT_ONCE = 128, PROCESSES_PLENTY = 2048, PORTS_AT_ONCE = 128 };

/* Close the descriptor that a call has returned, or note why it has failed. */
static void look_at(const char *call, int fd)
{
    if (fd == -1)
        lack_note(call);
    else
        close(fd);
}

static void look_for_terminal(void)
{
    int ours = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    const char *name = ours != -1 && unlockpt(ours) == 0 ? ptsname(ours) : NULL;
    look_at("posix_openpt",
            name ? open(name, O_RDWR | O_NOCTTY | O_CLOEXEC) : -1);
    if (ours != -1)
        close(ours);
}

static void look_for_shared_memory(void)
{
    int fd = memfd_create("look", MFD_CLOEXEC);
    void *shared = MAP_FAILED;
    if (fd != -1 && ftruncate(fd, sizeof(struct spy_log)) == 0)
        shared =
            mmap(NULL, sizeof(struct spy_log), PROT_READ, MAP_SHARED, fd, 0);
    if (shared == MAP_FAILED)
        lack_note("memfd_create");
    else
        munmap(shared, sizeof(struct spy_log));
    if (fd != -1)
        close(fd);
}

static void look_for_unix_sockets(void)
{
    int ends[2] = {-1, -1};
    int made = socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
    look_at("socketpair", made == 0 ? ends[0] : -1);
    if (made == 0)
        close(ends[1]);
}

static struct sockaddr_in loopback(int port)
{
    return (struct sockaddr_in){.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static void look_for_ports(void)
{
    struct sockaddr_in any = loopback(0);
    int fds[PORTS_AT_ONCE];
    for (int i = 0; i < PORTS_AT_ONCE; i++) {
        fds[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (fds[i] == -1)
            lack_note("socket");
        else if (bind(fds[i], (struct sockaddr *)&any, sizeof any) == -1)
            lack_note("bind");
    }
    for (int i = 0; i < PORTS_AT_ONCE; i++)
        close(fds[i]);
}

/* Is there a route to 127.0.0.1? Nothing is sent. */
static void look_for_loopback(void)
{
    struct sockaddr_in discard = loopback(9);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd != -1 &&
        connect(fd, (struct sockaddr *)&discard, sizeof discard) == -1)
        lack_note("connect");
    look_at("socket", fd);
}

static void look_for_proc(void)
{
    look_at("/proc", open("/proc/self/stat", O_RDONLY | O_CLOEXEC));
}

static void end_all(const pid_t *pids, int count)
{
    for (int i = 0; i < count; i++)
        kill(pids[i], SIGKILL);
    for (int i = 0; i < count; i++)
        waitpid(pids[i], NULL, 0);
}

/* In a child: wait to be killed, or for the end of the parent. */
static _Noreturn void wait_for_end(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    while (getppid() == parent)
        pause();
    _exit(0);
}

/* The limit counts all processes of this user. If it is low, start as many as a
 * run needs. */
static void look_for_processes(void)
{
    struct rlimit now;
    pid_t pids[PROCESSES_AT_ONCE], own = getpid();
    int count = 0;
    if (getrlimit(RLIMIT_NPROC, &now) == -1)
        return;
    now.rlim_cur = now.rlim_max;
    setrlimit(RLIMIT_NPROC, &now);
    if (now.rlim_cur > PROCESSES_PLENTY)
        return;
    while (count < PROCESSES_AT_ONCE && (pids[count] = fork()) > 0)
        count++;
    if (count < PROCESSES_AT_ONCE && pids[count] == 0)
        wait_for_end(own);
    if (count < PROCESSES_AT_ONCE)
        lack_note("fork");
    end_all(pids, count);
}

/* The folders where Criterion makes files of its own. */
static void look_for_folders(void)
{
    if (access("/tmp", W_OK) == -1)
        lack_note("/tmp");
    if (access("/dev/shm", W_OK) == -1)
        lack_note("/dev/shm");
}

/* --- all of it ------------------------------------------------------------ */

enum when { ALWAYS, FIRST, FIRST_FRAMED };

static const struct look {
    const char *what;
    void (*look)(void);
    enum when when;
} looks[] = {
    {"limits", lack_look_at_limits, ALWAYS},
    {"/proc", look_for_proc, ALWAYS},
    {"terminals", look_for_terminal, ALWAYS},
    {"memory", look_for_shared_memory, ALWAYS},
    {"Unix sockets", look_for_unix_sockets, ALWAYS},
    {"ports", look_for_ports, ALWAYS},
    {"loopback", look_for_loopback, ALWAYS},
    {"/tmp", look_for_folders, FIRST_FRAMED},
    {"processes", look_for_processes, FIRST},
};

enum { LOOKS = sizeof looks / sizeof *looks };

/* If a limit of file sizes is too low, the other looks get SIGXFSZ. */
static bool is_limit(const struct look *l)
{
    return l == looks;
}

bool lack_look(void)
{
    for (int i = 0; i < LOOKS && !lack_told(); i++)
        if (looks[i].when == ALWAYS)
            looks[i].look();
    return lack_told();
}

bool lack_look_first(bool framed)
{
    for (int i = 0; i < LOOKS && !lack_told(); i++)
        if (looks[i].when != FIRST_FRAMED || framed)
            looks[i].look();
    return lack_told();
}

void lack_look_each(void (*report)(const char *what, const char *lacking))
{
    for (int i = 0; i < LOOKS; i++) {
        lack_forget();
        looks[i].look();
        report(looks[i].what, lack_told());
        if (is_limit(&looks[i]) && lack_told())
            return;
    }
}

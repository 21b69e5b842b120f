/* acts.c - programs whose calls are hard to follow: one for each word.
 *
 * usage: acts WORD
 *
 * Nothing here waits for a time: what a call waits for comes from a handler, a
 * child or a thread. What they tell is on stderr. */
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static int ends[2]; /* of a socket pair, which has the lowest descriptors */
static char *self;

static void tell(const char *what, long result)
{
    dprintf(STDERR_FILENO, "%s %ld %s\n", what, result,
            result == -1 ? strerrorname_np(errno) : "-");
}

/* --- signals in the middle of a call -------------------------------------- */

static void says(int signal)
{
    if (send(ends[0], "x", 1, 0) == -1)
        tell("send", signal);
}

static void on_alarm(int flags)
{
    struct sigaction act = {.sa_handler = says, .sa_flags = flags};
    struct itimerval soon = {.it_value.tv_usec = 1000};
    sigaction(SIGALRM, &act, NULL);
    setitimer(ITIMER_REAL, &soon, NULL);
}

static void restarted(void)
{
    char byte;
    on_alarm(SA_RESTART);
    tell("recv", recv(ends[1], &byte, 1, 0));
}

static void interrupted(void)
{
    char byte;
    on_alarm(0);
    tell("recv", recv(ends[1], &byte, 1, 0));
}

/* The signal of a child that ends is ignored: nothing is interrupted by it. */
static void ignored(void)
{
    struct epoll_event event;
    int wait = epoll_create1(0);
    if (fork() == 0)
        _exit(0);
    tell("epoll_wait", epoll_wait(wait, &event, 1, 100));
}

/* A child stops itself, is told to go on, and then calls. */
static void stops(void)
{
    int status;
    pid_t child = fork();
    if (child == 0) {
        raise(SIGSTOP);
        send(ends[0], "x", 1, 0);
        _exit(0);
    }
    waitpid(child, &status, WUNTRACED);
    tell("stopped", WIFSTOPPED(status));
    kill(child, SIGCONT);
    waitpid(child, &status, 0);
    tell("exited", WIFEXITED(status));
}

/* --- processes and threads ------------------------------------------------ */

static void *becomes(void *arg)
{
    (void)arg;
    execl(self, self, "raw", (char *)NULL);
    return NULL;
}

static void thread_execs(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, becomes, NULL);
    pthread_join(thread, NULL);
}

static void vforks(void)
{
    int status;
    pid_t child = vfork();
    if (child == 0) {
        execl(self, self, "raw", (char *)NULL);
        _exit(1);
    }
    waitpid(child, &status, 0);
}

static void child_calls(void)
{
    if (fork() == 0) {
        send(ends[0], "abc", 3, 0);
        _exit(0);
    }
    wait(NULL);
}

static void *listens(void *arg)
{
    char byte;
    recv(*(int *)arg, &byte, 1, 0);
    return NULL;
}

/* Twenty threads wait for ever. */
static void threads(void)
{
    pthread_t thread;
    for (int i = 0; i < 20; i++)
        pthread_create(&thread, NULL, listens, &ends[1]);
    pthread_join(thread, NULL);
}

enum { CHILDREN = 200 };

static void many_children(void)
{
    for (int i = 0; i < CHILDREN; i++) {
        if (fork() == 0) {
            shutdown(-1, SHUT_RD);
            _exit(0);
        }
        wait(NULL);
    }
}

/* --- other ways to make a call -------------------------------------------- */

static void raw(void)
{
    long s = syscall(SYS_socket, AF_INET, SOCK_STREAM, 0);
    syscall(SYS_close, s);
}

static void reads_in_each_way(void)
{
    char byte[4], line[8];
    struct iovec parts[] = {{byte, 0}, {byte, 2}, {byte + 2, 2}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = 3};
    FILE *in = fdopen(dup(ends[1]), "r");
    send(ends[0], "0123456789abcdef\n", 17, 0);
    tell("recv", recv(ends[1], byte, 4, 0));
    tell("read", read(ends[1], byte, 4));
    tell("readv", readv(ends[1], parts, 3));
    tell("recvmsg", recvmsg(ends[1], &message, 0));
    tell("parts", (long)parts[1].iov_len + (long)message.msg_iovlen);
    tell("fgets", fgets(line, 4, in) ? (long)strlen(line) : -1);
}

/* What getaddrinfo() finds, in a thread, and for who asks for no IPv6 where
 * this machine has none. */
static void *looks_up(void *arg)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM,
                             .ai_flags = AI_ADDRCONFIG};
    struct addrinfo *found = NULL;
    (void)arg;
    tell("localhost", getaddrinfo("localhost", "80", &hints, &found));
    for (struct addrinfo *a = found; a; a = a->ai_next)
        tell(a->ai_family == AF_INET6 ? "IPv6" : "IPv4", a->ai_socktype);
    freeaddrinfo(found);
    tell("nobody", getaddrinfo("nobody.invalid", "80", &hints, &found));
    return NULL;
}

static void lookups(void)
{
    pthread_t thread;
    looks_up(NULL);
    pthread_create(&thread, NULL, looks_up, NULL);
    pthread_join(thread, NULL);
}

/* For the bench: what a call costs. */
static void thousand(void)
{
    int pair[2];
    char byte[1] = "";
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == -1)
        return;
    for (int i = 0; i < 500; i++)
        (void)(send(pair[0], byte, 1, 0) + recv(pair[1], byte, 1, 0));
}

static void refused(void)
{
    int flags = 0;
    tell("io_uring", syscall(SYS_io_uring_setup, 1, &flags));
    tell("clone3", syscall(SYS_clone3, NULL, 0));
    tell("seccomp", syscall(SYS_seccomp, 1, 0, NULL));
    tell("prctl", prctl(PR_SET_SECCOMP, 2, NULL));
    tell("dumpable", prctl(PR_SET_DUMPABLE, 0));
    tell("traceme", ptrace(PTRACE_TRACEME, 0, 0, 0));
#ifdef __x86_64__
    tell("x32", syscall(0x40000000 + SYS_getpid));
    long old = 20; /* getpid() of 32 bits */
    __asm__ volatile("int $0x80"
                     : "+a"(old)
                     :
                     : "memory", "r8", "r9", "r10", "r11");
    errno = (int)-old;
    tell("int80", -1);
#endif
}

static int idle(void *arg)
{
    (void)arg;
    send(ends[0], "abc", 3, 0);
    return 0;
}

static void untraced(void)
{
    static char stack[64 * 1024];
    clone(idle, stack + sizeof stack, CLONE_UNTRACED | SIGCHLD, NULL);
    wait(NULL);
}

static const struct {
    const char *word;
    void (*act)(void);
} acts[] = {{"thousand", thousand},
            {"restarted", restarted},
            {"interrupted", interrupted},
            {"ignored", ignored},
            {"stops", stops},
            {"thread_execs", thread_execs},
            {"vforks", vforks},
            {"child_calls", child_calls},
            {"threads", threads},
            {"many_children", many_children},
            {"raw", raw},
            {"reads", reads_in_each_way},
            {"lookups", lookups},
            {"refused", refused},
            {"untraced", untraced}};

int main(int argc, char **argv)
{
    self = argv[0];
    if (argc != 2 || socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == -1)
        return 2;
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (strcmp(argv[1], acts[i].word) == 0)
            acts[i].act();
    return 0;
}

/* jailer.c - see jailer.h.
 *
 * bubblewrap has made the jail: a read-only file system. To make one for each
 * start would cost as much as the start itself. So the jail stays, and for each
 * start the jailer adds namespaces (user, pid, mount, ipc), /proc and /tmp. */
#include "jailer.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "box.h"
#include "jail.h"

enum { WORDS_MOST = 128, ORDERS = 20, FREE_FROM = 10 };

struct order {
    char text[ORDER_MOST];
    size_t len;
    int fds[JAIL_FDS]; /* -1: none */
};

static void die(const char *call)
{
    perror(call);
    _exit(NO_JAIL);
}

/* False: all senders of orders have ended. */
static bool take_order(struct order *o)
{
    union {
        char room[CMSG_SPACE(sizeof o->fds)];
        struct cmsghdr head;
    } control;
    struct iovec part = {o->text, sizeof o->text - 1};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof control};
    ssize_t n = recvmsg(ORDERS, &message, MSG_CMSG_CLOEXEC);
    if (n == -1)
        die("recvmsg");
    o->len = (size_t)n;
    o->text[n] = '\0';
    memset(o->fds, -1, sizeof o->fds);
    struct cmsghdr *head = n > 0 ? CMSG_FIRSTHDR(&message) : NULL;
    if (head)
        memcpy(o->fds, CMSG_DATA(head), head->cmsg_len - CMSG_LEN(0));
    return n > 0;
}

/* Read what pack() of jail.c has written; returns the text after it. */
static char *unpack(char *text, char **words)
{
    int count = (unsigned char)*text++, i = 0;
    for (; i < count && i < WORDS_MOST - 1; i++) {
        words[i] = text;
        text += strlen(text) + 1;
    }
    words[i] = NULL;
    return text;
}

/* Send a pidfd of the new process to the sender of the order. */
static void answer(int to, int pidfd)
{
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr head;
    } control = {{0}};
    struct iovec part = {"", 1};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof control};
    control.head.cmsg_level = SOL_SOCKET;
    control.head.cmsg_type = SCM_RIGHTS;
    control.head.cmsg_len = CMSG_LEN(sizeof pidfd);
    memcpy(CMSG_DATA(&control.head), &pidfd, sizeof pidfd);
    /* no error check: if the sender has ended, the box's lifeline has, too */
    jail_send(to, &message);
}

/* --- in the new process --------------------------------------------------- */

static bool has_written(const char *path, const char *line)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool done = fd != -1 && write(fd, line, strlen(line)) != -1;
    if (fd != -1)
        close(fd);
    return done;
}

static void write_line(const char *path, const char *line)
{
    if (!has_written(path, line))
        die(path);
}

/* Keep our user and group in the new user namespace: user_namespaces(7). */
static void map_ids(uid_t uid, gid_t gid)
{
    char line[64];
    write_line("/proc/self/setgroups", "deny");
    snprintf(line, sizeof line, "%u %u 1", uid, uid);
    write_line("/proc/self/uid_map", line);
    snprintf(line, sizeof line, "%u %u 1", gid, gid);
    write_line("/proc/self/gid_map", line);
}

/* A private /tmp, limited to 16 MiB and 4096 files, and a private /proc. */
static void mount_own(void)
{
    static const char most[] = "mode=755,size=16m,nr_inodes=4096";
    unsigned long quiet = MS_NOSUID | MS_NODEV;
    if (mount("tmpfs", "/tmp", "tmpfs", quiet, most) == -1 ||
        mount("proc", "/proc", "proc", quiet | MS_NOEXEC, NULL) == -1 ||
        chdir("/tmp") == -1)
        die("mount");
}

/* No nested namespaces: namespaces(7). syscall_filter.c refuses the calls, too,
 * so nothing is lost on a system without these files. */
static void forbid_namespaces(void)
{
    static const char *const kinds[] = {"cgroup", "ipc",  "mnt", "net",
                                        "pid",    "time", "uts", "user"};
    char path[64];
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        snprintf(path, sizeof path, "/proc/sys/user/max_%s_namespaces",
                 kinds[i]);
        has_written(path, "0");
    }
}

/* Put the descriptors where a box expects them, and close all others. */
static void take_descriptors(const int *fds)
{
    for (int i = 0; i < 3; i++)
        dup2(fds[JAIL_STDIO + i], i);
    dup2(fds[JAIL_LIFE], BOX_LIFELINE);
    dup2(fds[JAIL_STATUS], BOX_STATUS);
    if (fds[JAIL_LOG] != -1)
        dup2(fds[JAIL_LOG], BOX_LOG);
    syscall(SYS_close_range, FREE_FROM, ~0U, 0);
}

static void close_all(const struct order *o)
{
    for (int i = 0; i < JAIL_FDS; i++)
        if (o->fds[i] != -1)
            close(o->fds[i]);
}

/* Start a process in new namespaces. Returns true in that process. */
static bool start(const struct order *o)
{
    uid_t uid = getuid();
    gid_t gid = getgid();
    int pidfd = -1;
    struct clone_args how = {.flags = CLONE_NEWUSER | CLONE_NEWPID |
                                      CLONE_NEWNS | CLONE_NEWIPC | CLONE_PIDFD,
                             .pidfd = (unsigned long)&pidfd,
                             .exit_signal = SIGCHLD};
    long pid = syscall(SYS_clone3, &how, sizeof how);
    if (pid == -1)
        die("clone3");
    if (pid > 0) {
        answer(o->fds[JAIL_ANSWER], pidfd);
        close(pidfd);
        return false;
    }
    signal(SIGCHLD, SIG_DFL);
    signal(SIGPIPE, SIG_DFL); /* the tests ignore it */
    map_ids(uid, gid);
    mount_own();
    forbid_namespaces();
    take_descriptors(o->fds);
    return true;
}

int jailer(char ***argv)
{
    static struct order o;
    static char *words[WORDS_MOST], *env[WORDS_MOST];
    signal(SIGCHLD, SIG_IGN); /* no zombies: we do not wait for the boxes */
    dup2(BOX_ORDERS, ORDERS);
    fcntl(ORDERS, F_SETFD, FD_CLOEXEC);
    for (int fd = BOX_ORDERS; fd < FREE_FROM; fd++) /* received fds lie above */
        dup2(STDIN_FILENO, fd);
    while (take_order(&o)) {
        if (start(&o)) {
            unpack(unpack(o.text, words), env);
            *argv = words;
            environ = env;
            int count = 0;
            while (words[count])
                count++;
            return count;
        }
        close_all(&o);
    }
    exit(0);
}

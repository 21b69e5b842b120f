/* jail.c - see jail.h. */
#include "jail.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "box.h"
#include "must.h"
#include "paths.h"

enum { ANSWER_MS = 20000, DESCRIPTORS = 16384 };

static bool closed;
static char folder[PATH_MOST], box[PATH_MOST], hosts[PATH_MOST],
    several[PATH_MOST], nsswitch[PATH_MOST];

static struct jail {
    char folder[PATH_MOST];
    int orders; /* the socket to the jailer */
} * jails;
static int jail_count;

/* The options of bwrap(1). */
static char *words_of_jail[] = {"bwrap",
                                "--die-with-parent",
                                "--unshare-user",
                                "--unshare-pid",
                                "--as-pid-1",
                                "--unshare-ipc",
                                "--unshare-uts",
                                "--ro-bind",
                                "/usr",
                                "/usr",
                                "--symlink",
                                "usr/bin",
                                "/bin",
                                "--symlink",
                                "usr/lib",
                                "/lib",
                                "--symlink",
                                "usr/lib64",
                                "/lib64",
                                "--ro-bind-try",
                                "/etc/ld.so.cache",
                                "/etc/ld.so.cache",
                                "--ro-bind",
                                hosts,
                                "/etc/hosts",
                                "--ro-bind",
                                several,
                                "/etc/host.conf",
                                "--ro-bind",
                                nsswitch,
                                "/etc/nsswitch.conf",
                                "--proc",
                                "/proc",
                                "--dev-bind",
                                "/dev/null",
                                "/dev/null",
                                "--dev-bind",
                                "/dev/urandom",
                                "/dev/urandom",
                                "--ro-bind",
                                box,
                                "/box",
                                "--ro-bind",
                                folder,
                                "/lab",
                                "--dir",
                                "/tmp",
                                "--remount-ro",
                                "/",
                                "/box",
                                "--jailer",
                                NULL};

/* The kernel refuses to send a descriptor when more are in flight than the
 * sender's soft limit allows. With a higher limit than the programs have, we
 * can still send when they cannot. */
static void raise_limit(void)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == -1)
        return;
    files.rlim_cur =
        files.rlim_max < DESCRIPTORS ? files.rlim_max : DESCRIPTORS;
    setrlimit(RLIMIT_NOFILE, &files);
}

void jail_close(void)
{
    closed = true;
    raise_limit();
    path_of(box, "tests/build/box");
    path_of(hosts, "tests/harness/sandbox/hosts");
    path_of(several, "tests/harness/sandbox/host.conf");
    path_of(nsswitch, "tests/harness/sandbox/nsswitch.conf");
}

bool jail_is_closed(void)
{
    return closed;
}

bool jail_open(const char *its_folder)
{
    int ends[2];
    size_t size = (size_t)(jail_count + 1) * sizeof *jails;
    jails = must_realloc(jails, size);
    struct jail *j = &jails[jail_count++];
    snprintf(j->folder, sizeof j->folder, "%s", its_folder);
    snprintf(folder, sizeof folder, "%s", its_folder);
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1)
        return false;
    j->orders = ends[0];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (int fd = 0; fd < 2; fd++) /* stderr stays, for its error messages */
        posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions, ends[1], BOX_ORDERS);
    char *env[] = {"PATH=/usr/local/bin:/usr/bin:/bin", NULL};
    pid_t pid;
    int error = posix_spawnp(&pid, words_of_jail[0], &actions, NULL,
                             words_of_jail, env);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    return error == 0;
}

/* --- orders --------------------------------------------------------------- */

/* The jail whose folder this program lies in; NULL: none. */
static const struct jail *jail_of(const char *program)
{
    size_t len = (size_t)(strrchr(program, '/') - program);
    for (int i = 0; i < jail_count; i++)
        if (strncmp(jails[i].folder, program, len) == 0 &&
            jails[i].folder[len] == '\0')
            return &jails[i];
    return NULL;
}

/* Put the number of words into `text`, then each word with its NUL. Returns the
 * length; 0: there is no room. */
static size_t pack(char **words, char *text, size_t size)
{
    size_t len = 1;
    text[0] = 0;
    for (char **word = words; *word; word++, text[0]++) {
        if (strlen(*word) >= size - len)
            return 0;
        len += (size_t)(stpcpy(text + len, *word) - (text + len)) + 1;
    }
    return len;
}

static bool send_order(int to, const char *text, size_t len, const int *fds)
{
    size_t size = (size_t)(JAIL_FDS - (fds[JAIL_LOG] == -1)) * sizeof *fds;
    union {
        char room[CMSG_SPACE(JAIL_FDS * sizeof(int))];
        struct cmsghdr head;
    } control = {{0}};
    struct iovec part = {(char *)text, len};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = CMSG_SPACE(size)};
    control.head.cmsg_level = SOL_SOCKET;
    control.head.cmsg_type = SCM_RIGHTS;
    control.head.cmsg_len = CMSG_LEN(size);
    memcpy(CMSG_DATA(&control.head), fds, size);
    return jail_send(to, &message) == (ssize_t)len;
}

/* The pid of the process that a pidfd refers to: pidfd_open(2), on "Pid:" in
 * proc(5). */
static pid_t pid_of(int pidfd)
{
    char path[64], line[256];
    pid_t pid = 0;
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", pidfd);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "Pid:", 4) == 0)
            pid = atoi(line + 4);
    if (file)
        fclose(file);
    return pid > 0 ? pid : 0;
}

static pid_t take_answer(int from)
{
    union {
        char room[CMSG_SPACE(sizeof(int))];
        struct cmsghdr head;
    } control = {{0}};
    char byte;
    struct iovec part = {&byte, 1};
    struct msghdr message = {.msg_iov = &part,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof control};
    struct pollfd wait = {.fd = from, .events = POLLIN};
    if (poll(&wait, 1, ANSWER_MS) != 1 ||
        recvmsg(from, &message, MSG_CMSG_CLOEXEC) != 1 ||
        CMSG_FIRSTHDR(&message) == NULL)
        return 0;
    int pidfd;
    memcpy(&pidfd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof pidfd);
    pid_t pid = pid_of(pidfd);
    close(pidfd);
    return pid;
}

pid_t jail_start(char **argv, char **env, const int fds[JAIL_FDS])
{
    char text[ORDER_MOST], inside[PATH_MOST], *outside = argv[BOX_PROGRAM];
    const struct jail *j = jail_of(outside);
    int ends[2], all[JAIL_FDS];
    if (j == NULL ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1)
        return 0;
    snprintf(inside, sizeof inside, "/lab%s", strrchr(outside, '/'));
    argv[BOX_PROGRAM] = inside;
    size_t len = pack(argv, text, sizeof text);
    size_t more = len ? pack(env, text + len, sizeof text - len) : 0;
    argv[BOX_PROGRAM] = outside;
    memcpy(all, fds, sizeof all);
    all[JAIL_ANSWER] = ends[1];
    bool sent = more && send_order(j->orders, text, len + more, all);
    close(ends[1]);
    pid_t pid = sent ? take_answer(ends[0]) : 0;
    close(ends[0]);
    return pid;
}

/* --- pids ----------------------------------------------------------------- */

/* The pid of a process in its own pid namespace: "NSpid:" in proc(5). */
static pid_t innermost_pid(pid_t pid)
{
    char path[64], line[256];
    int last = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, "NSpid:", 6) == 0)
            last = atoi(strrchr(line, '\t'));
    if (file)
        fclose(file);
    return last;
}

pid_t jail_find(pid_t its_box, pid_t inside)
{
    char path[64];
    int child, found = 0;
    snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)its_box,
             (int)its_box);
    FILE *file = fopen(path, "re");
    while (file && found == 0 && fscanf(file, "%d", &child) == 1)
        if (innermost_pid(child) == inside)
            found = child;
    if (file)
        fclose(file);
    return found;
}

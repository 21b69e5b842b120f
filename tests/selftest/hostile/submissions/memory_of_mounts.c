/* Root in a user namespace of its own, however it can be made: then a file
 * system in memory, by the old call and by the new ones. */
#define _GNU_SOURCE
#include <linux/sched.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include "others.h"

enum { MIB = 1 << 20, PIECES = 600 };

static int user, group;

/* Each file is as large as a file may be. */
static void fills(const char *folder)
{
    static char piece[MIB], path[256];
    int taken = 0;
    memset(piece, 1, sizeof piece);
    for (int n = 0; n < PIECES; n++) {
        snprintf(path, sizeof path, "%s/mine-%d", folder, n);
        int fd = open(path, O_WRONLY | O_CREAT, 0600);
        taken += write(fd, piece, sizeof piece) == (ssize_t)sizeof piece;
        close(fd);
    }
    if (taken == PIECES)
        dprintf(2, "%d MiB were taken from the machine\n", taken);
}

static void mounts(void)
{
    if (mount("none", "/tmp", "tmpfs", 0, "size=3g") == 0)
        return;
    int fs = (int)syscall(SYS_fsopen, "tmpfs", 0);
    syscall(SYS_fsconfig, fs, 6 /* create */, NULL, NULL, 0);
    int tree = (int)syscall(SYS_fsmount, fs, 0, 0);
    syscall(SYS_move_mount, tree, "", -100, "/tmp", 4 /* tree */);
}

static void becomes_root(long pid)
{
    static char map[32];
    if (pid != 0)
        return;
    dprintf(2, "a namespace was made\n");
    snprintf(map, sizeof map, "0 %d 1", user);
    put_into("/proc/self/uid_map", map);
    put_into("/proc/self/setgroups", "deny");
    snprintf(map, sizeof map, "0 %d 1", group);
    put_into("/proc/self/gid_map", map);
    mounts();
    fills("/tmp");
    hangs();
}

/* Where they are refused twice, none may be made here. */
static void says_how_many(void)
{
    char most[16] = "";
    int fd = open("/proc/sys/user/max_user_namespaces", O_RDONLY);
    if (read(fd, most, sizeof most - 1) > 0 && atoi(most) > 0)
        dprintf(2, "%d namespaces may be made\n", atoi(most));
}

int main(void)
{
    announces(listens());
    user = (int)getuid();
    group = (int)getgid();
    says_how_many();
    struct clone_args how = {.flags = CLONE_NEWUSER | CLONE_NEWNS,
                             .exit_signal = SIGCHLD};
    becomes_root(
        syscall(SYS_clone, CLONE_NEWUSER | CLONE_NEWNS | SIGCHLD, 0, 0, 0, 0));
    becomes_root(syscall(SYS_clone3, &how, sizeof how));
    if (fork() == 0) {
        int made = unshare(CLONE_NEWUSER | CLONE_NEWNS);
        becomes_root(made == 0 ? 0 : -1);
    }
    hangs();
}

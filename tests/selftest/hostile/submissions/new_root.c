/* Leaves its sandbox: namespaces and mounts of its own, the kit made
 * writable, and programs that change the user. */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>

#include "others.h"

static void becomes_root(void)
{
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) == -1)
        return;
    put_into("/proc/self/setgroups", "deny");
    put_into("/proc/self/uid_map", "0 65534 1");
    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
    if (mount(NULL, "/", NULL, MS_REMOUNT | MS_BIND, NULL) == 0)
        put_into("/spoilt", "spoilt");
    if (mount("none", "/usr", "tmpfs", 0, NULL) == 0)
        dprintf(2, "covered /usr\n");
}

int main(void)
{
    announces(listens());
    becomes_root();
    (void)!chroot("/proc/1/root");
    (void)!chroot("..");
    if (setuid(0) == 0 && getuid() == 0 && put_into("/etc/spoilt", "spoilt"))
        dprintf(2, "wrote as root\n");
    execl("/bin/su", "su", "-c", "touch /spoilt", NULL);
    hangs();
}

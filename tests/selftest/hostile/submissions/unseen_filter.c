/* A filter of its own hands recv() to a thread of its own, which lets it be made:
 * that answer would win over the one that stops it for a tracer. */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include "naive.h"

static void *lets(void *arg)
{
    for (int fd = *(int *)arg;;) {
        struct seccomp_notif asked = {0};
        if (ioctl(fd, SECCOMP_IOCTL_NOTIF_RECV, &asked) == -1)
            continue;
        struct seccomp_notif_resp answer = {
            .id = asked.id, .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE};
        ioctl(fd, SECCOMP_IOCTL_NOTIF_SEND, &answer);
    }
}

static void hides(void)
{
    static int fd;
    pthread_t thread;
    struct sock_filter words[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_recvfrom, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    struct sock_fprog own = {4, words};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    fd = (int)syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER,
                      SECCOMP_FILTER_FLAG_NEW_LISTENER, &own);
    if (fd != -1) {
        opens("seccomp");
        pthread_create(&thread, NULL, lets, &fd);
    }
    words[2] = words[3]; /* this one could only let all through */
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &own) != -1)
        opens("PR_SET_SECCOMP");
}

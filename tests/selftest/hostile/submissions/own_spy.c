/* Puts functions of its own in place of those that the linker puts around its
 * calls: what the tests do to calls would not happen to these. */
#define _GNU_SOURCE
#include <sys/syscall.h>

#include "hostile.h"

int __wrap_accept(int fd, struct sockaddr *a, socklen_t *len);
int __wrap_accept(int fd, struct sockaddr *a, socklen_t *len)
{
    return (int)syscall(SYS_accept4, fd, a, len, 0);
}

int main(void)
{
    int listener = listens();
    announces(listener);
    serves(listener);
}

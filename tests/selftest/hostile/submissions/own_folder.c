/* Removes its own folder and program, and leaves traps in their place. */
#include "others.h"

static void removes(const char *path)
{
    unlink(path);
}

int main(void)
{
    announces(listens());
    each_file(".", 3, removes);
    if (mkfifo("server", 0600) == -1)
        (void)!symlink("/dev/zero", "server");
    (void)!symlink(".", "client");
    chmod(".", 0);
    (void)!rename("../lab03-accept-recv", "../gone");
    hangs();
}

/* cast.c - see cast.h. */
#include "cast.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The programs of a folder: `format` has %s where the lab's name goes. */
static void cast_in(struct cast *c, const char *lab, const char *format)
{
    char folder[128], relative[256];
    *c = (struct cast){.lab = lab, .build = "plain"};
    snprintf(folder, sizeof folder, format, lab);
    snprintf(relative, sizeof relative, "%s/server", folder);
    path_of(c->server, relative);
    snprintf(relative, sizeof relative, "%s/client", folder);
    path_of(c->client, relative);
}

void cast_plain(struct cast *c, const char *lab)
{
    cast_in(c, lab, "%s");
}

void cast_kept(struct cast *c, const char *lab)
{
    cast_in(c, lab, "tests/build/%s/plain");
}

void cast_sanitized(struct cast *c, const char *lab)
{
    char path[PATH_MOST];
    struct stat flags;
    cast_in(c, lab, "tests/build/%s");
    c->build = "sanitized";
    c->sanitized = true;
    c->watches_heap =
        stat(path_of(path, "tests/build/spy.flags"), &flags) == 0 &&
        flags.st_size > 1;
}

/* Put folder/name into path, if it is there. */
static bool replace(char *path, const char *folder, const char *name)
{
    char other[PATH_MOST];
    snprintf(other, sizeof other, "%.4000s/%s", folder, name);
    if (access(other, X_OK) == -1)
        return false;
    snprintf(path, PATH_MOST, "%s", other);
    return true;
}

void cast_foreign(struct cast *c, const char *lab, const char *folder)
{
    cast_kept(c, lab);
    c->build = "given";
    c->foreign_server = replace(c->server, folder, "server");
    c->foreign_client = replace(c->client, folder, "client");
}

void cast_windows(struct cast *c, const char *lab, bool server, bool client)
{
    char relative[256];
    cast_plain(c, lab);
    c->windows = true;
    c->build = server && client ? "Windows"
               : server         ? "Windows server, native client"
                                : "native server, Windows client";
    snprintf(relative, sizeof relative, "tests/build/windows/%s/server.exe",
             lab);
    if (server)
        path_of(c->server, relative);
    snprintf(relative, sizeof relative, "tests/build/windows/%s/client.exe",
             lab);
    if (client)
        path_of(c->client, relative);
}

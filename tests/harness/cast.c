/* cast.c - see cast.h. */
#include "cast.h"

#include <stdio.h>
#include <sys/stat.h>

static void cast_in(struct cast *c, const char *lab, const char *build,
                    const char *folder, bool sanitized)
{
    char relative[256];
    *c = (struct cast){.lab = lab, .build = build, .sanitized = sanitized};
    snprintf(relative, sizeof relative, "%s%s/server", folder, lab);
    path_of(c->server, relative);
    snprintf(relative, sizeof relative, "%s%s/client", folder, lab);
    path_of(c->client, relative);
}

void cast_plain(struct cast *c, const char *lab)
{
    cast_in(c, lab, "plain", "", false);
}

void cast_sanitized(struct cast *c, const char *lab)
{
    char path[PATH_MOST];
    struct stat flags;
    cast_in(c, lab, "sanitized", "tests/build/", true);
    c->spied = stat(path_of(path, "tests/build/spy.flags"), &flags) == 0 &&
               flags.st_size > 1;
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

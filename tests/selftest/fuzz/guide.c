/* guide.c - fuzz pages of hints. */
#include "guide.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "fuzz.h"
#include "paths.h"

static char folder[PATH_MOST], lab[64];

static void remove_lab(void)
{
    char path[PATH_MOST + 16];
    snprintf(path, sizeof path, "%s/hints.md", folder);
    unlink(path);
    rmdir(folder);
}

/* Make a lab whose hints.md is a link to the input bytes. */
static void make_lab(const char *hints)
{
    char path[PATH_MOST + 16];
    paths_init("");
    snprintf(lab, sizeof lab, "lab-%d", (int)getpid());
    snprintf(path, sizeof path, "tests/%s", lab);
    path_of(folder, path);
    snprintf(path, sizeof path, "%s/tests", path_root());
    mkdir(path, 0777);
    PROMISE(mkdir(folder, 0777) == 0);
    atexit(remove_lab);
    snprintf(path, sizeof path, "%s/hints.md", folder);
    PROMISE(symlink(hints, path) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct guide g;
    const char *path = file_with(bytes, len);
    if (*folder == '\0')
        make_lab(path);
    if (guide_read(&g, lab))
        for (int k = 1; k <= g.count; k++)
            PROMISE(g.steps[k].title && g.steps[k].hints[HINTS - 1]);
    guide_free(&g);
    return 0;
}

/* records.c - see records.h. */
#include "records.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "paths.h"

const char *records_folder(void)
{
    static char path[PATH_MOST];
    const char *other = getenv("RECORDED");
    if (*path)
        return path;
    paths_init("");
    snprintf(path, sizeof path, "%s/%s", other ? "" : path_root(),
             other ? other : "tests/selftest/units/recorded");
    return path;
}

static int is_record(const struct dirent *d)
{
    return strncmp(d->d_name, "lab", 3) == 0 && strchr(d->d_name, '.') == NULL;
}

const char *record_path(const char *name)
{
    static char path[PATH_MOST + 300];
    snprintf(path, sizeof path, "%s/%s", records_folder(), name);
    return path;
}

int records_each(void (*what)(const char *path))
{
    struct dirent **all;
    int count = scandir(records_folder(), &all, is_record, alphasort);
    cr_assert(count >= 0, "%s cannot be read", records_folder());
    for (int i = 0; i < count; i++) {
        what(record_path(all[i]->d_name));
        free(all[i]);
    }
    free(all);
    return count;
}

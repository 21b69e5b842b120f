/* paths.c - see paths.h. */
#include "paths.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "must.h"

static char root[PATH_MOST];

void paths_init(const char *argv0)
{
    char self[PATH_MOST];
    if (realpath("/proc/self/exe", self) == NULL &&
        realpath(argv0, self) == NULL) {
        perror(argv0);
        exit(1);
    }
    for (int up = 0; up < 3; up++) { /* .../tests/build/NAME */
        char *slash = strrchr(self, '/');
        if (slash)
            *slash = '\0';
    }
    strcpy(root, self);
}

char *path_of(char *out, const char *relative)
{
    if ((size_t)snprintf(out, PATH_MOST, "%s/%s", root, relative) >=
        PATH_MOST) {
        fprintf(stderr, "%s: path too long\n", relative);
        exit(1);
    }
    return out;
}

char *path_pattern(char *out, const char *relative)
{
    size_t len = 0, rest = strlen(relative) + 3;
    for (const char *at = root; *at && len + rest < PATH_MOST; at++) {
        if (strchr("*?[\\", *at))
            out[len++] = '\\';
        out[len++] = *at;
    }
    snprintf(out + len, PATH_MOST - len, "/%s", relative);
    return out;
}

const char *path_root(void)
{
    return root;
}

char *path_read(const char *path)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return NULL;
    if (must_getdelim(&text, &size, '\0', file) == -1)
        text = must_strdup("");
    fclose(file);
    return text;
}

/* kept.c - see kept.h. */
#include "kept.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "archive.h"
#include "evidence_archive.h"
#include "must.h"
#include "paths.h"

enum { KEPT_MOST = 500 };

const char *kept_folder(char *path, const char *lab)
{
    char relative[128];
    snprintf(relative, sizeof relative, "tests/build/outcomes/%.64s", lab);
    return path_of(path, relative);
}

/* Is this the name of a kept failure: "3-0042", its step and its scenario? */
static bool is_kept(const char *name, int *step, int *number)
{
    int end = 0;
    return sscanf(name, "%1d-%4d%n", step, number, &end) == 2 &&
           name[end] == '\0';
}

void kept_forget(const char *folder)
{
    char one[PATH_MOST + 300];
    int step, number;
    DIR *dir = opendir(folder);
    for (struct dirent *d; dir && (d = readdir(dir)) != NULL;) {
        snprintf(one, sizeof one, "%s/%s", folder, d->d_name);
        if (is_kept(d->d_name, &step, &number))
            unlink(one);
    }
    if (dir)
        closedir(dir);
}

/* --- writing -------------------------------------------------------------- */

static bool write_to(const char *path, const char *title, struct evidence *e)
{
    struct archive a = {.file = fopen(path, "we")};
    if (a.file == NULL)
        return false;
    archive_bytes(&a, "title", (char **)&title, NULL);
    bool written = evidence_write(a.file, e);
    return fclose(a.file) == 0 && written;
}

void kept_write(const char *folder, int step, int number, const char *title,
                struct evidence *e)
{
    char new[PATH_MOST + 32], whole[PATH_MOST + 32];
    mkdir(folder, 0777);
    snprintf(new, sizeof new, "%s/.%d", folder, (int)getpid());
    snprintf(whole, sizeof whole, "%s/%d-%04d", folder, step, number);
    if (!write_to(new, title, e) || rename(new, whole) == -1)
        unlink(new);
}

/* --- reading -------------------------------------------------------------- */

bool kept_read_file(struct kept *k, const char *path)
{
    struct archive a = {
        .file = fopen(path, "re"), .name = path, .reading = true};
    if (a.file == NULL) {
        perror(path);
        return false;
    }
    archive_bytes(&a, "title", &k->title, NULL);
    k->evidence = a.broken ? NULL : evidence_read(a.file, path, a.line);
    fclose(a.file);
    if (k->evidence)
        return true;
    free(k->title);
    k->title = NULL;
    return false;
}

static int by_number(const void *a, const void *b)
{
    const struct kept *x = a, *y = b;
    return x->step != y->step ? x->step - y->step : x->number - y->number;
}

int kept_read(const char *folder, int step, struct kept **all)
{
    char one[PATH_MOST + 300];
    int count = 0;
    bool broken = false;
    *all = must_calloc(KEPT_MOST, sizeof **all);
    DIR *dir = opendir(folder);
    for (struct dirent *d; dir && (d = readdir(dir)) && count < KEPT_MOST;) {
        struct kept *k = &(*all)[count];
        if (!is_kept(d->d_name, &k->step, &k->number) ||
            (step > 0 && k->step != step))
            continue;
        snprintf(one, sizeof one, "%s/%s", folder, d->d_name);
        if (kept_read_file(k, one))
            count++;
        else
            broken = true;
    }
    if (dir)
        closedir(dir);
    qsort(*all, (size_t)count, sizeof **all, by_number);
    return count == 0 && broken ? -1 : count;
}

void kept_free(struct kept *all, int count)
{
    for (int i = 0; i < count; i++) {
        free(all[i].title);
        evidence_free(all[i].evidence);
    }
    free(all);
}

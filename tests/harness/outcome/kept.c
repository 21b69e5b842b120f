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

/* The limit for the bytes that were demanded, received and written to stderr:
 * all other parts of a failure have limits of their own. A conversation that
 * demands 1 MiB of a pattern must still fit. */
enum { STRANGER_BYTES_MOST = 3 << 20 };

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

void kept_forget_one(const char *folder, int step, int number)
{
    char path[PATH_MOST + 32];
    snprintf(path, sizeof path, "%s/%d-%04d", folder, step, number);
    unlink(path);
}

/* --- writing -------------------------------------------------------------- */

bool kept_fits(const struct evidence *e)
{
    size_t bytes = e->wrong.expected_len + e->wrong.received_len;
    for (int i = 0; i < e->count; i++)
        bytes += strlen(e->of[i].said) + strlen(e->of[i].said_before);
    return bytes <= STRANGER_BYTES_MOST;
}

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
    if (access(whole, F_OK) == 0)
        return;
    if (!write_to(new, title, e) || rename(new, whole) == -1)
        unlink(new);
}

/* --- reading -------------------------------------------------------------- */

bool kept_read_from(struct kept *k, FILE *file, const char *name, int lines)
{
    struct archive a = {
        .file = file, .name = name, .reading = true, .line = lines};
    archive_string(&a, "title", &k->title);
    k->evidence = a.broken ? NULL : evidence_read(file, name, a.line);
    if (k->evidence)
        return true;
    free(k->title);
    k->title = NULL;
    return false;
}

bool kept_read_file(struct kept *k, const char *path)
{
    FILE *file = fopen(path, "re");
    if (file == NULL) {
        perror(path);
        return false;
    }
    bool understood = kept_read_from(k, file, path, 0);
    fclose(file);
    return understood;
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

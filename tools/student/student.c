/* student.c - see student.h. */
#include "student.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "labs.h"
#include "paths.h"

static const char current[] = "tests/build/progress/current";

static void load(struct topic *t, const char *lab)
{
    if (!guide_read(&t->guide, lab))
        exit(2);
    score_load(&t->score, &t->guide);
}

static const char *kept_lab(void)
{
    static char lab[64];
    char path[PATH_MOST];
    FILE *file = fopen(path_of(path, current), "re");
    bool read = file && fscanf(file, "%63s", lab) == 1;
    if (file)
        fclose(file);
    return read ? labs_named(lab) : NULL;
}

void topic_keep(const char *lab)
{
    char path[PATH_MOST];
    FILE *file = fopen(path_of(path, current), "we");
    if (file == NULL)
        return;
    fprintf(file, "%s\n", lab);
    fclose(file);
}

static const char *first_open_lab(struct topic *t)
{
    const char *lab;
    for (int i = 0; (lab = labs_here(i)) != NULL; i++) {
        load(t, lab);
        if (score_next(&t->score, &t->guide) > 0)
            break;
        guide_free(&t->guide);
    }
    return lab ? lab : labs_here(0);
}

void topic_choose(struct topic *t, int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "", *lab;
    *t = (struct topic){.step = 0};
    lab = *name ? labs_named(name) : kept_lab();
    if (lab == NULL && *name) {
        fprintf(stderr, "LAB=%s: there is no such lab\n", name);
        exit(2);
    }
    if (lab == NULL && (lab = first_open_lab(t)) == NULL) {
        fprintf(stderr, "there is no lab here\n");
        exit(2);
    }
    guide_free(&t->guide);
    load(t, lab);
    t->step = score_next(&t->score, &t->guide);
    if (argc > 2 && *argv[2])
        t->step = atoi(argv[2]);
    if (argc > 2 && *argv[2] && (t->step < 1 || t->step > t->guide.count)) {
        fprintf(stderr, "STEP=%s: %s has the steps 1 to %d\n", argv[2], lab,
                t->guide.count);
        exit(2);
    }
}

bool topic_source(struct source *s, const struct topic *t, const char *folder,
                  char *relative)
{
    static const char *const programs[] = {"server", "client"};
    static char path[PATH_MOST];
    char below[256];
    for (int i = 0; i < 2; i++) {
        snprintf(relative, 128, "%s/%s.c", t->guide.lab, programs[i]);
        snprintf(below, sizeof below, "%s%s", folder, relative);
        if (!source_read(s, path_of(path, below)))
            exit(2);
        source_steps(s);
        if (s->steps[t->step].first)
            return s->steps[t->step].last > s->steps[t->step].first;
    }
    return false;
}

/* The time of the file's last change, in nanoseconds; 0: there is no file. */
static long long changed(const char *format, const char *lab)
{
    char relative[128], path[PATH_MOST];
    struct stat about;
    snprintf(relative, sizeof relative, format, lab);
    if (stat(path_of(path, relative), &about) == -1)
        return 0;
    return about.st_mtim.tv_sec * 1000000000LL + about.st_mtim.tv_nsec;
}

const char *topic_remark(const char *lab)
{
    long long tested = changed("tests/build/progress/%s", lab);
    if (tested == 0)
        return "not tested yet";
    if (changed("%s/server.c", lab) > tested ||
        changed("%s/client.c", lab) > tested)
        return "changed since it was tested";
    return "";
}

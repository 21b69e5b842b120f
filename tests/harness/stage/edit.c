/* edit.c - see edit.h. */
#include "edit.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lack.h"
#include "must.h"
#include "wine.h"

char *edit_text(const char *text, const char *old, const char *new)
{
    const char *at = *old ? strstr(text, old) : NULL;
    if (at == NULL || strstr(at + 1, old))
        return NULL;
    return must_asprintf("%.*s%s%s", (int)(at - text), text, new,
                         at + strlen(old));
}

/* How the compiler is called. */
struct command {
    const char *cc, *last;
    char include[PATH_MOST + 2], helpers[PATH_MOST];
};

static void set_command(struct command *c, bool windows)
{
    char common[PATH_MOST];
    const char *cc = getenv("CC");
    c->cc = windows ? "x86_64-w64-mingw32-gcc" : cc && *cc ? cc : "cc";
    c->last = windows ? "-lws2_32" : NULL;
    snprintf(c->include, sizeof c->include, "-I%s", path_of(common, "common"));
    path_of(c->helpers, windows ? "tests/build/windows/helpers.a"
                                : "tests/build/helpers.a");
}

/* The compiler's messages go to our stderr: an edit that does not compile is a
 * mistake in the conversation. Returns waitpid's status; -1: it did not
 * start. */
static int compile(const struct command *c, const char *source,
                   const char *program)
{
    const char *argv[] = {c->cc,      "-D_POSIX_C_SOURCE=200809L",
                          c->include, "-std=c11",
                          "-w",       "-o",
                          program,    source,
                          c->helpers, c->last,
                          NULL};
    pid_t pid;
    int status;
    errno = posix_spawnp(&pid, argv[0], NULL, NULL, (char **)argv, environ);
    if (errno != 0 || waitpid(pid, &status, 0) != pid)
        return -1;
    return status;
}

/* --- what is kept --------------------------------------------------------- */

/* FNV-1a: isthe.com/chongo/tech/comp/fnv. */
static uint64_t hash(uint64_t h, const void *bytes, size_t len)
{
    for (size_t i = 0; i < len; i++)
        h = (h ^ ((const unsigned char *)bytes)[i]) * UINT64_C(0x100000001b3);
    return h;
}

/* A hash of all that the program depends on: its text, its compiler, and the
 * helpers that it is linked with. */
static uint64_t key_of(const struct command *c, const char *text)
{
    struct stat about = {0};
    stat(c->helpers, &about);
    uint64_t h = hash(UINT64_C(0xcbf29ce484222325), text, strlen(text) + 1);
    h = hash(h, c->cc, strlen(c->cc) + 1);
    h = hash(h, &about.st_mtim, sizeof about.st_mtim);
    return hash(h, &about.st_ino, sizeof about.st_ino);
}

/* Make a folder to build in, beside its final place; or a temporary one, if
 * nothing can be written there. */
static bool make_folder(struct edited *e, const char *kept)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(e->folder, sizeof e->folder, "%.4000s.XXXXXX", kept);
    if (mkdtemp(e->folder))
        return true;
    snprintf(e->folder, sizeof e->folder, "%.1000s/socket-labs-XXXXXX",
             tmp && *tmp ? tmp : "/tmp");
    if (mkdtemp(e->folder))
        return true;
    lack_note("open");
    perror(e->folder);
    *e->folder = '\0';
    return false;
}

/* Rename the folder to its final name. If another process has been faster, its
 * folder holds the same program. */
static void keep(struct edited *e, const char *kept, const char *name)
{
    if (strncmp(e->folder, kept, strlen(kept)) != 0 ||
        (rename(e->folder, kept) == -1 && errno != ENOTEMPTY &&
         errno != EEXIST))
        return;
    snprintf(e->program, sizeof e->program, "%.4000s/%s", kept, name);
    edit_forget(e);
}

static bool write_source(const char *source, const char *text)
{
    FILE *file = fopen(source, "we");
    bool written = file && fputs(text, file) != EOF;
    if (file != NULL && fclose(file) == 0 && written)
        return true;
    lack_note("open");
    perror(source);
    return false;
}

/* After an edit that does not compile: if an empty program does not compile
 * either, the harness lacks a compiler. */
static void look_at_compiler(const struct edited *e, const struct command *c,
                             const char *source)
{
    struct statvfs disk;
    int status = -1;
    if (statvfs(e->folder, &disk) == 0 && disk.f_bavail == 0)
        errno = ENOSPC;
    else if (!write_source(source, "int main(void) { return 0; }\n") ||
             (status = compile(c, source, e->program)) > 0)
        errno = ENOEXEC;
    if (status != 0)
        lack_note("cc");
}

static bool build(struct edited *e, const struct command *c, const char *text,
                  const char *name)
{
    char source[PATH_MOST];
    snprintf(source, sizeof source, "%.4000s/source.c", e->folder);
    snprintf(e->program, sizeof e->program, "%.4000s/%s", e->folder, name);
    if (!write_source(source, text))
        return false;
    int status = compile(c, source, e->program);
    if (status != 0)
        look_at_compiler(e, c, source);
    return status == 0;
}

bool edit_build(struct edited *e, const char *text, const char *name)
{
    struct command c;
    char kept[PATH_MOST], relative[64];
    set_command(&c, wine_runs(name));
    snprintf(relative, sizeof relative, "tests/build/edited/%016" PRIx64,
             key_of(&c, text));
    path_of(kept, relative);
    *e->folder = '\0';
    snprintf(e->program, sizeof e->program, "%.4000s/%s", kept, name);
    if (access(e->program, X_OK) == 0) {
        utimensat(AT_FDCWD, kept, NULL, 0); /* old ones are removed */
        return true;
    }
    bool built = make_folder(e, kept) && build(e, &c, text, name);
    if (built)
        keep(e, kept, name);
    return built;
}

void edit_forget(struct edited *e)
{
    static const char *const made[] = {"source.c", "server", "client",
                                       "server.exe", "client.exe"};
    char path[PATH_MOST];
    for (size_t i = 0; *e->folder && i < sizeof made / sizeof *made; i++) {
        snprintf(path, sizeof path, "%.4000s/%s", e->folder, made[i]);
        unlink(path);
    }
    if (*e->folder)
        rmdir(e->folder);
    *e->folder = '\0';
}

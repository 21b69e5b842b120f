/* wine.c - see wine.h. */
#include "wine.h"

#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "paths.h"

/* Where Linux systems install Wine: we take the first that exists. */
static const char loaders[] = "{/usr/lib/wine/wine64,/usr/bin/wine64,"
                              "/opt/wine-*/bin/wine64,/usr/bin/wine}";
static const char servers[] = "{/usr/lib/wine/wineserver64,"
                              "/usr/bin/wineserver,/opt/wine-*/bin/wineserver}";
static const char libraries[] = "{/usr/lib/*/wine/x86_64-windows,"
                                "/usr/lib/wine/x86_64-windows,"
                                "/usr/lib64/wine/x86_64-windows,"
                                "/opt/wine-*/lib*/wine/x86_64-windows}";

/* The DLLs that the labs' programs need, and the DLLs that those need. */
static const char *const needed[] = {
    "ntdll",    "kernel32", "kernelbase", "msvcrt", "ucrtbase", "ws2_32",
    "advapi32", "sechost",  "rpcrt4",     "user32", "gdi32",    "win32u",
    "iphlpapi", "dnsapi",   "nsi",        "imm32",  NULL};

enum { VARIABLE_MOST = 4200 };

static char loader[PATH_MOST], server[PATH_MOST], prefix[PATH_MOST];
static pid_t server_pid;
static char variables[WINE_VARIABLES][VARIABLE_MOST];

static bool find(const char *pattern, char *path)
{
    glob_t found;
    bool is = glob(pattern, GLOB_BRACE, NULL, &found) == 0;
    if (is)
        snprintf(path, PATH_MOST, "%s", found.gl_pathv[0]);
    globfree(&found);
    return is;
}

static void set_variables(void)
{
    static const char nothing[] =
        "WINEDLLOVERRIDES=mscoree=;mshtml=;winemenubuilder.exe=;explorer.exe=;"
        "services.exe=;winedbg.exe=";
    snprintf(variables[0], VARIABLE_MOST, "WINEPREFIX=%s", prefix);
    snprintf(variables[1], VARIABLE_MOST, "HOME=%s", prefix);
    snprintf(variables[2], VARIABLE_MOST, "WINELOADER=%s", loader);
    snprintf(variables[3], VARIABLE_MOST, "WINESERVER=%s", server);
    snprintf(variables[4], VARIABLE_MOST, "WINEDEBUG=-all");
    snprintf(variables[5], VARIABLE_MOST, "%s", nothing);
    snprintf(variables[6], VARIABLE_MOST, "TMPDIR=%s", prefix);
}

int wine_environment(char **env)
{
    for (int i = 0; i < WINE_VARIABLES; i++)
        env[i] = variables[i];
    return WINE_VARIABLES;
}

int wine_words(char **words)
{
    words[0] = words[1] = loader;
    return 2;
}

bool wine_runs(const char *path)
{
    size_t len = strlen(path);
    return len > 4 && strcmp(path + len - 4, ".exe") == 0;
}

/* Run one of Wine's own programs with our prefix, and wait for its end. */
static bool run(const char *program, const char *a, const char *b)
{
    const char *argv[] = {program, a, b, NULL};
    char *env[WINE_VARIABLES + 2] = {"PATH=/usr/local/bin:/usr/bin:/bin"};
    char log[PATH_MOST + 16];
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status;
    snprintf(log, sizeof log, "%s/said", prefix);
    wine_environment(env + 1);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 2, log,
                                     O_WRONLY | O_CREAT | O_APPEND, 0600);
    int error = posix_spawn(&pid, program, &actions, NULL, (char **)argv, env);
    posix_spawn_file_actions_destroy(&actions);
    return error == 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

/* --- the prefix ----------------------------------------------------------- */

/* A complete prefix has 700 MB of copies, and takes seconds to make. Links to
 * the needed DLLs are enough; "disable" stops Wine from adding the rest. */
static bool make_thin(const char *folder)
{
    static const char *const parts[] = {"drive_c", "drive_c/windows",
                                        "drive_c/windows/system32", NULL};
    char path[2 * PATH_MOST], library[2 * PATH_MOST];
    for (int i = 0; parts[i]; i++) {
        snprintf(path, sizeof path, "%s/%s", prefix, parts[i]);
        if (mkdir(path, 0700) == -1)
            return false;
    }
    for (int i = 0; needed[i]; i++) {
        snprintf(library, sizeof library, "%s/%s.dll", folder, needed[i]);
        snprintf(path, sizeof path, "%s/drive_c/windows/system32/%s.dll",
                 prefix, needed[i]);
        if (access(library, R_OK) == 0 && symlink(library, path) == -1)
            return false;
    }
    snprintf(path, sizeof path, "%s/.update-timestamp", prefix);
    FILE *file = fopen(path, "we");
    if (file == NULL)
        return false;
    bool written = fputs("disable\n", file) >= 0;
    return fclose(file) == 0 && written;
}

static bool make_folder(void)
{
    const char *tmp = getenv("TMPDIR");
    snprintf(prefix, sizeof prefix, "%.4000s/wine-XXXXXX",
             tmp && *tmp ? tmp : "/tmp");
    if (mkdtemp(prefix) == NULL) {
        perror(prefix);
        *prefix = '\0';
        return false;
    }
    set_variables();
    return true;
}

static int remove_one(const char *path, const struct stat *about, int kind,
                      struct FTW *place)
{
    (void)about, (void)kind, (void)place;
    remove(path);
    return 0;
}

static void remove_all(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* --- the whole ------------------------------------------------------------ */

/* At this time the wineserver is our only child. */
static bool find_server(void)
{
    char path[64];
    int pid = 0;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "re");
    bool found = file && fscanf(file, "%d", &pid) == 1;
    if (file)
        fclose(file);
    server_pid = pid;
    return found;
}

/* Debian's script passes -p0: the wineserver would end after each program, and
 * start again for the next. With -p it stays. Address space randomization is
 * off: now and then it would take a page that Wine needs at a fixed address. */
bool wine_begin(void)
{
    char folder[PATH_MOST];
    if (!find(loaders, loader) || !find(servers, server)) {
        fprintf(stderr, "Wine is not here\n");
        return false;
    }
    personality(ADDR_NO_RANDOMIZE); /* if allowed; children inherit it */
    if (!make_folder())
        return false;
    bool thin = find(libraries, folder) && make_thin(folder);
    prctl(PR_SET_CHILD_SUBREAPER, 1); /* the server is a daemon: adopt it */
    bool runs = run(server, "-p", NULL) && find_server() &&
                (thin || run(loader, "wineboot", "-i"));
    if (!runs)
        fprintf(stderr, "Wine cannot be started in %s\n", prefix);
    return runs;
}

bool wine_is_server(pid_t pid)
{
    return pid == server_pid;
}

/* The wineserver also lists what was still open, in lines that begin with "0x":
 * these are left out. */
void wine_said(char *line, size_t size)
{
    char path[PATH_MOST + 16];
    snprintf(path, sizeof path, "%s/said", prefix);
    FILE *file = fopen(path, "re");
    *line = '\0';
    while (file && fgets(line, (int)size, file) && strncmp(line, "0x", 2) == 0)
        *line = '\0';
    line[strcspn(line, "\n")] = '\0';
    if (file)
        fclose(file);
}

void wine_end(void)
{
    if (*prefix == '\0')
        return;
    run(server, "-k", NULL);
    run(server, "-w", NULL);
    waitpid(server_pid, NULL, 0); /* it may have been reaped before */
    remove_all(prefix);
    *prefix = '\0';
}

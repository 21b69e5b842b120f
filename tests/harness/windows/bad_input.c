/* bad_input.c - see bad_input.h. */
#include "bad_input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "must.h"
#include "peer.h"
#include "play.h"
#include "program.h"

/* [USED] is a port with a listener, [FREE] a port without one. */
static const char *const commands[] = {
    "server x",
    "server -1",
    "server 80x",
    "server ''",
    "server 65536",
    "server 99999",
    "server 99999999999999999999",
    "server 0 0",
    "server [USED]",
    "client",
    "client 127.0.0.1",
    "client 127.0.0.1 x",
    "client 127.0.0.1 ''",
    "client 127.0.0.1 0",
    "client 127.0.0.1 -1",
    "client 127.0.0.1 99999",
    "client 127.0.0.1 80 0",
    "client 127.0.0.1 80 soon",
    "client 127.0.0.1 80 600001",
    "client 127.0.0.1 80 1 more",
    "client 127,0,0,1 80",
    "client no-such-host.invalid 80",
    "client '' 80",
    "client 127.0.0.1 [FREE]",
};

enum { WORDS = 8 };

const char *bad_input_command(int index)
{
    return index < (int)(sizeof commands / sizeof *commands) ? commands[index]
                                                             : NULL;
}

/* Lab 1's programs take no arguments at all. */
bool bad_input_is_for(const char *lab, int index)
{
    return strncmp(lab, "lab01", 5) != 0 || strchr(commands[index], ' ');
}

/* Two ports, each held for TCP and for UDP. */
struct ports {
    int used, free;
    int held[4];
};

static bool take_ports(struct ports *p)
{
    *p = (struct ports){.held = {-1, -1, -1, -1}};
    for (int tries = 0; tries < 100; tries++) {
        p->used = 0;
        p->held[0] = peer_bind("127.0.0.1", &p->used, false);
        p->held[1] = peer_bind("127.0.0.1", &p->used, true);
        if (p->held[1] != -1)
            break;
        close(p->held[0]);
    }
    p->held[2] = peer_bind("127.0.0.1", &p->free, false);
    return p->held[1] != -1 && p->held[2] != -1 &&
           peer_listen(p->held[0], false) == 0;
}

static void give_ports(const struct ports *p)
{
    for (int i = 0; i < 4; i++)
        if (p->held[i] != -1)
            close(p->held[i]);
}

/* The words of a command, with the ports filled in. */
static void split(const char *command, const struct ports *p, char *line,
                  size_t size, char **words)
{
    int count = 0;
    const char *mark = strchr(command, '[');
    int used = mark && strcmp(mark, "[USED]") == 0;
    if (mark)
        snprintf(line, size, "./%.*s%d", (int)(mark - command), command,
                 used ? p->used : p->free);
    else
        snprintf(line, size, "./%s", command);
    for (char *word; (word = strsep(&line, " ")) && count < WORDS - 1;)
        words[count++] = strcmp(word, "''") == 0 ? (char *)"" : word;
    words[count] = NULL;
}

static bool is_over(void *arg)
{
    return program_ended(arg);
}

/* The output of a program and its end, malloc'ed. */
static char *answer(const char *path, char **words, bool windows)
{
    char *text = NULL, ending[64];
    size_t len;
    struct program p;
    struct program_options options = {.windows = windows};
    FILE *out = must_open_memstream(&text, &len);
    if (!program_start(&p, path, words, &options)) {
        fprintf(out, "it could not be started\n");
    } else {
        channel_end(&p.in);
        pump_until(is_over, &p, QUIET);
        channel_text(&p.out);
        fprintf(out, "%s%s", p.out.in, program_stderr(&p));
        program_stop(&p);
        fprintf(out, "%s\n", program_ending(&p, ending, sizeof ending));
        program_free(&p);
    }
    must_fclose(out);
    return text;
}

/* Did Wine fail to start it? Then there is no output at all. */
static bool is_mute(const char *text)
{
    return strcmp(text, "exit 1\n") == 0 || strcmp(text, "exit 66\n") == 0;
}

static char *answer_of_windows(const char *path, char **words)
{
    char *text = answer(path, words, true);
    if (!is_mute(text))
        return text;
    free(text);
    return answer(path, words, true);
}

static void tell(char **story, const char *lab, const char *command,
                 const char *native, const char *windows)
{
    size_t len;
    FILE *out = must_open_memstream(story, &len);
    fprintf(out, "  %s: ./%s\n\n  the native program\n%s\n", lab, command,
            native);
    fprintf(out, "  the Windows program\n%s", windows);
    must_fclose(out);
}

enum verdict bad_input_run(const char *lab, int index, char **story)
{
    struct cast native, windows;
    struct ports ports;
    char line[128], *words[WORDS];
    bool server = strncmp(commands[index], "server", 6) == 0;
    cast_plain(&native, lab);
    cast_windows(&windows, lab, true, true);
    if (!take_ports(&ports)) {
        *story = must_strdup("  the harness cannot take a port\n");
        give_ports(&ports);
        return FAIL;
    }
    split(commands[index], &ports, line, sizeof line, words);
    char *here = answer(server ? native.server : native.client, words, false);
    char *there =
        answer_of_windows(server ? windows.server : windows.client, words);
    bool same = strcmp(here, there) == 0;
    if (!same)
        tell(story, lab, commands[index], here, there);
    give_ports(&ports);
    free(here);
    free(there);
    return same ? PASS : FAIL;
}

/* words_main.c - a program that becomes another one.
 *
 * usage: FOLDER/server [ARG...]     (a copy of this program)
 *
 * FOLDER/server.words has the first words of a command, each with a NUL after
 * it: `python3 echo.py ARG...` is run. A shell could do that too, but it needs
 * a descriptor more, and some tests leave a program few of them. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { WORDS = 256, BYTES = 16 * 1024 };

/* Read the file beside us; the length, or -1. */
static ssize_t read_words(char *text)
{
    char path[PATH_MAX + 8];
    ssize_t len = readlink("/proc/self/exe", path, PATH_MAX);
    if (len == -1)
        return -1;
    strcpy(path + len, ".words");
    int fd = open(path, O_RDONLY);
    if (fd == -1)
        return -1;
    len = read(fd, text, BYTES);
    close(fd);
    return len;
}

int main(int argc, char **argv)
{
    static char text[BYTES + 1];
    char *words[2 * WORDS + 1];
    int count = 0;
    ssize_t len = read_words(text);
    for (ssize_t at = 0; at < len && count < WORDS;
         at += (ssize_t)strlen(text + at) + 1)
        words[count++] = text + at;
    for (int i = 1; i < argc && count < 2 * WORDS; i++)
        words[count++] = argv[i];
    words[count] = NULL;
    if (len > 0)
        execv(words[0], words);
    fprintf(stderr, "%s: %s\n", len > 0 ? words[0] : "words", strerror(errno));
    return 127;
}

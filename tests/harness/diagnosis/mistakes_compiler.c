/* mistakes_compiler.c - what the messages of a compiler mean. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mistakes.h"
#include "must.h"
#include "text.h"

/* Each row: two texts that a line of gcc or clang with an error has, and what
 * they mean. The first row that fits is taken. */
static const struct {
    const char *name, *words, *also, *sentence, *question;
} rows[] = {
    {"wide-character", "stray '", "",
     "There is a character in the program that C does not know: perhaps a "
     "full-width comma or bracket from a page.",
     "Which keyboard was it typed with?"},
    {"wide-character", "unexpected character <U+", "",
     "There is a character in the program that C does not know: perhaps a "
     "full-width comma or bracket from a page.",
     "Which keyboard was it typed with?"},
    {"wide-character", "non-ASCII", "",
     "There is a character in the program that C does not know.",
     "Which keyboard was it typed with?"},
    {"wide-character", "\\U0000", "",
     "There is a character in the program that C does not know: perhaps a "
     "full-width comma or bracket from a page.",
     "Which keyboard was it typed with?"},
    {"winsock-name", "", "SOCKADDR", "", ""},
    {"winsock-name", "", "WSA", "", ""},
    {"winsock-name", "", "closesocket", "", ""},
    {"winsock-name", "", "ioctlsocket", "", ""},
    {"winsock-name", "", "'SOCKET'", "", ""},
    {"winsock-name", "", "'SOCKET_ERROR'", "", ""},
    {"winsock-name", "", "'INVALID_SOCKET'", "", ""},
    {"winsock-name", "", "GetLastError", "", ""},
    {"winsock-name", "", "'DWORD'", "", ""},
    {"winsock-name", "", "'S_un'", "", ""},
    {"winsock-name", "", "'LPSOCKADDR'", "", ""},
    {"missing-header", "No such file or directory", "",
     "A header that is named here does not exist on this system.",
     "How is it written, and who has it?"},
    {"missing-header", "file not found", "",
     "A header that is named here does not exist on this system.",
     "How is it written, and who has it?"},
    {"gets-gone", "", "'gets'",
     "gets() is no longer in C: it could not know how long the buffer is.",
     "Which function takes the size?"},
    {"wrong-argument-type", "incompatible type for argument", "",
     "A call got something of another kind than it takes.",
     "Does it want the thing, its address, or a descriptor?"},
    {"wrong-argument-type", "incompatible type", "",
     "A call got something of another kind than it takes.",
     "Does it want the thing, its address, or a descriptor?"},
    {"wrong-argument-type", "cannot convert to a pointer", "",
     "A thing was given where its address is wanted.", "Is a & missing?"},
    {"wrong-argument-type", "arithmetic or pointer type is required", "",
     "A thing was given where its address is wanted.", "Is a & missing?"},
    {"wrong-argument-type", "makes integer from pointer", "",
     "A call got an address where it takes a number.",
     "Does it want the thing, its address, or a descriptor?"},
    {"wrong-argument-type", "makes pointer from integer", "",
     "A call got a number where it takes an address.", "Is a & missing?"},
    {"wrong-argument-type", "too few arguments", "",
     "A call got too few arguments.", "Which ones does its page list?"},
    {"wrong-argument-type", "too many arguments", "",
     "A call got too many arguments.", "Which ones does its page list?"},
    {"wrong-argument-type", "assigning to", "",
     "A variable is given something of another kind.", "What kind is each?"},
    {"name-misspelt", "did you mean", "",
     "There is no such name; the compiler suggests one that is nearly the "
     "same.",
     "How is it spelt?"},
    {"undeclared-name", "undeclared", "",
     "A name is used here that was never declared.",
     "Where should it be declared, or which header has it?"},
    {"undeclared-name", "unknown type name", "",
     "A type is named here that was never declared.",
     "Is 'struct' missing, or a header?"},
    {"undeclared-name", "implicit declaration", "",
     "A function is called here that was never declared.",
     "How is it spelt, and which header has it?"},
    {"undeclared-name", "undefined reference to", "",
     "A function is called that nobody has: the linker cannot find it.",
     "How is it spelt?"},
    {"undeclared-name", "has no member named", "",
     "The structure has no member of that name.", "How is it spelt?"},
    {"undeclared-name", "no member named", "",
     "The structure has no member of that name.", "How is it spelt?"},
    {"undeclared-name", "storage size of", "",
     "A structure is used here whose header is not there.",
     "Which header has it?"},
    {"undeclared-name", "incomplete type", "",
     "A structure is used here whose header is not there.",
     "Which header has it, and how is its name spelt?"},
    {"syntax", "expected ", "",
     "Something is missing or too much here, or in the line before: a bracket, "
     "a brace, a semicolon.",
     "Which bracket has no partner?"},
    {"syntax", "lvalue required", "",
     "A value is given to something that cannot take one.",
     "Which bracket has no partner?"},
};

static const char *const winsock[] = {
    "That is a name of Windows. POSIX has another one for it, or none.",
    "What stands in common/net.h for it?"};

/* A copy of a line with gcc's curly quotes replaced by plain ones. */
static char *plain_line(const char *from, size_t len)
{
    char *line = must_strndup(from, len);
    for (char *at; (at = strstr(line, "\xe2\x80\x98")) ||
                   (at = strstr(line, "\xe2\x80\x99"));) {
        *at = '\'';
        memmove(at + 1, at + 3, strlen(at + 3) + 1);
    }
    return line;
}

/* Does this line report an error, or a warning that is as bad? */
static bool is_error(const char *line)
{
    return strstr(line, "error: ") || strstr(line, "undefined reference") ||
           strstr(line, "implicit declaration");
}

/* Does the line have a byte that is not ASCII? (Its quotes are plain.) */
static bool is_wide(const char *line)
{
    while (*line && (unsigned char)*line < 0x80)
        line++;
    return *line != '\0';
}

static int row_of(const char *line)
{
    if (is_wide(line))
        return 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strstr(line, rows[i].words) && strstr(line, rows[i].also))
            return (int)i;
    return -1;
}

/* Take file and line from "server.c:62:10: error: ...". */
static bool place_in(const char *line, char *file, size_t size, int *number)
{
    const char *colon = strchr(line, ':');
    if (colon == NULL || !isdigit((unsigned char)colon[1]))
        return false;
    int len = (int)(colon - line);
    const char *name = line;
    for (const char *at = line; at < colon; at++)
        if (*at == '/')
            name = at + 1;
    len -= (int)(name - line);
    snprintf(file, size, "%.*s", len, name);
    *number = atoi(colon + 1);
    return true;
}

static struct finding finding_of(int row, const char *line)
{
    struct finding f = {.weight = CERTAIN};
    bool foreign = *rows[row].sentence == '\0';
    snprintf(f.name, sizeof f.name, "%s", rows[row].name);
    snprintf(f.sentence, sizeof f.sentence, "%s",
             foreign ? winsock[0] : rows[row].sentence);
    snprintf(f.question, sizeof f.question, "%s",
             foreign ? winsock[1] : rows[row].question);
    if (!place_in(line, f.file, sizeof f.file, &f.line))
        f.line = 0;
    return f;
}

void mistakes_list_compiler(FILE *out)
{
    char words[512];
    int count = (int)(sizeof rows / sizeof *rows);
    for (int i = 0; i < count; i++) {
        if (i > 0 && strcmp(rows[i].name, rows[i - 1].name) == 0)
            continue;
        snprintf(words, sizeof words, "`%s`: %s", rows[i].name,
                 *rows[i].question ? rows[i].question : winsock[1]);
        text_put_folded(out, "- ", words);
    }
}

/* The finding of the first line that fits a row before `most`. */
static struct finding find_first(const char *words, int most)
{
    struct finding found = {.weight = UNNAMED};
    while (*words && found.weight == UNNAMED) {
        size_t len = strcspn(words, "\n");
        char *line = plain_line(words, len);
        int row = is_error(line) ? row_of(line) : -1;
        if (row != -1 && row < most)
            found = finding_of(row, line);
        free(line);
        words += len + (words[len] == '\n');
    }
    return found;
}

/* A character that C does not know (the first four rows) comes before all other
 * errors, which may follow from it. */
struct finding mistakes_find_compiler(const char *words)
{
    struct finding strange = find_first(words, 4);
    return strange.weight == UNNAMED
               ? find_first(words, (int)(sizeof rows / sizeof *rows))
               : strange;
}

/* archive.c - see archive.h. */
#include "archive.h"

#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"

/* --- writing -------------------------------------------------------------- */

/* Escaped as in C; bytes beyond ASCII stay as they are, for people to read. */
static void put_byte(FILE *out, unsigned char byte)
{
    static const char bytes[] = "\n\r\t\\\"", letters[] = "nrt\\\"";
    const char *known = byte ? strchr(bytes, byte) : NULL;
    if (known)
        fprintf(out, "\\%c", letters[known - bytes]);
    else if (byte < ' ' || byte == 127)
        fprintf(out, "\\x%02x", byte);
    else
        putc(byte, out);
}

static void put_bytes(struct archive *a, const char *key, const char *bytes,
                      size_t len)
{
    fprintf(a->file, "%s \"", key);
    for (size_t i = 0; i < len; i++)
        put_byte(a->file, (unsigned char)bytes[i]);
    fputs("\"\n", a->file);
}

/* --- reading -------------------------------------------------------------- */

void archive_refuse(struct archive *a, const char *what, const char *key)
{
    if (a->broken)
        return;
    fprintf(stderr, "%s:%d: %s \"%s\"\n", a->name, a->line, what, key);
    a->broken = true;
}

/* The value of the next line, malloc'ed; NULL if it has another key. */
static char *next_value(struct archive *a, const char *key)
{
    char *line = NULL;
    size_t size = 0, len = strlen(key);
    if (a->broken)
        return NULL;
    a->line++;
    ssize_t got = must_getline(&line, &size, a->file);
    if (got <= 0 || line[got - 1] != '\n' || strncmp(line, key, len) != 0 ||
        line[len] != ' ') {
        free(line);
        archive_refuse(a, "expected", key);
        return NULL;
    }
    line[got - 1] = '\0';
    memmove(line, line + len + 1, (size_t)got - len - 1);
    return line;
}

static int hex(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* The byte at *text, and move *text past it; -1: a bad escape. */
static int take_byte(const char **text)
{
    static const char bytes[] = "\n\r\t\\\"", letters[] = "nrt\\\"";
    const char *t = *text, *known;
    if (*t != '\\') {
        (*text)++;
        return (unsigned char)*t;
    }
    int high = t[1] == 'x' ? hex(t[2]) : -1, low = high < 0 ? -1 : hex(t[3]);
    if (low >= 0) {
        *text += 4;
        return 16 * high + low;
    }
    known = t[1] ? strchr(letters, t[1]) : NULL;
    *text += 2;
    return known ? (unsigned char)bytes[known - letters] : -1;
}

/* The bytes between the quotes; false: put_bytes() did not write this text. */
static bool unquote(const char *text, char *bytes, size_t *len)
{
    int byte;
    *len = 0;
    if (*text++ != '"')
        return false;
    while (*text && *text != '"') {
        if ((byte = take_byte(&text)) == -1)
            return false;
        bytes[(*len)++] = (char)byte;
    }
    bytes[*len] = '\0';
    return text[0] == '"' && text[1] == '\0';
}

static char *read_bytes(struct archive *a, const char *key, size_t *len)
{
    char *value = next_value(a, key), *bytes = NULL;
    *len = 0;
    if (value && strcmp(value, "-") != 0) {
        bytes = must_malloc(strlen(value) + 1);
        if (!unquote(value, bytes, len)) {
            archive_refuse(a, "not a string:", key);
            free(bytes);
            bytes = NULL;
        }
    }
    free(value);
    return bytes;
}

/* --- both ----------------------------------------------------------------- */

void archive_more_numbers(struct archive *a, const char *key, int64_t *values,
                          int least, int count)
{
    if (!a->reading) {
        fputs(key, a->file);
        for (int i = 0; i < count; i++)
            fprintf(a->file, " %" PRId64, values[i]);
        putc('\n', a->file);
        return;
    }
    char *value = next_value(a, key), *at = value, *end = value;
    int got = 0;
    for (; value && got < count; got++, at = end) {
        int64_t number = strtoll(at, &end, 10);
        if (end == at)
            break;
        values[got] = number;
    }
    if (value && (got < least || *end))
        archive_refuse(a, "not so many numbers:", key);
    free(value);
}

void archive_numbers(struct archive *a, const char *key, int64_t *values,
                     int count)
{
    archive_more_numbers(a, key, values, count, count);
}

void archive_number(struct archive *a, const char *key, int64_t *value)
{
    archive_numbers(a, key, value, 1);
}

void archive_int(struct archive *a, const char *key, int *value)
{
    int64_t number = *value;
    archive_numbers(a, key, &number, 1);
    if (number < INT_MIN || number > INT_MAX)
        archive_refuse(a, "too large:", key);
    else
        *value = (int)number;
}

int archive_count(struct archive *a, const char *key, int count, int most)
{
    archive_int(a, key, &count);
    if (count < 0 || count > most)
        archive_refuse(a, "not so many fit:", key);
    return a->broken ? 0 : count;
}

void archive_bool(struct archive *a, const char *key, bool *value)
{
    int64_t number = *value;
    archive_numbers(a, key, &number, 1);
    *value = number != 0;
}

void archive_text(struct archive *a, const char *key, char *text, size_t size)
{
    if (!a->reading) {
        put_bytes(a, key, text, strlen(text));
        return;
    }
    size_t len;
    char *bytes = read_bytes(a, key, &len);
    if (bytes && len < size)
        memcpy(text, bytes, len + 1);
    else
        archive_refuse(a, "too long, or no string:", key);
    free(bytes);
}

void archive_string(struct archive *a, const char *key, char **text)
{
    archive_bytes(a, key, text, NULL);
    if (a->reading && *text == NULL)
        archive_refuse(a, "no string:", key);
}

void archive_bytes(struct archive *a, const char *key, char **bytes,
                   size_t *len)
{
    size_t own;
    len = len ? len : &own;
    if (a->reading)
        *bytes = read_bytes(a, key, len);
    else if (*bytes == NULL)
        fprintf(a->file, "%s -\n", key);
    else
        put_bytes(a, key, *bytes, len == &own ? strlen(*bytes) : *len);
}

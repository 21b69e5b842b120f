/* disguise.c - see disguise.h. */
#include "disguise.h"

#include <ctype.h>
#include <glob.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "must.h"
#include "paths.h"

enum { LETTERS = 26 };

/* Words that a wrong program may take for commands: conversations say them to
 * show that they are none. So they stay. */
static const char tempting[] = " quit exit bye end stop close ";

/* All words that stay, each between blanks. */
struct words {
    char *text;
    size_t len;
    FILE *out;
};

/* --- what programs know --------------------------------------------------- */

static void add_words(struct words *known, const char *literal, size_t len)
{
    for (size_t i = 0; i < len; i++)
        putc(isalpha((unsigned char)literal[i]) ? literal[i] : ' ', known->out);
    putc(' ', known->out);
}

/* Add the words in the string literals of a C file. The letter of an escape is
 * no word: it has one character. */
static void add_literals(struct words *known, const char *path)
{
    char *source = path_read(path);
    for (const char *at = source; at && (at = strchr(at, '"')) != NULL; at++) {
        const char *from = ++at;
        while (*at && *at != '"' && *at != '\n')
            at += at[0] == '\\' && at[1] ? 2 : 1;
        add_words(known, from, (size_t)(at - from));
        if (*at == '\0')
            break;
    }
    free(source);
}

static struct words words_of(const char *lab)
{
    struct words known = {0};
    char path[PATH_MOST], pattern[160];
    glob_t found = {0};
    known.out = must_open_memstream(&known.text, &known.len);
    fputs(tempting, known.out);
    snprintf(pattern, sizeof pattern, "%s/*.c", lab);
    glob(path_pattern(path, pattern), 0, NULL, &found);
    glob(path_pattern(path, "common/*.c"), GLOB_APPEND, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++)
        add_literals(&known, found.gl_pathv[i]);
    globfree(&found);
    must_fclose(known.out);
    return known;
}

static bool is_known(const struct words *known, const char *word, size_t len)
{
    if (len < 2)
        return false;
    for (const char *at = known->text; (at = strchr(at, *word)); at++)
        if (strncmp(at, word, len) == 0 && at > known->text && at[-1] == ' ' &&
            at[len] == ' ')
            return true;
    return false;
}

/* --- other letters -------------------------------------------------------- */

/* FNV-1a: isthe.com/chongo/tech/comp/fnv. */
static uint64_t hash(uint64_t value, const char *text)
{
    for (; *text; text++)
        value = (value ^ (unsigned char)*text) * 1099511628211u;
    return value;
}

/* Shuffle the alphabet: Fisher and Yates, with a linear generator. */
static void shuffle(char alphabet[LETTERS], uint64_t state)
{
    for (int i = 0; i < LETTERS; i++)
        alphabet[i] = (char)('a' + i);
    for (int i = LETTERS - 1; i > 0; i--) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        int other = (int)((state >> 33) % (uint64_t)(i + 1));
        char letter = alphabet[i];
        alphabet[i] = alphabet[other];
        alphabet[other] = letter;
    }
}

static char replaced(char letter, const char alphabet[LETTERS])
{
    char other = alphabet[tolower((unsigned char)letter) - 'a'];
    return isupper((unsigned char)letter) ? (char)toupper(other) : other;
}

/* The system's names, such as EPROTONOSUPPORT. */
static bool is_name(const char *word, size_t len)
{
    size_t capitals = 0;
    while (capitals < len && isupper((unsigned char)word[capitals]))
        capitals++;
    return len > 3 && capitals == len;
}

/* The length of a piece that is no word: an escape, a conversion of printf(), a
 * [NAME], or one character. */
static size_t fixed(const char *text)
{
    if (*text == '\\' && text[1] == 'x')
        return strnlen(text, 4);
    if ((*text == '\\' || *text == '%') && text[1])
        return 2;
    return *text == '[' ? strcspn(text, "]") : 1;
}

static void disguise_text(char *text, const struct words *known,
                          const char alphabet[LETTERS])
{
    while (*text) {
        size_t len = 0;
        while (isalpha((unsigned char)text[len]))
            len++;
        bool stays = is_name(text, len) || is_known(known, text, len);
        for (size_t i = 0; i < len && !stays; i++)
            text[i] = replaced(text[i], alphabet);
        text += len ? len : fixed(text);
    }
}

/* Change a line's text, and the end of the line as it is shown. */
static void disguise_line(struct line *l, const struct words *known,
                          const char alphabet[LETTERS])
{
    size_t len = strlen(l->text), whole = strlen(l->raw);
    bool shown = whole >= len && strcmp(l->raw + whole - len, l->text) == 0;
    disguise_text(l->text, known, alphabet);
    if (shown)
        memcpy(l->raw + whole - len, l->text, len);
}

static bool is_said(const struct line *l)
{
    return l->kind == TYPES || l->kind == PRINTS || l->kind == CLIENT_SAYS ||
           l->kind == SERVER_SAYS || l->kind == STRANGER_SAYS;
}

void disguise(struct document *d, const char *lab)
{
    const char *seed = getenv("SEED");
    char alphabet[LETTERS];
    if (seed == NULL || *seed == '\0')
        return;
    struct words known = words_of(lab);
    for (int i = 0; i < d->conversation_count; i++) {
        struct conversation *c = &d->conversations[i];
        shuffle(alphabet, hash(hash(14695981039346656037u, seed), c->title));
        if (conversation_has_edits(c))
            continue; /* the words of the changed program must stay */
        for (int k = 0; k < c->count; k++)
            if (is_said(&c->lines[k]))
                disguise_line(&c->lines[k], &known, alphabet);
    }
    free(known.text);
}

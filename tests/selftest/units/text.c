/* text.c - escapes, [NAME], [..]: tests of harness/conversation/text.c. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"
#include "units.h"

Test(text, what_is_wrong_with_it)
{
    static const char *const good[] = {"",
                                       "plain",
                                       "\\r\\t\\n\\0\\xff\\\\\\[",
                                       "ends in \\",
                                       "[PORT] [C1] [..] [1 bytes]",
                                       "]",
                                       "\xc3\xa4 \xe2\x82\xac",
                                       "\\x0A",
                                       "[AB1]"};
    static const char *const bad[] = {"\\q",
                                      "\\x4",
                                      "\\xg0",
                                      "\\x",
                                      "[",
                                      "[]",
                                      "[port]",
                                      "[1A]",
                                      "[PORT",
                                      "[.]",
                                      "[ 5 bytes]",
                                      "[-1 bytes]",
                                      "[5 bytes",
                                      "[5 byte]",
                                      "[99999999999999999999 bytes]",
                                      "[10737418240 bytes]",
                                      "[ABCDEFGHIJKLMNOPQRSTUVWX]"};
    for (size_t i = 0; i < COUNT(good); i++)
        cr_expect_null(text_problem(good[i]), "%s", good[i]);
    for (size_t i = 0; i < COUNT(bad); i++)
        cr_expect_not_null(text_problem(bad[i]), "%s", bad[i]);
}

/* To match a line of ten thousand [..] would take years. */
Test(text, has_a_bounded_number_of_gaps)
{
    char text[4 * 10000 + 1] = "";
    for (size_t i = 0; i < 10000; i++)
        memcpy(text + 4 * i, "[..]", 5);
    cr_expect_not_null(text_problem(text));
}

Test(text, means_bytes)
{
    static const struct {
        const char *text;
        bool line;
        const char *bytes;
        size_t len;
    } rows[] = {
        {"", true, "\n", 1},
        {"", false, "", 0},
        {"a", true, "a\n", 2},
        {"a", false, "a", 1},
        {"a\\", true, "a", 1},
        {"\\", true, "", 0},
        {"\\0\\xff\\[\\\\\\r\\t\\n", false, "\0\xff[\\\r\t\n", 7},
        {"[PORT]!", true, "8080!\n", 6},
        {"[3 bytes]\\", true, "abc", 3},
        {"[0 bytes]", false, "", 0},
        {"\\x41\\x4a\\x4A", false, "AJJ", 3},
    };
    struct names n = {0};
    names_set(&n, "PORT", "8080");
    for (size_t i = 0; i < COUNT(rows); i++) {
        size_t len;
        char *bytes = text_bytes(rows[i].text, &n, rows[i].line, &len);
        cr_assert_eq(len, rows[i].len, "%s: %zu bytes", rows[i].text, len);
        cr_expect_arr_eq(bytes, rows[i].bytes, len, "%s", rows[i].text);
        cr_expect_eq(bytes[len], '\0');
        free(bytes);
    }
}

Test(text, is_plain_when_every_name_is_known)
{
    struct names n = {0};
    cr_expect(text_is_plain("plain \\[..]", &n));
    cr_expect(text_is_plain("[9 bytes]\\", &n));
    cr_expect_not(text_is_plain("[..]", &n));
    cr_expect_not(text_is_plain("a [PORT]", &n));
    names_set(&n, "PORT", "1");
    cr_expect(text_is_plain("a [PORT]", &n));
}

static bool fits(const char *text, const char *line)
{
    struct names n = {0};
    names_set(&n, "PORT", "8080");
    return text_matches(text, &n, line, strlen(line));
}

Test(text, matches)
{
    static const struct {
        const char *text, *line;
        bool fits;
    } rows[] = {
        {"", "", true},
        {"", "a", false},
        {"a", "", false},
        {"abc", "abc", true},
        {"abc", "abcd", false},
        {"abcd", "abc", false},
        {"abc\\", "abc", true},
        {"[..]", "", true},
        {"[..]", "anything at all", true},
        {"a[..]z", "az", true},
        {"a[..]z", "abcz", true},
        {"a[..]z", "abc", false},
        {"[..]b[..]d", "abcd", true},
        {"[..]b[..]d", "abce", false},
        {"[..]ab", "aab", true},
        {"[PORT]", "8080", true},
        {"[PORT]", "8081", false},
        {"[PORT]", "808", false},
        {"[PORT]1", "80801", true},
        {"[4 bytes]", "abcd", true},
        {"[4 bytes]", "abcx", false},
        {"[4 bytes]", "abc", false},
        {"[4 bytes]", "abcde", false},
        {"[NEW]", "word", true},
        {"[NEW]", "", false},
        {"[NEW]", "two words", false},
        {"[NEW] [NEW]", "a a", true},
        {"[NEW] [NEW]", "a b", false},
        {"[A][B]", "xy", true},
        {"[A][B]", "x", false},
        {"[..][NEW]:[NEW]", "see a:b and c:c", true},
        {"[..][NEW]:[NEW]", "see a:b and c:d", false},
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        cr_expect_eq(fits(rows[i].text, rows[i].line), rows[i].fits, "%s: %s",
                     rows[i].text, rows[i].line);
}

Test(text, learns_the_longest_word_that_fits)
{
    struct names n = {0};
    static const char line[] = "listening on 127.0.0.1:40000";
    cr_assert(
        text_matches("listening on [HOST]:[PORT]", &n, line, sizeof line - 1));
    cr_expect_str_eq(names_get(&n, "HOST"), "127.0.0.1");
    cr_expect_str_eq(names_get(&n, "PORT"), "40000");
}

Test(text, learns_nothing_from_what_does_not_match)
{
    struct names n = {0};
    cr_expect_not(text_matches("[A] b", &n, "a c", 3));
    cr_expect_null(names_get(&n, "A"));
    cr_expect_eq(n.count, 0);
}

/* A program may print anything: NUL bytes, words of any length. */
Test(text, has_no_nul_in_a_word)
{
    struct names n = {0};
    cr_expect_not(text_matches("[A]", &n, "1\0002", 3));
    cr_expect(text_matches("a[..]b", &n, "a\0b", 3));
    cr_expect(text_matches("a\\0b", &n, "a\0b", 3));
    cr_expect_not(text_matches("ab", &n, "a\0b", 3));
}

Test(text, has_words_of_63_bytes_at_most)
{
    char line[100];
    struct names n = {0};
    memset(line, 'x', sizeof line);
    cr_expect(text_matches("[A]", &n, line, WORD_MOST - 1));
    n.count = 0;
    cr_expect_not(text_matches("[A]", &n, line, WORD_MOST));
}

/* With simple backtracking each of these would overflow the stack or take
 * hours. */
Test(text, matches_long_lines, .timeout = 20)
{
    enum { LONG = 200 * 1000 };
    char *text = malloc(LONG + 1), *line = malloc(LONG + 1);
    struct names n = {0};
    cr_assert(text && line);
    memset(text, 'a', LONG);
    text[LONG] = '\0';
    memcpy(line, text, LONG + 1);
    cr_expect(text_matches(text, &n, line, LONG), "a long text");
    cr_expect_not(text_matches("[..]a[..]a[..]a[..]b", &n, line, LONG),
                  "four gaps");
    cr_expect_not(text_matches("[..] [A]", &n, line, LONG), "gap and name");
    cr_expect_not(text_matches("[..][A]b", &n, line, 2000), "name in a gap");
    free(text);
    free(line);
}

Test(text, is_shown_with_its_known_names)
{
    static const char *const rows[][2] = {{"", ""},
                                          {"a [PORT] b", "a 8080 b"},
                                          {"[NEW]", "[NEW]"},
                                          {"\\[..]", "\\[..]"},
                                          {"[..]\\", "[..]\\"},
                                          {"\\x41", "\\x41"}};
    struct names n = {0};
    names_set(&n, "PORT", "8080");
    for (size_t i = 0; i < COUNT(rows); i++) {
        char *shown = text_shown(rows[i][0], &n);
        cr_expect_str_eq(shown, rows[i][1]);
        free(shown);
    }
}

Test(names, are_set_anew_and_cut)
{
    struct names n = {0};
    char word[WORD_MOST + 10];
    memset(word, 'w', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    names_set(&n, "A", "1");
    names_set(&n, "A", "2");
    cr_expect_eq(n.count, 1);
    cr_expect_str_eq(names_get(&n, "A"), "2");
    names_set(&n, "A", word);
    cr_expect_eq(strlen(names_get(&n, "A")), (size_t)WORD_MOST - 1);
    cr_expect_null(names_get(&n, ""));
}

Test(names, are_not_more_than_there_is_room_for, .exit_code = 1)
{
    struct names n = {0};
    stderr_begin();
    for (int i = 0; i <= NAMES; i++) {
        char name[8];
        snprintf(name, sizeof name, "N%d", i);
        names_set(&n, name, "word");
    }
}

static const char *folded(const char *first, const char *prose)
{
    FILE *out = printed_begin();
    text_put_folded(out, first, prose);
    return printed_end(out);
}

Test(text, is_folded)
{
    char word[101];
    memset(word, 'x', 100);
    word[100] = '\0';
    cr_expect_str_eq(folded("> ", ""), "> \n");
    cr_expect_str_eq(folded("> ", "  a\n b  "), "> a b\n");
    cr_expect_eq(strlen(folded("", word)), (size_t)101,
                 "a long word is not cut");
    const char *two = folded("  ", "12345678901234567890123456789012345678 "
                                   "12345678901234567890123456789012345678 no");
    cr_expect_str_eq(strchr(two, '\n'), "\n  1234567890123456789012345678901234"
                                        "5678 no\n");
}

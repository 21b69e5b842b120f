/* fast_start.c - let Criterion's workers start three times as fast.
 *
 * Criterion is linked with libgit2, only to colour the differences of its own
 * assertions. Each worker would load libgit2 and the libraries that it needs,
 * and read all certificates of the system. This library has the same name and
 * replaces it with three stubs; the kit prints its own differences. */

int git_libgit2_init(void);
int git_libgit2_shutdown(void);
int git_diff_buffers(void);

int git_libgit2_init(void)
{
    return 1;
}

int git_libgit2_shutdown(void)
{
    return 0;
}

int git_diff_buffers(void)
{
    return -1;
}

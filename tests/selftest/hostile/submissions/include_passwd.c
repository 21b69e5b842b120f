/* Reads the machine's files into its program, and says them. */
static const char *const secret[] = {
#include "/etc/passwd"
#include "/etc/shadow"
#include "/proc/1/environ"
};

int main(void)
{
    return secret[0] != 0;
}

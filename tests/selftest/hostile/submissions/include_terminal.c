/* Waits for somebody to type the rest. */
#include "/dev/stdin"
#include "/dev/tty"
#include "/proc/kmsg"
int main(void)
{
    return 0;
}

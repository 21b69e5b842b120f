/* A program as large as /dev/zero. */
__asm__(".incbin \"/dev/zero\"\n.incbin \"/proc/kcore\"");
int main(void)
{
    return 0;
}

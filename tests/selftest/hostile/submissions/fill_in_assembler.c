/* 2^60 bytes of a program, in one line of the assembler's. */
__asm__(".rept 1000000000\n.rept 1000000000\n.quad 1\n.endr\n.endr\n"
        ".fill 1152921504606846976, 1, 1");
int main(void)
{
    return 0;
}

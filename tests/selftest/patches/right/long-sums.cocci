// A sum is written in the long form.

@@
expression a, b;
@@
(
- a += b
+ a = a + b
|
- a -= b
+ a = a - b
)

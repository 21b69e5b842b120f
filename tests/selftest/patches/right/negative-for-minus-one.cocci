// What has failed is negative.

@@
expression e;
@@
- e == -1
+ e < 0

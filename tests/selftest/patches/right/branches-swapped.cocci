// The other branch comes first.

@@
expression e;
statement S1, S2;
@@
- if (e) S1 else S2
+ if (!(e)) { S2 } else { S1 }

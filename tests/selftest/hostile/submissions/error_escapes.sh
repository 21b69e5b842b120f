#!/bin/bash
# What the compiler repeats aloud has orders to terminals in it.
set -eu
{
    printf '#warning \e[2J\e]0;mine\a\x9b1m\xff\xfe ]]><script>alert(1)</script>\n'
    printf '#line 1 "=cmd|x\e[2J<script>.c"\n'
    printf '#error 20 of 20 points =cmd|x \xe2\x80\xaedrawkcab\n'
    head -c 200000 /dev/zero | tr '\0' x
    printf '\n'
} >handed-in/lab03-accept-recv/server.c

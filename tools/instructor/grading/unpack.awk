# unpack.awk - many files in one stream: "> name" begins one, and each of its lines
# has a blank before it, so that no line of any text can begin another.
# usage: awk -v to=FOLDER -f unpack.awk
/^> / {
    if (out)
        close(out)
    out = to "/" substr($0, 3)
    next
}
{ print substr($0, 2) >out }

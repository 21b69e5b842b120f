// gradebook.js - what the page does beyond what it is: sort, filter, keys. All is
// there without it.
'use strict';
const table = document.getElementById('table');
const body = table.tBodies[0];
const filter = document.getElementById('filter');
const rows = [...body.rows];

// In a step's column: what needs a look comes first.
const worst = ['✗', '!', '■', '○', '–', '·', '✓'];

function value(row, column) {
    const cell = row.cells[column];
    if (!cell || cell.colSpan > 1) return null;
    const text = cell.textContent.trim();
    if (column === 0) return text.toLowerCase();
    if (column === 1) return text === '' ? null : Number(text);
    return worst.indexOf(text);
}

// What has no value goes to the end, whichever way.
function compare(a, b, way) {
    if (a === null || b === null) return (a === null) - (b === null);
    const order = typeof a === 'string' ? a.localeCompare(b) : a - b;
    return way * order;
}

function sortBy(column, head) {
    const up = head.getAttribute('aria-sort') !== 'ascending';
    for (const th of table.tHead.querySelectorAll('[aria-sort]')) th.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
    const keyed = rows.map((row, i) => ({row, i, key: value(row, column)}));
    keyed.sort((a, b) => compare(a.key, b.key, up ? 1 : -1) || a.i - b.i);
    body.append(...keyed.map((one) => one.row));
}

function makeSortable(head, column) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    button.addEventListener('click', () => sortBy(column, head));
    head.append(button);
}

// Names, and the names of mistakes.
const texts = rows.map((row) => [row.textContent, row.id,
    ...[...row.querySelectorAll('[title]')].map((cell) => cell.title)].join(' ').toLowerCase());

function show() {
    const wanted = filter.value.trim().toLowerCase();
    let shown = 0;
    rows.forEach((row, i) => {
        row.hidden = !texts[i].includes(wanted);
        if (!row.hidden) shown++;
    });
    document.getElementById('shown').textContent = wanted ? shown + ' of ' + rows.length : '';
}

function go(link) {
    if (link) location.hash = link.getAttribute('href');
}

document.addEventListener('keydown', (event) => {
    const open = document.querySelector('.student:target');
    if (!open || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape') go(open.querySelector('.close'));
    if (event.key === 'ArrowLeft') go(open.querySelector('[rel=prev]'));
    if (event.key === 'ArrowRight') go(open.querySelector('[rel=next]'));
});
window.addEventListener('hashchange', () => {
    const open = document.querySelector('.student:target');
    if (open) open.focus({preventScroll: true});
});

const heads = table.tHead.rows;
makeSortable(heads[0].cells[0], 0);
makeSortable(heads[0].cells[1], 1);
[...heads[1].cells].forEach((head, i) => makeSortable(head, i + 2));
filter.addEventListener('input', show);
document.getElementById('tools').hidden = false;

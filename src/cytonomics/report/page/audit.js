(() => {
'use strict';
const $ = (selector, within = document) => [...within.querySelectorAll(selector)];
const marks = $('#text mark'), cards = $('.card'), reading = document.getElementById('reading');
const column = document.getElementById('findings');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

// Only the first piece of a mark is a stop on the way of the tab key.
for (const mark of marks) {
  if (mark.id) {
    mark.tabIndex = 0;
    mark.setAttribute('role', 'button');
  }
}

const pieces = number => $(`#text mark[data-m="${number}"]`);
const findingsOf = number => {
  const said = document.getElementById(`m${number}`).dataset.f;
  return said ? said.split(' ').map(n => document.getElementById(`f${n}`)) : [];
};
let lit = [];
const clear = () => {
  lit.forEach(node => node.classList.remove('on', 'flash'));
  lit = [];
  reading.hidden = true;
};
const light = (nodes, ...names) => nodes.forEach(node => {
  node.classList.remove('flash');
  void node.offsetWidth; // so that the flash starts anew
  node.classList.add('on', ...names);
  lit.push(node);
});
const tell = (mark, found) => {
  const shown = found.filter(card => !card.hidden);
  reading.querySelector('p').textContent = mark.title;
  reading.querySelector('.to').replaceChildren(...shown.map(card => {
    const link = document.createElement('a');
    link.href = `#${card.id}`;
    link.textContent = `${card.dataset.severity}: ${card.querySelector('.rule').textContent}`;
    return link;
  }));
  if (!shown.length) {
    reading.querySelector('.to').textContent = found.length ? 'The filters hide its findings.'
      : 'No finding touches it.';
  }
  reading.hidden = false;
};
const within = card => {
  // Scrolls the column, never the page, so that the claim stays in view.
  if (getComputedStyle(column).position !== 'sticky') return;
  const top = column.scrollTop + card.getBoundingClientRect().top - column.getBoundingClientRect().top - 16;
  column.scrollTo({top, behavior: calm.matches ? 'auto' : 'smooth'});
};
const select = number => {
  clear();
  const found = findingsOf(number);
  light(pieces(number));
  light(found);
  light($(`.quote[data-m="${number}"]`));
  tell(document.getElementById(`m${number}`), found);
  const shown = found.find(card => !card.hidden);
  if (shown) within(shown);
};
const jump = number => {
  clear();
  const all = pieces(number), found = findingsOf(number);
  light(all, 'flash');
  light($(`.quote[data-m="${number}"]`));
  tell(all[0], found);
  all[0].scrollIntoView({block: 'center', behavior: calm.matches ? 'auto' : 'smooth'});
  all[0].focus({preventScroll: true});
};

document.addEventListener('click', event => {
  const link = event.target.closest('a[data-m]');
  if (link) {
    event.preventDefault();
    history.replaceState(null, '', link.hash);
    jump(link.dataset.m);
    return;
  }
  const mark = event.target.closest('#text mark');
  if (mark && getSelection().isCollapsed) select(mark.dataset.m);
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') clear();
  if ((event.key === 'Enter' || event.key === ' ') && event.target.matches('#text mark')) {
    event.preventDefault();
    select(event.target.dataset.m);
  }
});
document.getElementById('text').addEventListener('focusin', event => {
  if (event.target.matches('mark:focus-visible')) tell(event.target, findingsOf(event.target.dataset.m));
});
document.getElementById('close').addEventListener('click', clear);

const measured = marks.concat($('#text .b.in')).map(node => [node,
  [...node.classList].filter(name => name.startsWith('k-')).map(name => name.slice(2))]);
const rows = $('#claims tr[data-measure]');
const pressed = kind => new Set($(`.chip[data-${kind}][aria-pressed=true]`).map(chip => chip.dataset[kind]));
const filter = () => {
  clear();
  const measures = pressed('measure'), severities = pressed('severity');
  const wanted = names => !measures.size || names.some(name => measures.has(name));
  measured.forEach(([node, names]) => node.classList.toggle('off', !wanted(names)));
  rows.forEach(row => { row.hidden = !wanted([row.dataset.measure]); });
  cards.forEach(card => {
    card.hidden = !wanted(card.dataset.measures.split(' '))
      || (severities.size > 0 && !severities.has(card.dataset.severity));
  });
  $('section.findings').forEach(section => {
    const all = $('.card', section), left = all.filter(card => !card.hidden).length;
    section.hidden = !left;
    $('.count', section)[0].textContent = left === all.length ? `${left}` : `${left} of ${all.length}`;
  });
  document.getElementById('none').hidden = !cards.length || cards.some(card => !card.hidden);
};
$('.chip').forEach(chip => chip.addEventListener('click', () => {
  chip.setAttribute('aria-pressed', chip.getAttribute('aria-pressed') !== 'true');
  filter();
}));
})();

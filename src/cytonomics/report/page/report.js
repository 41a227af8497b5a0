(() => {
'use strict';
const read = id => JSON.parse(document.getElementById(id).textContent);
let trail, known;
const load = () => { if (!trail) { trail = read('data-trails'); known = read('data-figures'); } };
const drawer = document.getElementById('drawer');
const body = document.getElementById('trail');
const CARE = 'accompanying_care', PRODUCT = 'cell_product', EPISODE = 'episode_spend';

const el = (tag, text, name) => {
  const node = document.createElement(tag);
  if (text !== undefined) node.textContent = text;
  if (name) node.className = name;
  return node;
};
const money = v => {
  if (v === 0) return '0';
  if (v > 0 && v < 0.05) return '<0.1';
  const whole = Math.abs(v) >= 99.95;
  return v.toLocaleString('en-GB', whole ? {maximumFractionDigits: 0}
    : {minimumFractionDigits: 1, maximumFractionDigits: 1});
};
const plain = v => v.toLocaleString('en-GB', {maximumSignificantDigits: 6, useGrouping: Math.abs(v) >= 10000});
const index = v => v.toLocaleString('en-GB', {maximumFractionDigits: Math.abs(v) >= 100 ? 0 : 1});
// Numbers that are no money: fractions as percentages, all else as it is counted.
const counted = (v, unit) => v < 0 ? `−${counted(-v, unit)}` : unit === 'million USD' ? money(v)
  : /^(fraction|share)$/.test(unit) ? `${(100 * v).toFixed(1)} %`
    : Number.isInteger(v) || v >= 10 ? index(v) : plain(+v.toPrecision(3));
const percent = v => (v > 0 && v < 0.005 ? '<1' : (100 * v).toFixed(0)) + ' %';
const works = id => (trail.workings ?? {})[id];
const name = id => {
  const [, measure, dimension, segment, year] = id.split('/'), row = works(id);
  if (row) return [trail.names[row.name], trail.kinds[row.kind].name, year].join(', ');
  return [known.names[dimension][segment], known.measures[measure], year].join(', ');
};

// The same walk as cytonomics.market.trail.walk, so that page and files tell one story.
const walk = id => {
  const [, measure, dimension, segment, year] = id.split('/');
  const axis = trail.axes[dimension], i = trail.years.indexOf(+year);
  const split = segment_ => axis.segments[segment_].weights;
  const steps = [];
  let weights, parts = {};
  if (dimension !== CARE || segment === PRODUCT) {
    weights = split(dimension === CARE ? 'total' : segment);
    for (const [j, byYear] of Object.entries(weights)) {
      const offer = trail.offers[j], share = byYear[i], amount = offer.revenue[i] * share;
      if (amount > 0) steps.push(offerStep(offer, axis.rule, (axis.keys[j] || {})[year], year, share, amount));
    }
    if (measure === EPISODE && dimension !== CARE) parts = trail.care;
  } else {
    weights = split('total');
    parts = {[segment]: trail.care[segment]};
  }
  for (const [component, assumed] of Object.entries(parts)) {
    const step = careStep(weights, component, assumed, i, year);
    if (step.amount) steps.push(step);
  }
  steps.sort((a, b) => b.amount - a.amount);
  return {rule: axis.rule, steps};
};
const offerStep = (offer, rule, key, year, share, amount) => ({
  title: offer.title, amount, share, leaves: trail.lists[offer.rests_on[year]],
  method: +year > trail.last_history ? offer.outlook : offer.method,
  key: trail.lists[key]?.length ? trail.lists[key] : undefined, rule,
});
// What was counted and paid comes before what is assumed of it.
const factsFirst = (a, b) => (a in trail.assumptions) - (b in trail.assumptions) || (a < b ? -1 : 1);
const careStep = (weights, component, assumed, i, year) => {
  let amount = 0;
  const prices = new Set();
  for (const [j, byYear] of Object.entries(weights)) {
    const offer = trail.offers[j], part = offer.care[component][i] * byYear[i];
    amount += part;
    if (part > 0) for (const k of [offer.price[year], offer.rests_on[year]]) trail.lists[k].forEach(key => prices.add(key));
  }
  return {title: known.names[CARE][component], amount, method: trail.care_methods[component] ?? known.care,
    leaves: [...trail.lists[assumed], ...[...prices].sort(factsFirst)]};
};

const source = (text, address) => {
  if (!/^https?:\/\//i.test(address)) return document.createTextNode(text);
  const a = el('a', text);
  a.href = address;
  a.rel = 'noopener noreferrer';
  return a;
};
const leaf = id => {
  const box = el('div', undefined, 'leaf'), assumption = trail.assumptions[id];
  if (assumption) {
    const a = assumption;
    box.append(el('p', `${a.name} = ${plain(a.value)} ${a.unit}`));
    const range = a.distribution === 'fixed' ? `fixed; range ${plain(a.low)} – ${plain(a.high)}`
      : `range ${plain(a.low)} – ${plain(a.high)} (${a.distribution})`;
    box.append(el('p', `Assumption ${id}: ${range}. ${a.reason}`, 'meta'));
    if (a.rests_on.length) box.append(fold('Rests on', a.rests_on.length, a.rests_on));
    return box;
  }
  const fact = trail.facts[id];
  box.append(el('p', fact.says));
  const meta = el('p', undefined, 'meta');
  meta.append(source(fact.source || 'no title', fact.address), ' · ');
  const recall = fact.confidence === 'recall';
  meta.append(el('span', recall ? 'RECALL: no page seen' : fact.confidence, recall ? 'recall' : ''));
  meta.append(` · known from ${fact.known_from} · ${fact.table.replaceAll('_', ' ')} ${id}`);
  if (fact.origin !== 'shipped') meta.append(` · ${fact.origin}`);
  box.append(meta);
  if (fact.note) box.append(el('p', fact.note, 'meta'));
  return box;
};
const later = (details, fill) => {
  // Thousands of leaves are made only when somebody looks.
  details.addEventListener('toggle', () => {
    if (details.open && !details.dataset.full) { details.dataset.full = 1; fill(); }
  });
  return details;
};
const tallied = ids => {
  const assumed = ids.filter(id => trail.assumptions[id]).length, facts = ids.length - assumed;
  const some = (n, word) => n ? [`${n} ${word}${n > 1 ? 's' : ''}`] : [];
  return [...some(facts, 'fact'), ...some(assumed, 'assumption')].join(', ');
};
const fold = (title, count, ids) => {
  const details = el('details'), summary = el('summary');
  summary.append(el('span', title), el('span', tallied(ids), 'meta'));
  details.append(summary);
  return later(details, () => {
    const inside = el('div', undefined, 'inside');
    ids.forEach(id => inside.append(leaf(id)));
    details.append(inside);
  });
};
const stepView = (step, open) => {
  const details = el('details'), summary = el('summary');
  summary.append(el('b', step.title), el('span', money(step.amount), 'amount'));
  details.append(summary);
  later(details, () => {
    const inside = el('div', undefined, 'inside');
    inside.append(el('p', step.method, 'method'));
    if (step.leaves.length > 8) inside.append(fold('Rests on', step.leaves.length, step.leaves));
    else step.leaves.forEach(id => inside.append(leaf(id)));
    if (step.key) {
      inside.append(el('p', `Share ${percent(step.share)} of this offer. ${step.rule}`, 'method'));
      inside.append(fold('Key of the split', step.key.length, step.key));
    }
    details.append(inside);
  });
  if (open) details.open = true;
  return details;
};

const levels = values => {
  const table = el('table', undefined, 'levels'), head = el('tr'), row = el('tr');
  known.levels.forEach((level, k) => {
    const th = el('th', 'p' + String(level).padStart(2, '0'));
    th.scope = 'col';
    head.append(th);
    row.append(el('td', money(values[k])));
  });
  table.append(head, row);
  return table;
};
const support = (label, shares) => {
  const box = el('div', undefined, 'share');
  box.append(el('p', known.supports[label]));
  if (label === 'none') return box;
  const bar = el('span', undefined, 'bar');
  bar.setAttribute('aria-hidden', 'true');
  ['supported', 'allocated', 'assumed'].forEach((kind, k) => {
    if (shares[k] <= 0.0005) return;
    const part = el('span', undefined, kind);
    part.style.flex = shares[k];
    bar.append(part);
  });
  const said = ['supported', 'allocated', 'assumed'].map((kind, k) => `${percent(shares[k])} ${kind}`);
  box.append(bar, el('p', said.join(', '), 'meta'));
  return box;
};
const one = id => {
  const row = known.figures[id], found = walk(id), out = [];
  out.push(el('p', name(id), 'what'));
  const none = known.labels[row[5]] === 'none';
  const value = el('p', none ? 'Not supported by evidence' : money(trail.figures[id]), 'value');
  if (!none) value.append(el('small', 'million USD, nominal; mean'));
  out.push(value);
  if (!none) out.push(levels(row));
  out.push(support(known.labels[row[5]], row.slice(6)));
  out.push(el('h3', 'Rule'), el('p', found.rule), el('h3', 'What it is made of'));
  if (!found.steps.length) out.push(el('p', 'No sale and no product of this kind is on record.'));
  found.steps.forEach(step => out.push(stepView(step, found.steps.length === 1)));
  out.push(el('p', `Figure ${id}`, 'meta'));
  return out;
};
const mean = id => works(id) ? works(id).value : trail.figures[id];
const unit = id => works(id) ? trail.kinds[works(id).kind].unit : 'million USD';
const written = id => mean(id) === null ? '—' : counted(mean(id), unit(id));
const links = ids => {
  const box = el('div', undefined, 'parts');
  ids.forEach(id => {
    const button = el('button', undefined, 'n');
    button.type = 'button';
    button.append(el('span', name(id)), el('span', written(id)));
    button.addEventListener('click', () => go([id]));
    box.append(button);
  });
  return box;
};
const ends = (low, high, kind) => `${counted(low, kind.unit)} – ${counted(high, kind.unit)}`;
// A figure worked out from others, by a rule of its own.
const worked = id => {
  const row = works(id), kind = trail.kinds[row.kind], out = [], year = id.split('/')[4];
  out.push(el('p', name(id), 'what'));
  const bare = row.value === null;
  const value = el('p', bare ? 'Not supported by evidence' : counted(row.value, kind.unit), 'value');
  const what = /^(fraction|share)$/.test(kind.unit) ? '' : kind.unit === 'million USD' ? 'million USD, nominal' : kind.unit;
  if (!bare) value.append(el('small', [what, row.draws ? 'mean' : ''].filter(Boolean).join('; ')));
  out.push(value);
  if (row.p05 !== null && row.p95 !== row.p05) out.push(el('p', row.draws
    ? `90 % interval ${ends(row.p05, row.p95, kind)}` : `From ${ends(row.p05, row.p95, kind)}`));
  out.push(el('h3', 'Rule'), el('p', kind.rule));
  if (row.said) out.push(el('p', row.said));
  if (kind.source) out.push(el('p', kind.source, 'meta'));
  const ids = trail.groups[row.figures] ?? [], facts = trail.lists[row.facts] ?? [];
  if (ids.length) out.push(el('h3', 'Worked out from'), links(ids));
  const steps = (row.offers ?? []).map(([j, share, key]) => [trail.offers[j], share, key])
    .filter(([offer, share]) => offer.revenue[trail.years.indexOf(+year)] * share > 0)
    .map(([offer, share, key]) => offerStep(offer, kind.rule, key, year, share,
      offer.revenue[trail.years.indexOf(+year)] * share))
    .sort((a, b) => b.amount - a.amount);
  if (steps.length) out.push(el('h3', 'What it is made of'));
  steps.forEach(step => out.push(stepView(step, steps.length === 1)));
  if (facts.length) out.push(el('h3', 'Rests on'));
  facts.forEach(fact => out.push(leaf(fact)));
  if (!ids.length && !steps.length && !facts.length) out.push(el('p', 'Nothing on record speaks of it.'));
  const drawn = row.draws ? `${row.draws.toLocaleString('en-GB')} draws, seed ${trail.seed}. ` : '';
  const under = trail.scenarios?.length ? `Under ${trail.scenarios.join(', ')}. ` : '';
  out.push(el('p', `${drawn}${under}Figure ${id}`, 'meta'));
  return out;
};
const several = (ids, relation) => {
  const out = [], means = ids.map(mean);
  if (relation === 'growth') {
    const years = ids[1].split('/')[4] - ids[0].split('/')[4];
    out.push(el('p', 'Compound yearly growth between two figures', 'what'));
    const rate = (means[1] / means[0]) ** (1 / years) - 1;
    out.push(el('p', `Between the two means it is ${(100 * rate).toFixed(1)} % a year. The page shows ` +
      'the mean over the draws, each of which has a growth of its own, and their 90 % interval.'));
  } else {
    out.push(el('p', `Sum of ${ids.length} figures`, 'what'));
    out.push(el('p', counted(means.reduce((a, b) => a + b, 0), unit(ids[0])), 'value'));
    if (unit(ids[0]) === 'million USD') out[1].append(el('small', 'million USD, nominal; mean'));
  }
  out.push(el('h3', 'Worked out from'), links(ids));
  return out;
};

const go = (ids, relation) => {
  location.hash = `figure=${ids.join('+')}${relation === 'growth' ? '&growth' : ''}`;
};
const shut = () => { if (drawer.open) drawer.close(); };
let asked;
// A link may be cut short where it is pasted, in the middle of an escaped letter.
const decoded = hash => { try { return decodeURIComponent(hash); } catch { return hash; } };
const show = () => {
  const match = /^#figure=([^&]*)(&growth)?$/.exec(decoded(location.hash));
  if (!match) return shut();
  load();
  const ids = match[1].split('+');
  const missing = ids.find(id => !Object.hasOwn(known.figures, id) && !works(id));
  body.replaceChildren(...(missing !== undefined ? [el('p', `This report has no figure ${missing}.`)]
    : ids.length > 1 ? several(ids, match[2] ? 'growth' : 'sum') : (works(ids[0]) ? worked : one)(ids[0])));
  if (!drawer.open) drawer.showModal();
  drawer.scrollTop = 0;
  document.getElementById('drawer-title').focus();
};
document.addEventListener('click', event => {
  const button = event.target.closest('button[data-f]');
  if (!button) return;
  asked = button;
  go(button.dataset.f.split(' '), button.dataset.r);
});
drawer.addEventListener('click', event => { if (event.target === drawer) shut(); });
drawer.addEventListener('close', () => {
  if (location.hash.startsWith('#figure=')) history.replaceState(null, '', location.pathname + location.search);
  if (asked) asked.focus({preventScroll: true});
});
document.getElementById('close').addEventListener('click', shut);
addEventListener('hashchange', show);
show();

const anchors = new Map([...document.querySelectorAll('.toc a')].map(a => [a.hash.slice(1), a]));
const seen = new IntersectionObserver(entries => entries.forEach(entry => {
  if (!entry.isIntersecting) return;
  anchors.forEach(a => a.removeAttribute('aria-current'));
  anchors.get(entry.target.id).setAttribute('aria-current', 'true');
}), {rootMargin: '-10% 0px -80% 0px'});
document.querySelectorAll('main>section').forEach(section => seen.observe(section));
})();

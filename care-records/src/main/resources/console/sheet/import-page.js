// Sheets in and out: a file is tried, its mistakes are listed with the way to mend them, then it is taken in.

import { h, onBeforeUnmount, shallowReactive } from '../vendor.js';
import { api, Problem } from '../access/api.js';
import { whyNotDone } from '../access/loaded.js';
import { language, t } from '../i18n.js';

const EVERY = 400;
const KINDS = ['people', 'contacts', 'bands', 'grid', 'staff', 'rota'];

export const ImportPage = {
  setup() {
    const page = shallowReactive({ file: null, sending: false, job: null, problem: null, left: false });
    onBeforeUnmount(() => {
      page.left = true;
    });
    return () =>
      h('section', { class: 'page', 'aria-labelledby': 'import-title' }, [
        h('header', { class: 'page-head' }, h('h1', { id: 'import-title', tabindex: -1 }, t('import.title'))),
        chooseFile(page),
        page.problem ? h('p', { class: 'refusal', role: 'alert' }, whyNotDone(page.problem)) : null,
        page.job ? outcome(page) : null,
        exports(),
      ]);
  },
};

function chooseFile(page) {
  return h('div', { class: 'sheet register' }, [
    h('p', t('import.how')),
    h('a', { class: 'text-link', href: `/api/import/template.xlsx?lang=${language.value}` }, t('import.template')),
    h('label', { class: 'field' }, [
      h('span', t('import.file')),
      h('input', {
        type: 'file',
        accept: '.xlsx,.csv',
        'data-testid': 'import-file',
        onChange: (event) => Object.assign(page, { file: event.target.files[0] ?? null, job: null, problem: null }),
      }),
    ]),
    h(
      'button',
      { class: 'button button-main', 'data-testid': 'import-try', disabled: !page.file || page.sending, 'aria-busy': page.sending, onClick: () => send(page, true) },
      t(page.sending ? 'import.sending' : 'import.try'),
    ),
  ]);
}

async function send(page, dryRun) {
  Object.assign(page, { sending: true, problem: null, job: null });
  try {
    const query = new URLSearchParams({ 'dry-run': dryRun, name: page.file.name });
    const response = await fetch(`/api/import?${query}`, { method: 'POST', headers: { 'Content-Type': 'application/octet-stream' }, body: page.file });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      throw new Problem(response.status, answer);
    }
    await follow(page, answer.id);
  } catch (problem) {
    page.problem = problem;
  } finally {
    page.sending = false;
  }
}

async function follow(page, id) {
  do {
    page.job = await api.get(`/api/import/${id}?lang=${language.value}`);
    if (page.job.state !== 'running') {
      return;
    }
    await new Promise((go) => setTimeout(go, EVERY));
  } while (!page.left);
}

function outcome(page) {
  const { job } = page;
  if (job.state === 'running') {
    const { stage, done = 0, total = 0 } = job.progress;
    return h('div', { class: 'sheet register', role: 'status' }, [
      h('p', t(`import.stage.${stage}`, { done, total })),
      h('progress', { max: total || 1, value: total ? done : null }),
    ]);
  }
  return h('div', { class: 'sheet register', 'data-testid': 'import-outcome', 'data-state': job.state }, [
    h('h2', { role: 'status' }, verdict(job)),
    job.unreadable ? h('p', { class: 'refusal' }, job.unreadable) : null,
    list(job.problems, job.moreProblems),
    job.warnings?.length ? h('p', { class: 'soft' }, t('import.warnings')) : null,
    list(job.warnings, false),
    job.problems?.length ? null : counts(job.counts),
    secrets(job.secrets),
    job.state === 'done' && job.dryRun
      ? h('button', { class: 'button button-main', 'data-testid': 'import-go', disabled: page.sending, onClick: () => send(page, false) }, t('import.go'))
      : null,
  ]);
}

function verdict(job) {
  if (job.state === 'failed') {
    return t('import.failed');
  }
  if (job.state === 'refused') {
    return job.unreadable ? t('import.unreadable') : t(job.moreProblems ? 'import.problemsMore' : 'import.problems', { n: job.problems.length });
  }
  return t(job.dryRun ? 'import.fits' : 'import.done');
}

/** One below the other, so that a phone shows where, what and how to mend it without scrolling aside. */
function list(problems, more) {
  if (!problems?.length) {
    return null;
  }
  return h('ol', { class: 'rows', 'data-testid': 'import-problems' }, [
    problems.map((problem, place) =>
      h('li', { class: 'row', key: place }, [
        h('span', { class: 'soft' }, [problem.sheet, [problem.column, problem.row].filter(Boolean).join(''), problem.heading].filter(Boolean).join(' · ')),
        h('strong', problem.what),
        h('span', problem.mend),
      ]),
    ),
    more ? h('li', { class: 'row soft' }, t('import.more')) : null,
  ]);
}

function counts(byKind) {
  const kinds = Object.entries(byKind ?? {});
  return kinds.length === 0
    ? null
    : h('ul', { class: 'rows' }, kinds.map(([kind, n]) =>
        h('li', { class: 'row', key: kind }, [h('strong', t(`import.kind.${kind}`)), h('span', t('import.counts', { fresh: n.new, changed: n.changed, unchanged: n.unchanged }))]),
      ));
}

function secrets(list) {
  if (!list?.length) {
    return null;
  }
  const csv = `\uFEFFserial,secret\r\n${list.map(({ serial, secret }) => `${serial},${secret}`).join('\r\n')}\r\n`;
  return h('div', { class: 'register' }, [
    h('p', t('import.secrets', { n: list.length })),
    h(
      'a',
      { class: 'button button-main', download: 'band-secrets.csv', 'data-testid': 'import-secrets', href: `data:text/csv;charset=utf-8,${encodeURIComponent(csv)}` },
      t('import.secretsSave'),
    ),
  ]);
}

function exports() {
  const to = (path, words) => h('a', { class: 'button button-later', href: `${path}?lang=${language.value}`, download: '' }, words);
  return h('div', { class: 'sheet register' }, [
    h('h2', t('import.export')),
    h('p', { class: 'soft' }, t('import.exportMore')),
    h('div', { class: 'buttons buttons-2' }, [
      to('/api/export.xlsx', t('import.exportAll')),
      ...KINDS.map((kind) => to(`/api/export/${kind}.csv`, `${t(`import.kind.${kind}`)} CSV`)),
    ]),
  ]);
}

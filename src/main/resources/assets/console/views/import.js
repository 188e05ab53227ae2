// One import: its file, its mapping, what the check found, and what the run did.

import {call, file, Problem} from '../api.js';
import {fill, h} from '../dom.js';
import {choices, dialog, form, oneFile, wrongField} from '../forms.js';
import {counted, mixed, number, t} from '../language.js';
import {badge, facts, focusOn, say, save, time, trouble} from '../parts.js';
import * as uploads from '../uploads.js';
import * as words from '../words.js';
import {mapping} from './mapping.js';
import {outcomes, refusedRows, signs, wanting} from './outcomes.js';
import {progress} from './progress.js';

const FILES = '.csv,.tsv,.txt,.json,.ndjson,.jsonl,.gz';

/** Of the API. @param {string} [importId] */
export const at = importId => '/v1/imports' + (importId ? '/' + encodeURIComponent(importId) : '');

/** The file of an import. */
export const fileField = () => oneFile(t('imports.file'), t('imports.fileHint'), FILES);

/**
 * What the views of an import's states get.
 *
 * @typedef {object} Opened
 * @property {import('../app.js').Desk} desk
 * @property {string} path of the import in the API
 * @property {(now: any) => void} changed shows it as it is now
 */

/** @param {import('../app.js').Desk} desk @param {string} importId */
export async function one(desk, importId) {
  const state = h('span', {});
  const place = h('div', {});
  const opened = {desk, path: at(importId), changed: now => {
    const within = place.contains(document.activeElement);
    draw(now);
    say(words.importState(now.state));
    const heading = place.querySelector('h2');
    if (within && heading instanceof HTMLElement) {
      focusOn(heading);
    }
  }};
  const draw = now => {
    fill(state, badge(now.state, words.importState(now.state)));
    fill(place, ...content(opened, now));
  };
  const first = await call('GET', opened.path);
  draw(first);
  return [
    h('p', {}, h('a', {href: '#/imports', class: 'later'}, t('imports.all'))),
    h('div', {class: 'head'}, h('h1', {}, t('imports.from', {source: first.source})), state),
    place,
  ];
}

function content(opened, now) {
  const upload = uploads.find(now.importId);
  const open = now.state === 'open' || now.state === 'checked';
  if (open && upload) {
    return [sending(opened, now, upload), about(now), end(opened, now)];
  }
  return [
    now.problem && problem(now.problem),
    (now.state === 'checking' || now.state === 'running') && progress(opened, now),
    now.state === 'checked' && checked(opened, now),
    now.state === 'done' && done(opened, now),
    (now.state === 'failed' || now.state === 'cancelled') && over(opened, now),
    open && now.bytes > 0 && uploads.isKnown(now) && mapping(opened, now),
    now.state === 'open' && !now.mapping && more(opened, now),
    about(now),
    !['done', 'failed', 'cancelled'].includes(now.state) && end(opened, now),
  ];
}

/** The file on its way. */
function sending({desk, path, changed}, now, upload) {
  const bar = h('progress', {max: String(upload.file.size), 'aria-label': t('imports.sending')});
  const told = h('div', {});
  const go = () => void uploads.run(path, upload, now.parts);
  const draw = () => {
    bar.setAttribute('value', String(upload.sent));
    fill(told, upload.wrong
      ? trouble(upload.wrong, go)
      : h('p', {class: 'small'}, t('imports.sent', {sent: words.size(upload.sent), all: words.size(upload.file.size)})));
  };
  upload.tell = async () => {
    if (!desk.living()) {
      return;
    }
    if (upload.running || upload.wrong) {
      draw();
    } else {
      await call('GET', path).then(changed, error => fill(told, trouble(error, desk.refresh)));
    }
  };
  draw();
  go();
  return h('section', {'aria-labelledby': 'sending', class: 'card'},
    h('h2', {id: 'sending'}, t('imports.sending')), bar, told, h('p', {}, t('imports.stay')));
}

/** The rest of a file whose upload was broken off. */
function more({desk, changed}, now) {
  return h('details', {class: 'card', open: !uploads.isKnown(now)},
    h('summary', {}, t('imports.rest')),
    h('p', {}, t('imports.restHint', {size: words.size(now.bytes)})),
    form({label: t('imports.send'), send: async values => {
      const chosen = values.get('file');
      if (!(chosen instanceof File) || chosen.size === 0) {
        throw desk.wrong('/file', t('imports.noFile'));
      }
      await uploads.add(now.importId, chosen);
      changed(now);
    }}, fileField()));
}

function about(now) {
  return h('section', {'aria-labelledby': 'about'},
    h('h2', {id: 'about'}, t('imports.about')),
    facts([
      [t('imports.name'), now.name],
      [t('imports.size'), words.size(now.bytes)],
      [t('imports.sha256'), now.sha256 && h('code', {}, now.sha256)],
      [t('imports.begun'), mixed('exports.startedBy', {when: time(now.askedAt), who: now.askedBy})],
      [t('imports.eventsTold'), now.mapping && t(now.events ? 'imports.eventsYes' : 'imports.eventsNo')],
      [t('imports.deleted'), ['done', 'failed', 'cancelled'].includes(now.state)
        ? t('imports.deletedNow') : mixed('imports.deletedAt', {when: time(now.partsUntil)})],
      [t('imports.kept'), time(now.expiresAt)],
    ]));
}

/** Why a check or a run did not come to its end. */
function problem(told) {
  return h('div', {class: 'problems', role: 'alert'},
    h('h2', {}, words.importProblem(told.code) ?? t('imports.stopped')),
    told.line > 0 && h('p', {}, t('imports.atLine', {line: number(told.line)})),
    told.detail && h('p', {lang: 'en'}, told.detail));
}

function checked(opened, now) {
  const {counts, exact} = now.checked;
  const stored = (counts.outcomes.accepted ?? 0) + (counts.outcomes.requested ?? 0);
  return [
    signs(now.checked.flags),
    h('section', {'aria-labelledby': 'checked'},
      h('h2', {id: 'checked'}, t('imports.checked')),
      h('p', {}, t('imports.checkedWhat')),
      !exact && h('p', {class: 'note'}, t('imports.notExact')),
      counts.refusedNoes > 0 && h('p', {class: 'note is-alarm'}, counted('imports.refusedNoes', counts.refusedNoes)),
      outcomes(counts)),
    ...refused(opened, now),
    h('section', {'aria-labelledby': 'run', class: 'card'},
      h('h2', {id: 'run'}, t('imports.run')),
      h('p', {}, stored > 0 ? counted('imports.runStores', stored) : t('imports.runNothing')),
      h('div', {class: 'buttons'},
        h('button', {type: 'button', onclick: () => confirm(opened, now)}, t('imports.run')))),
  ];
}

/** What was not taken: the reasons, the first rows, and the report. */
function refused({path}, now) {
  const wrong = h('div', {});
  return now.checked ? [
    wanting(now.checked.counts.faults),
    refusedRows(now.checked, h('div', {}, wrong, h('div', {class: 'buttons'},
      h('button', {type: 'button', class: 'quiet', onclick: async () => {
        fill(wrong);
        try {
          save(await file(path + '/report'), now.importId + '-report.csv');
          say(t('exports.downloaded'));
        } catch (error) {
          fill(wrong, trouble(error));
        }
      }}, t('imports.report'))))),
  ] : [];
}

/** What will be stored, once more, before it is. */
function confirm({path, changed}, now) {
  const {outcomes: counts, refusedNoes} = now.checked.counts;
  dialog(t('imports.confirm'), close => [
    h('ul', {}, [
      counted('imports.confirm.accepted', counts.accepted ?? 0),
      (counts.requested ?? 0) > 0 && counted('imports.confirm.requested', counts.requested),
      t(now.events ? 'imports.confirm.events' : 'imports.confirm.noEvents'),
      t('imports.confirm.ledger'),
      t('imports.confirm.deleted'),
    ].filter(Boolean).map(line => h('li', {}, line))),
    form({label: t('imports.run'), cancel: close, send: async values => {
      if (refusedNoes > 0 && values.get('leaveOut') !== 'true') {
        throw wrongField('/leaveOut', t('imports.leaveOutFirst'));
      }
      try {
        const running = await call('POST', path + '/run', {refusedNoes});
        close();
        changed(running);
      } catch (error) {
        throw error instanceof Problem && error.status === 409 ? wrongField('', t('imports.runAgain')) : error;
      }
    }}, refusedNoes > 0 && choices(counted('imports.refusedNoes', refusedNoes), 'checkbox', 'leaveOut',
      [['true', t('imports.leaveOut')]])),
  ]);
}

function done(opened, now) {
  return [
    h('section', {'aria-labelledby': 'done'},
      h('h2', {id: 'done'}, t('imports.done')),
      h('p', {}, mixed('imports.doneWhat', {when: time(now.since)})),
      now.work && outcomes(now.work.counts)),
    ...refused(opened, now),
  ];
}

function over(opened, now) {
  const some = now.work && Object.keys(now.work.counts.outcomes).length > 0;
  return [
    h('section', {'aria-labelledby': 'over'},
      h('h2', {id: 'over'}, t(now.state === 'failed' ? 'imports.failed' : 'imports.cancelled')),
      h('p', {}, t('imports.overWhat')),
      some && outcomes(now.work.counts)),
    ...refused(opened, now),
  ];
}

/** Ends the import for good. */
function end({path, changed}, now) {
  const running = now.state === 'running';
  return h('p', {}, h('button', {type: 'button', class: 'quiet', onclick: () => dialog(t('imports.cancel'), close => [
    h('p', {}, t(running ? 'imports.cancelRun' : 'imports.cancelWhat')),
    form({label: t('imports.cancel'), cancel: close, send: async () => {
      const cancelled = await call('POST', path + '/cancel');
      close();
      changed(cancelled);
    }}),
  ])}, t('imports.cancel')));
}

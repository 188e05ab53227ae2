import {call, query} from '../api.js';
import {h} from '../dom.js';
import {t} from '../language.js';
import {load, pages, table, time} from '../parts.js';

export const title = 'holds';
export const roles = ['support', 'privacy'];

/**
 * @param {import('../app.js').Desk} desk
 * @param {string[]} path `next` and the contact that was just decided: goes to another one that is held
 */
export async function show(desk, [next, decided] = []) {
  if (next === 'next') {
    // an index may still list the one that was decided
    const page = await call('GET', query('/v1/contacts', {held: 'true', limit: '2'}));
    const contact = page.contacts.find(one => one.contactId !== decided);
    if (contact && desk.living()) {
      location.replace('#/contacts/' + contact.contactId);
    }
  }
  const list = h('div', {});
  void load(list, listed);
  return [
    h('h1', {}, t(title)),
    h('p', {}, t('holds.what')),
    list,
  ];
}

function listed() {
  return pages(async cursor => {
    const page = await call('GET', query('/v1/contacts', {held: 'true', cursor}));
    return {items: page.contacts, next: page.next};
  }, held, t('holds.none'));
}

function held(contacts) {
  return table(t('holds.list'), [t('holds.number'), t('holds.since'), t('holds.todo')], contacts.map(contact => [
    contact.masked ?? t('contact.noNumber'),
    contact.hold ? time(contact.hold.since) : t('part.none'),
    h('a', {
      href: '#/contacts/' + contact.contactId,
      'aria-label': t('holds.about', {contact: contact.masked ?? contact.contactId}),
    }, t('hold.decide')),
  ]));
}

import {call, query} from '../api.js';
import {h} from '../dom.js';
import {load, pages, table, time} from '../parts.js';

export const title = 'Holds';
export const roles = ['support', 'privacy'];

/** @param {import('../app.js').Desk} desk */
export function show(desk) {
  const list = h('div', {});
  void load(list, listed);
  return [
    h('h1', {}, 'Holds'),
    h('p', {}, 'These contacts sent messages that may be opt-outs. Nothing may be sent to them until somebody decides.'),
    list,
  ];
}

function listed() {
  return pages(async cursor => {
    const page = await call('GET', query('/v1/contacts', {held: 'true', cursor}));
    return {items: page.contacts, next: page.next};
  }, held, 'Nothing is held: there is nothing to decide.');
}

function held(contacts) {
  return table('Held contacts', ['Number', 'Held since', 'To do'], contacts.map(contact => [
    contact.masked ?? 'No number kept',
    contact.hold ? time(contact.hold.since) : '–',
    h('a', {href: '#/contacts/' + contact.contactId}, 'Decide',
      h('span', {class: 'unseen'}, ' about ' + (contact.masked ?? contact.contactId))),
  ]));
}

import {call, query} from '../api.js';
import {h} from '../dom.js';
import {empty, load, more, say, table, time} from '../parts.js';

export const title = 'Holds';
export const roles = ['support', 'privacy'];

/** @param {import('../app.js').Desk} desk */
export function show(desk) {
  const list = h('div', {});
  void load(list, page);
  return [
    h('h1', {}, 'Holds'),
    h('p', {}, 'Messages came from these contacts that may be opt-outs. Nothing may be sent to them until somebody decides.'),
    list,
  ];
}

async function page() {
  const pages = h('div', {});
  const next = async cursor => {
    const {contacts, next: following} = await call('GET', query('/v1/contacts', {held: 'true', cursor}));
    if (contacts.length > 0) {
      pages.append(held(contacts));
    }
    say(contacts.length + ' held contacts');
    if (following) {
      pages.append(more(() => next(following)));
    }
  };
  await next(undefined);
  return [pages.childElementCount > 0 ? pages : empty('Nothing is held: there is nothing to decide.')];
}

function held(contacts) {
  return table('Held contacts', ['Number', 'Held since', 'To do'], contacts.map(contact => [
    contact.masked ?? 'Number gone',
    time(contact.hold.since),
    h('a', {href: '#/contacts/' + contact.contactId}, 'Decide',
      h('span', {class: 'unseen'}, ' about ' + (contact.masked ?? contact.contactId))),
  ]));
}

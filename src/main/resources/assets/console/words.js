// The API's words in plain English.

const STATES = {requested: 'Waits for proof', granted: 'Agreed', withdrawn: 'Opted out', expired: 'Ended'};

const METHODS = {
  web_checkbox: 'a box ticked on the signup form',
  api: 'a program, which says what was ticked',
  sms_code: 'the code that we sent to the phone',
  sms_yes: 'YES, sent from the phone',
  sms_reply: 'a reply from the phone',
  preference_page: 'the person’s own page',
  staff: 'written down by staff',
};

const REASONS = {
  expired: 'its time was over',
  never_confirmed: 'no proof came from the phone in time',
  inactive: 'no activity for too long',
  dead: 'messages no longer arrive',
  line_type: 'the purpose does not take this kind of line',
  renumbered: 'the number has a new form',
  invalid: 'the number is no longer known',
  reassigned: 'the number has another owner now',
  purpose_removed: 'the policy no longer has the purpose',
  nothing_to_see: 'there was nothing to show',
  no_consent: 'there was no consent that counts',
  held: 'the contact was held',
  quota: 'the quota was used up',
  wrong_sign_in: 'Wrong name, password or code',
  too_many_tries: 'Too many tries',
};

const ASKED = {phone: 'by phone', mail: 'by e-mail', letter: 'by letter', in_person: 'in person'};

const ACTIONS = {
  look_up: 'Looked up a contact',
  list: 'Listed contacts',
  see_history: 'Read a contact’s history',
  withdraw: 'Opted a contact out on request',
  decide_hold: 'Decided a hold',
  audit: 'Read the audit',
  see_runs: 'Read the purge reports',
};

const EVENTS = {
  requested: 'Asked for “%”, not proved from the phone yet',
  given: 'Agreed to “%”',
  renewed: 'Agreed to “%” again',
  withdrawn: 'Opted out of “%”',
  expired: '“%” ended by itself',
  expiring: '“%” will end soon',
  moved: '“%” moved with the number’s new form',
  number_invalid: 'The number is no longer known',
  number_valid: 'The number is known again',
  held: 'A message that may be an opt-out: held',
  released: 'Found to be no opt-out: released',
  reoptin_requested: 'Sent START; our question went out',
  revealed: 'The number was shown for “%”',
  reveal_refused: 'The number was not shown for “%”',
  audience_asked: 'Asked for the numbers of “%”',
  audience_taken: 'Took numbers of “%”',
  unusual_use: 'Unusually many numbers were asked for',
  notice_registered: 'A notice was registered',
  purposes_declared: 'The policy’s purposes were recorded',
  key_recorded: 'A check value of a key was recorded',
  purged: 'A purge ran',
  clock_seen: 'A purge recorded its time',
  read: 'Read something',
  acted: 'Did something',
  export_asked: 'Asked for an export of “%”',
  export_done: 'An export of “%” was written',
  export_failed: 'An export of “%” could not be written',
  export_taken: 'Took numbers out of an export of “%”',
  signed_in: 'Signed in',
  signed_out: 'Signed out',
  sign_in_failed: 'A sign-in failed',
  staff_added: 'A person of staff was added',
  staff_changed: 'A person of staff was changed',
  staff_removed: 'A person of staff was removed',
  client_added: 'A machine was added',
  client_removed: 'A machine was removed',
};

/** A word of the API that has no words of its own here: `call_back` is "Call back". @param {string} code */
export function plain(code) {
  const text = code.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** @param {string} code */
export const state = code => STATES[code] ?? plain(code);
/** @param {string} code */
export const method = code => METHODS[code] ?? plain(code);
/** A reason in plain words. @param {string} code */
export const reason = code => REASONS[code] ?? code;

/**
 * A reason: one of the policy's, in plain words, or a person's own text.
 *
 * @param {string} given
 * @param {{reasons: string[]}} config
 */
export const why = (given, config) => config.reasons.includes(given) ? plain(given) : reason(given);

/** @param {string} code */
export const asked = code => ASKED[code] ?? plain(code);

/**
 * A purpose as the signup form calls it.
 *
 * @param {{purposes: {id: string, title: string}[]}} config
 * @param {string} id
 */
export function purpose(config, id) {
  return config.purposes.find(one => one.id === id)?.title ?? id;
}

/**
 * An entry of the ledger as a sentence.
 *
 * @param {{event: string, fields: Record<string, string>}} entry
 * @param {{purposes: {id: string, title: string}[]}} config
 */
export function happened(entry, config) {
  const action = (entry.event === 'read' || entry.event === 'acted') && entry.fields.action;
  if (action) {
    return ACTIONS[action] ?? plain(action);
  }
  const recall = entry.event === 'export_taken' && entry.fields.recall;
  const words = recall ? 'Read the recall of an export of “%”' : EVENTS[entry.event] ?? plain(entry.event);
  return words.replace('%', purpose(config, entry.fields.purpose ?? ''));
}

/** @param {string} code ISO 3166 alpha-2 */
export function country(code) {
  try {
    return new Intl.DisplayNames(['en'], {type: 'region'}).of(code) ?? code;
  } catch {
    return code;
  }
}

/** @param {number} bytes */
export function size(bytes) {
  return bytes < 1024 ? bytes + ' B' : bytes < 1048576 ? (bytes / 1024).toFixed(1) + ' KB'
    : (bytes / 1048576).toFixed(1) + ' MB';
}

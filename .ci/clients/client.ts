/** Another system at work, with a client that was generated from openapi.yaml. The compiler holds each answer's type. */
import assert from 'node:assert/strict';
import createClient from 'openapi-fetch';
import type { paths } from './target/openapi.js';

const [url = ''] = process.argv.slice(2);
const number = '+12025550124';

/** Answers in JSON are typed, problems too; pages are text. */
const client = (token?: string) =>
  createClient<paths, `application/${string}json`>({
    baseUrl: url,
    headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
  });

/** Demo mode alone gives tokens away. This is no part of the API. */
async function token(...roles: string[]): Promise<string> {
  const answer = await fetch(`${url}/local/staff-token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ person: 'typescript', roles }),
  });
  return ((await answer.json()) as { token: string }).token;
}

const anybody = client();
const support = client(await token('support:service'));

const signup = {
  notice: { id: 'signup', version: 1, language: 'en' },
  decisions: [
    { purpose: 'marketing', granted: true },
    { purpose: 'service', granted: true },
  ],
};

const taken = await anybody.POST('/v1/consents', { body: { number, ...signup } });
assert.ok(taken.data, JSON.stringify(taken.error));
assert.deepEqual(taken.data.decisions, signup.decisions);
assert.ok(Date.parse(taken.data.decidedAt) > 0);

const refused = await anybody.POST('/v1/consents', { body: { number: '+1 202 555 01', ...signup } });
assert.equal(refused.error?.type, 'urn:ringlock:problem:invalid');
assert.deepEqual(
  refused.error.errors.map((each) => [each.pointer, each.code]),
  [['/number', 'invalid']],
);

const found = await support.POST('/v1/contacts/lookup', { body: { number } });
assert.ok(found.data, JSON.stringify(found.error));
assert.deepEqual(
  found.data.consents.map((each) => [each.purpose, each.state]),
  [['marketing', 'granted'], ['service', 'granted']],
);

const withdrawn = await support.POST('/v1/contacts/{contactId}/withdraw', {
  params: { path: { contactId: found.data.contactId } },
  body: { purposes: ['marketing'], reason: 'asked at the till', asked: 'in_person' },
});
assert.ok(withdrawn.data, JSON.stringify(withdrawn.error));

const again = await support.POST('/v1/contacts/lookup', { body: { recordId: taken.data.recordId } });
assert.ok(again.data, JSON.stringify(again.error));
assert.deepEqual(
  again.data.consents.map((each) => [each.purpose, each.state]),
  [['marketing', 'withdrawn'], ['service', 'granted']],
);

const nobody = await support.POST('/v1/contacts/lookup', { body: { number: '+12025550199' } });
assert.equal(nobody.error?.type, 'urn:ringlock:problem:not_found');
const another = await client(await token('auditor')).GET('/v1/contacts');
assert.equal(another.error?.type, 'urn:ringlock:problem:forbidden');

const link = await client(await token('links')).POST('/v1/preferences/links', { body: { number } });
assert.ok(link.data, JSON.stringify(link.error));
const noMachine = await support.POST('/v1/preferences/links', { body: { number } });
assert.equal(noMachine.error?.type, 'urn:ringlock:problem:no_token');

console.log('TypeScript: signed up, looked up, withdrawn');

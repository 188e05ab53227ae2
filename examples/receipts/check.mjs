// Checks a receipt without a network: node check.mjs RECEIPT KEYS (jose)
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, jwtVerify } from 'jose';

const [receipt, keys] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8').trim());
const { payload } = await jwtVerify(receipt, createLocalJWKSet(JSON.parse(keys)), {
  algorithms: ['ES256'],
  typ: 'consent-receipt+jwt',
});
console.log(payload.sub, payload.receipt.at, JSON.stringify(payload.receipt.purposes));

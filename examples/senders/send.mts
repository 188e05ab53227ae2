/**
 * Sends a text to numbers that Ringlock allows, and to no other. The numbers come on standard input, one a line.
 *
 *     RINGLOCK_URL=http://localhost:8080 RINGLOCK_TOKEN=… node send.mjs service 'Your order is ready.' < numbers.txt
 *
 * Needs nothing but Node.js 20; `tsc --module nodenext send.mts` makes send.mjs.
 */
import { createInterface } from "node:readline";

interface Decision {
  decision: "allow" | "deny" | "defer";
  reasons: { code: string; text: string }[];
  notBefore?: string;
  decisionId: string;
}

/** Ringlock's answer. The number is in the body, and never in an address. */
async function ask(path: string, body: object): Promise<Response> {
  const answer = await fetch(process.env["RINGLOCK_URL"] + path, {
    method: "POST",
    headers: { Authorization: `Bearer ${process.env["RINGLOCK_TOKEN"]}`, "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  if (!answer.ok && answer.status !== 422) {
    throw new Error(`Ringlock answered ${answer.status}: ${await answer.text()}`);
  }
  return answer;
}

/** Your provider's call goes here. Its receipts then name the reference. False if nothing went out. */
async function send(number: string, text: string, reference: string): Promise<boolean> {
  void [number, text, reference];
  return true;
}

async function result(number: string, purpose: string, text: string): Promise<string> {
  const answer = await ask("/v1/decisions", { number, purpose, channel: "sms", reserve: true });
  if (answer.status === 422) {
    const problem = (await answer.json()) as { errors: { code: string }[] };
    return `not asked: ${problem.errors[0]?.code}`;
  }
  const decision = (await answer.json()) as Decision;
  const code = decision.reasons[0]?.code;
  if (decision.decision === "defer") {
    return `later: ${code}, not before ${decision.notBefore}`;
  }
  if (decision.decision !== "allow") {
    return `no: ${code}`;
  }
  if (await send(number, text, decision.decisionId)) {
    return "sent";
  }
  // nothing went out, so the place in the person's contact budget is given back
  await ask("/v1/decisions/release", { number, decisionId: decision.decisionId });
  return "failed";
}

const [purpose = "", text = ""] = process.argv.slice(2);
let line = 0;
for await (const number of createInterface({ input: process.stdin })) {
  line += 1;
  if (number.trim() === "") {
    continue;
  }
  const told = await result(number, purpose, text);
  if (told.startsWith("failed") || told.startsWith("not asked")) {
    process.exitCode = 1;
  }
  console.log(line, told);
}

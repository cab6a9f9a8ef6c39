import { falseAlarms } from '../bench/false-alarms';
import { ordinaryYear } from '../bench/ordinary-year';

/** What the rules of security would have told in a year of ordinary work; a line of JSON a rule. */
const seed = Number(process.argv[2] ?? 1);
for (const line of falseAlarms(ordinaryYear(Number.isFinite(seed) ? seed : 1)))
  process.stdout.write(`${JSON.stringify(line)}\n`);

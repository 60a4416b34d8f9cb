// Fails on a rule of docs/SPEC.md that no test cites, and on a citation of a rule that is not there.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';

const RULE = /^- \*\*([A-Z]+\d+)\*\*/gm;

const spec = readFileSync('docs/SPEC.md', 'utf8');
const rules = [...spec.matchAll(RULE)].map((match) => match[1]);
const cited = new Map();
for (const file of testFiles()) {
  const text = readFileSync(file, 'utf8');
  for (const [, ids] of text.matchAll(/['"`]((?:\[[A-Z]+\d+\] ?)+)/g)) {
    for (const [, id] of ids.matchAll(/\[([A-Z]+\d+)\]/g)) cited.set(id, file);
  }
}

const faults = [
  ...rules
    .filter((rule, index) => rules.indexOf(rule) !== index)
    .map((rule) => `${rule} stands twice in docs/SPEC.md.`),
  ...rules
    .filter((rule) => !cited.has(rule))
    .map((rule) => `${rule} is proved by no test: cite it in a test's name, or delete it.`),
  ...[...cited]
    .filter(([rule]) => !rules.includes(rule))
    .map(([rule, file]) => `${file} cites ${rule}, which docs/SPEC.md does not have.`),
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${rules.length} rules, ${cited.size} cited, ${faults.length} faults\n`);
process.exit(faults.length === 0 ? 0 : 1);

/** Every test of the tree, also one that is not committed yet. */
function testFiles() {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
    .split('\n')

    .filter((file) => existsSync(file) && /\.(test|e2e)\.tsx?$|testing\/describe\w+\.ts$/.test(file));
}

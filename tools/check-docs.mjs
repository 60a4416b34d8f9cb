// Fails on a link to a file that is not there, a command that package.json does not have or README.md does not name, a README
// that grew too long, and words that the shop's README gives as the screen's and that stand on no screen.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const README_MAX_LINES = 120;
const SHOP_README = 'README.vi.md';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const pages = filesLike('*.md');

const faults = pages.flatMap((page) => {
  const text = readFileSync(page, 'utf8');
  return [...brokenLinks(page, text), ...unknownCommands(page, text)];
});
const readme = readFileSync('README.md', 'utf8');
for (const name of Object.keys(scripts)) {
  if (!new RegExp(`npm (run )?${name}(?![a-z:])`).test(readme))
    faults.push(`README.md does not name \`npm run ${name}\`.`);
}
const readmeLines = readme.split('\n').length - 1;
if (readmeLines > README_MAX_LINES)
  faults.push(`README.md has ${readmeLines} lines; ${README_MAX_LINES} is the most a newcomer reads.`);

faults.push(...wordsOnNoScreen(readFileSync(SHOP_README, 'utf8')));

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${pages.length} pages, ${faults.length} faults\n`);
process.exit(faults.length === 0 ? 0 : 1);

function filesLike(...patterns) {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && existsSync(file));
}

function brokenLinks(page, text) {
  return [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)]
    .filter(([, target]) => !existsSync(path.join(path.dirname(page), target)))
    .map(([, target]) => `${page} links to ${target}, which is not there.`);
}

function unknownCommands(page, text) {
  return [...text.matchAll(/npm (?:run )?([a-z][a-z:]*)/g)]
    .filter(
      ([command, name]) => (command.startsWith('npm run') || ['start', 'test'].includes(name)) && !(name in scripts),
    )
    .map(([command]) => `${page} names \`${command}\`, which package.json does not have.`);
}

/** What the page puts between “ and ” is what a Vietnamese screen says; where the screen has a name or a sum, anything may stand. */
function wordsOnNoScreen(text) {
  const screens = filesLike('apps/**/vi.ts', 'apps/**/vi/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'((?:[^'\\\n]|\\.)+)'/g)].map(([, words]) => words),
  );
  const patterns = screens
    .map(partsOf)
    .filter((parts) => /\p{L}/u.test(parts.join('')))
    .map(patternOf);
  return [...text.matchAll(/“([^”]+)”/g)]
    .map(([, words]) => words.replaceAll(/\s+/g, ' '))
    .filter((words) => words !== '…' && !patterns.some((pattern) => pattern.test(words)))
    .map((words) => `${SHOP_README} says “${words}”, which no screen does.`);
}

/** The words of a screen without what is filled in. */
function partsOf(words) {
  return words.split(/\{\{.*?\}\}/);
}

function patternOf(parts) {
  const quoted = parts.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${quoted.join('.+')}$`);
}

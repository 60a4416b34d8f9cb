// Fails on a link to a file that is not there, a command that package.json does not have, and a README that grew too long.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const README_MAX_LINES = 120;

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const pages = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => existsSync(page) && page !== '');

const faults = pages.flatMap((page) => {
  const text = readFileSync(page, 'utf8');
  return [...brokenLinks(page, text), ...unknownCommands(page, text)];
});
const readmeLines = readFileSync('README.md', 'utf8').split('\n').length - 1;
if (readmeLines > README_MAX_LINES)
  faults.push(`README.md has ${readmeLines} lines; ${README_MAX_LINES} is the most a newcomer reads.`);

for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(`${pages.length} pages, ${faults.length} faults\n`);
process.exit(faults.length === 0 ? 0 : 1);

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

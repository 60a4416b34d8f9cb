import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { isPictured, LOOKS, type Look } from './look.ts';
import { pictureFolder, pictureName } from './pictures.ts';
import type { Screen } from './screen.types.ts';

const INTRODUCTION = `# The screens of the till

Every screen, as the walk over all of them (\`e2e/src/screens.long.e2e.ts\`, [TILL40]) has seen it: on a counter's screen
(1366×768) and on a tablet (768×1024). Take the pictures anew with \`SCREENS=docs/screens npm run test:long\`.
`;

/** Writes the page that shows the pictures; nothing where nobody asked for pictures. */
export function writeGallery(screens: readonly Screen[]): void {
  const folder = pictureFolder();
  if (folder === null) return;
  const rows = screens.map((screen) => `| ${screen.words} | ${linksOf(screen).join(' · ')} |`);
  writeFileSync(
    path.join(folder, 'README.md'),
    `${[INTRODUCTION, '| screen | pictures |', '|---|---|', ...rows].join('\n')}\n`,
  );
}

function linksOf(screen: Screen): string[] {
  const taken = LOOKS.filter((look) => isPictured(look) || screen.alsoTaken?.includes(look));
  return taken.map((look) => `[${wordsOf(look)}](${pictureName(screen, look)}.webp)`);
}

function wordsOf(look: Look): string {
  const [size, language, theme] = look.split('.');
  const device = size === 'wide' ? 'counter' : 'tablet';
  return [device, language === 'en' && 'English', theme === 'dark' && 'dark'].filter(Boolean).join(', ');
}

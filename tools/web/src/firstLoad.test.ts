import { describe, expect, it } from 'vitest';
import { type BuiltFile, firstLoadNames, gzippedSize, scriptsOfRemote, scriptsOfShell } from './firstLoad.ts';

const file = (name: string, text = name): BuiltFile => ({ name, text });
const namesOf = (files: readonly BuiltFile[]): string[] => files.map(({ name }) => name).sort();

describe('the first load', () => {
  it('[WEB8] is what the entry leads to, but for chunks with a name and what is only offered to others', () => {
    const module = (type: string, ...blocks: string[]) => ({ type, blocks });
    const modules: Record<string, ReturnType<typeof module>[]> = {
      main: [module('javascript/auto', 'border'), module('provide-module', 'offered')],
      442: [module('consume-shared-module', 'react'), module('javascript/auto', 'inspector')],
      inspector: [module('consume-shared-module', 'offered')],
    };
    const groups: Record<string, { name: string | null; chunks: string[] }> = {
      border: { name: null, chunks: ['442'] },
      react: { name: null, chunks: ['394', '442'] },
      inspector: { name: 'inspector', chunks: ['inspector'] },
      offered: { name: null, chunks: ['880'] },
    };

    const names = firstLoadNames<string, string>({
      entry: ['main'],
      filesOf: (chunk) => [`${chunk}.js`, `${chunk}.css`],
      modulesOf: (chunk) => modules[chunk] ?? [],
      loadedBy: (block) => groups[block] ?? { name: null, chunks: [] },
    });

    expect(names).toEqual(['394.js', '442.js', 'main.js']);
  });

  it('[WEB8] counts what federation wrote twice once', () => {
    const files = [
      file('main.js'),
      file('322.2f2b6371d3.js', 'x.push([[322],{a:1}])\n//# sourceMappingURL=322.js.map'),
      file('941.3ce56b1bf3.js', 'x.push([[941],{a:1}])\n//# sourceMappingURL=941.js.map'),
      file('inspector.49cb008ac8.js'),
    ];

    const names = ['main.js', '322.2f2b6371d3.js', '941.3ce56b1bf3.js'];
    expect(namesOf(scriptsOfShell(files, names))).toEqual(['941.3ce56b1bf3.js', 'main.js']);
  });

  it('[WEB8] is a micro-frontend’s entry and what it exposes, without what the page shares or it loads later', () => {
    const files = ['remoteEntry.js', '302.e259ae919d.js', '659.f4b4c4850e.js', '570.e4478c571b.js'].map((name) =>
      file(name),
    );
    const manifest = {
      metaData: { remoteEntry: { name: 'remoteEntry.js' } },
      exposes: [{ assets: { js: { sync: ['302.e259ae919d.js'], async: ['570.e4478c571b.js'] } } }],
    };

    expect(namesOf(scriptsOfRemote(files, manifest))).toEqual(['302.e259ae919d.js', 'remoteEntry.js']);
  });

  it('[WEB8] is counted as it travels', () => {
    expect(gzippedSize([file('a', 'x'.repeat(10_000))])).toBeLessThan(100);
  });
});

import type { RemoteEntry } from '../remotes/index.ts';

/** A micro-frontend's name in the page's language. */
export function titleOf({ title }: RemoteEntry, language: string): string {
  return language === 'en' ? title.en : title.vi;
}

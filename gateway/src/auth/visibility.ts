import type { Target } from '../log/eventLog.ts';

/** Who reads: what the current token and the request say, never what a cursor says. */
export interface Viewer {
  /** Null: a service without a company, which sees only what is for everyone. */
  readonly companyId: number | null;
  readonly userId: string;
  readonly sessionId: string | null;
  readonly clientId: string;
}

/** The one rule of who sees what: on the open stream, on replay and on polling. */
export function isVisible(target: Target, viewer: Viewer): boolean {
  if (target.kind === 'all') return true;
  if (target.companyId !== viewer.companyId) return false;
  switch (target.kind) {
    case 'company':
      return true;
    case 'user':
      return target.ids.includes(viewer.userId);
    case 'session':
      return viewer.sessionId !== null && target.ids.includes(viewer.sessionId);
    case 'client':
      return target.ids.includes(viewer.clientId);
  }
}

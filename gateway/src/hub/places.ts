import type { Viewer } from '../auth/visibility.ts';
import type { Endings } from './endings.ts';
import type { Stream } from './stream.ts';
import type { Tally } from './tally.ts';
import type { TargetIndex } from './targets.ts';

export type AdmissionRefusal = 'DRAINING' | 'FULL' | 'TOO_MANY_OF_USER';

export interface PlacesOptions {
  readonly index: TargetIndex<Stream>;
  readonly endings: Endings;
  readonly tally: Tally;
  readonly maxConnections: number;
  readonly maxPerUser: number;
}

/** Who may have a stream, and which of one client's streams lives. */
export class Places {
  readonly #options: PlacesOptions;
  #isShut = false;

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  get isShut(): boolean {
    return this.#isShut;
  }

  /** Lets nobody in any more. */
  shut(): void {
    this.#isShut = true;
  }

  /** Why a stream of this viewer would be refused now, or null. One that takes its own predecessor's place needs no room. */
  refusal(viewer: Viewer): AdmissionRefusal | null {
    const { index, maxConnections, maxPerUser } = this.#options;
    if (this.#isShut) return 'DRAINING';
    if (this.#rivals(viewer).length > 0) return null;
    if (index.size >= maxConnections) return 'FULL';
    return index.named('user', viewer.companyId, viewer.userId).length >= maxPerUser ? 'TOO_MANY_OF_USER' : null;
  }

  /** Of one client's streams the one that arrived last lives; false when that is not this one. */
  take(stream: Stream): boolean {
    const { index, endings, tally } = this.#options;
    const rivals = this.#rivals(stream.viewer);
    if (rivals.some((rival) => rival.ticket > stream.ticket)) {
      endings.supersede(stream);
      return false;
    }
    for (const rival of rivals) endings.supersede(rival);
    index.add(stream);
    const { companyId } = stream.viewer;
    const ofCompany = companyId === null ? 0 : index.company(companyId).size;
    tally.opened(companyId, { ofCompany, ofAll: index.size });
    return true;
  }

  #rivals(viewer: Viewer): Stream[] {
    const ofClient = this.#options.index.named('client', viewer.companyId, viewer.clientId);
    return ofClient.filter((stream) => stream.viewer.userId === viewer.userId);
  }
}

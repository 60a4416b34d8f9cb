import { useText } from '../i18n/useText.ts';
import type { TextKey } from '../i18n/vi.ts';

interface ListStateProps {
  /** There is something to show, be it old. */
  readonly isThere: boolean;
  readonly isError: boolean;
  readonly isFetching: boolean;
  readonly onRetry: () => void;
  readonly words?: { readonly loading: TextKey; readonly failed: TextKey };
}

const WORDS = { loading: 'list.loading', failed: 'list.failed' } as const;

/** Whether a list is being loaded, could not be, or is old; nothing while all is well. */
export function ListState({ isThere, isError, isFetching, onRetry, words = WORDS }: ListStateProps) {
  const text = useText();
  if (isThere && !isError) return null;
  const failed = isThere ? 'list.stale' : words.failed;
  return (
    <>
      <p role="status">{text(isError ? failed : words.loading)}</p>
      {isError && (
        <p>
          <button type="button" className="vp-button" disabled={isFetching} onClick={onRetry}>
            {text('app.retry')}
          </button>
        </p>
      )}
    </>
  );
}

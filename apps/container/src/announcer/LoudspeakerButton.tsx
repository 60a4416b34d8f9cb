import { Volume2, VolumeX } from 'lucide-react';
import { type MouseEvent, useRef } from 'react';
import styles from './announcer.module.css';
import { LoudspeakerPanel } from './LoudspeakerPanel.tsx';
import { type LoudspeakerSlot, pageLoudspeaker } from './slot.ts';
import { useLoudspeaker } from './useLoudspeaker.ts';
import { useText } from './words/useText.ts';

interface LoudspeakerButtonProps {
  /** How the bar's buttons look. */
  readonly className?: string | undefined;
  readonly slot?: LoudspeakerSlot;
}

/** How the loudspeaker is, in the top bar; a press opens its settings. */
export function LoudspeakerButton({ className, slot = pageLoudspeaker }: LoudspeakerButtonProps) {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const view = useLoudspeaker(slot);
  const how = toHow(view);
  const words = `${text('button')}: ${text(`state.${how}`)}`;
  const Icon = how === 'on' ? Volume2 : VolumeX;

  const closeOutside = (event: MouseEvent): void => {
    // The dialog itself is hit only beside what it holds.
    if (event.target === dialog.current) dialog.current?.close();
  };
  return (
    <>
      <button
        type="button"
        className={`${className} ${styles.speaker}`}
        aria-haspopup="dialog"
        aria-label={words}
        title={words}
        data-loudspeaker={how}
        onClick={() => dialog.current?.showModal()}
      >
        <Icon aria-hidden="true" />
        {how !== 'on' && <span>{text(`state.${how}`)}</span>}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it for who has no pointer. */}
      <dialog ref={dialog} className={styles.panel} aria-label={text('panel.title')} onClick={closeOutside}>
        <LoudspeakerPanel view={view} onClose={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function toHow(
  view: ReturnType<typeof useLoudspeaker>,
): 'on' | 'muted' | 'blocked' | 'failed' | 'opening' | 'unavailable' {
  if (typeof view === 'string') return view;
  const { sound, settings } = view.state;
  if (settings.isMuted) return 'muted';
  return sound === 'ready' ? 'on' : sound;
}

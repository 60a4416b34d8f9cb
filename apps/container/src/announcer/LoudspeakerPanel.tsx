import styles from './announcer.module.css';
import type { Loudspeaker, LoudspeakerState } from './loudspeaker.types.ts';
import type { useLoudspeaker } from './useLoudspeaker.ts';
import { useText } from './words/useText.ts';

interface LoudspeakerPanelProps {
  readonly view: ReturnType<typeof useLoudspeaker>;
  readonly onClose: () => void;
}

/** Volume, mute, voice, and the means to hear whether it works. */
export function LoudspeakerPanel({ view, onClose }: LoudspeakerPanelProps) {
  const text = useText();
  return (
    <div className={styles.content}>
      <h2>{text('panel.title')}</h2>
      {typeof view === 'string' ? <p>{text(`panel.${view}`)}</p> : <Controls {...view} />}
      <button type="button" className="vp-button" onClick={onClose}>
        {text('panel.close')}
      </button>
    </div>
  );
}

interface ControlsProps {
  readonly loudspeaker: Loudspeaker;
  readonly state: LoudspeakerState;
}

function Controls({ loudspeaker, state }: ControlsProps) {
  const text = useText();
  const { settings, sound, hasBrowserVoice, isTesting } = state;
  return (
    <>
      {sound !== 'ready' && <p className={styles.trouble}>{text(`panel.${sound}`)}</p>}
      <label className={styles.volume}>
        {text('panel.volume')}
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={Math.round(settings.volume * 100)}
          onChange={(event) => loudspeaker.change({ volume: Number(event.target.value) / 100 })}
        />
      </label>
      <Choice isOn={settings.isMuted} onChange={(isMuted) => loudspeaker.change({ isMuted })}>
        {text('panel.mute')}
      </Choice>
      {hasBrowserVoice && (
        <Choice
          isOn={settings.voice === 'browser'}
          onChange={(isOn) => loudspeaker.change({ voice: isOn ? 'browser' : 'clips' })}
        >
          {text('panel.browserVoice')}
        </Choice>
      )}
      <button type="button" className="vp-button vp-button--primary" disabled={isTesting} onClick={loudspeaker.test}>
        {text(isTesting ? 'panel.testing' : 'panel.test')}
      </button>
    </>
  );
}

interface ChoiceProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: string;
}

function Choice({ isOn, onChange, children }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      {children}
    </label>
  );
}

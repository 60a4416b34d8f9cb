import { useId } from 'react';
import styles from '../inspector.module.css';
import { useText } from '../words/useText.ts';
import { type EntryFilter, INVALID, RESYNC } from './entryFilter.ts';

const WAYS = ['live', 'replay', 'sse', 'tab', 'poll'] as const;

interface EventFiltersProps {
  readonly filter: EntryFilter;
  readonly choices: { readonly types: readonly string[]; readonly mfes: readonly string[] };
  readonly onChange: (filter: EntryFilter) => void;
}

export function EventFilters({ filter, choices, onChange }: EventFiltersProps) {
  const text = useText();
  const set = (changed: Partial<EntryFilter>): void => onChange({ ...filter, ...changed });
  const typeWords = (type: string): string => {
    if (type === RESYNC) return text('events.resync');
    return type === INVALID ? text('events.invalid') : type;
  };
  return (
    <div className={styles.filters}>
      <Choice
        name={text('events.type')}
        value={filter.type}
        options={choices.types.map((type) => [type, typeWords(type)])}
        onChange={(type) => set({ type })}
      />
      <Choice
        name={text('events.way')}
        value={filter.way}
        options={WAYS.map((way) => [way, text(`way.${way}`)])}
        onChange={(way) => set({ way })}
      />
      <Choice
        name={text('events.mfe')}
        value={filter.mfe}
        options={choices.mfes.map((mfe) => [mfe, mfe])}
        onChange={(mfe) => set({ mfe })}
      />
      <label className={styles.field}>
        <span>{text('events.text')}</span>
        <input
          className="vp-input"
          type="search"
          placeholder={text('events.textHint')}
          value={filter.text}
          onChange={(event) => set({ text: event.target.value })}
        />
      </label>
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ name, value, options, onChange }: ChoiceProps) {
  const text = useText();
  const id = useId();
  // What was chosen stays there to be seen, also when the last entry with it has gone.
  const isKnown = value === '' || options.some(([option]) => option === value);
  return (
    <label className={styles.field} htmlFor={id}>
      <span>{name}</span>
      <select id={id} className="vp-input" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{text('events.any')}</option>
        {!isKnown && <option value={value}>{value}</option>}
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

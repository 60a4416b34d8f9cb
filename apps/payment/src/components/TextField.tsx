interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly lengthMax: number;
  readonly onChange: (value: string) => void;
}

/** A line of words that may stay empty. */
export function TextField({ label, value, lengthMax, onChange }: TextFieldProps) {
  return (
    <label className="vp-field">
      <span>{label}</span>
      <input
        className="vp-input"
        autoComplete="off"
        maxLength={lengthMax}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}

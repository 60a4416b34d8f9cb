import { useText } from '../i18n/useText.ts';
import { Choice } from './Choice.tsx';

interface TillFilterProps {
  readonly isThisTill: boolean;
  readonly onChange: (isThisTill: boolean) => void;
}

export function TillFilter({ isThisTill, onChange }: TillFilterProps) {
  const text = useText();
  return (
    <Choice
      label={text('list.till')}
      value={isThisTill ? 'this' : 'all'}
      options={[
        { value: 'all', words: text('list.allTills') },
        { value: 'this', words: text('list.thisTill') },
      ]}
      onChange={(value) => onChange(value === 'this')}
    />
  );
}

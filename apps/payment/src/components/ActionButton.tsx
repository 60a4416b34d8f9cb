import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Key } from './Key.tsx';

interface ActionButtonProps {
  readonly onPress: () => void;
  readonly children: ReactNode;
  /** The key that presses it wherever the focus is: a function key or Escape, which no scanner types. */
  readonly shortcut?: string;
  readonly icon?: LucideIcon;
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly className?: string | undefined;
  readonly disabled?: boolean;
  /** It stands where the person has just been: the focus goes there. */
  readonly takesFocus?: boolean;
}

/** A button with its icon and, on it, the key that presses it. */
export function ActionButton(props: ActionButtonProps) {
  const {
    onPress,
    children,
    shortcut,
    icon: Icon,
    look = 'plain',
    className = '',
    disabled = false,
    takesFocus = false,
  } = props;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (shortcut === undefined) return undefined;
    const press = (event: KeyboardEvent): void => {
      if (!isBare(event) || event.key !== shortcut || !isReachable(button.current)) return;
      event.preventDefault();
      button.current?.click();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [shortcut]);

  useEffect(() => {
    if (takesFocus) button.current?.focus();
  }, [takesFocus]);
  return (
    <button
      ref={button}
      type="button"
      className={`vp-button ${LOOKS[look]} ${className}`}
      disabled={disabled}
      aria-keyshortcuts={shortcut}
      onClick={onPress}
    >
      {Icon !== undefined && <Icon size={20} aria-hidden="true" />}
      <span>{children}</span>
      {shortcut !== undefined && <Key name={shortcut} />}
    </button>
  );
}

const LOOKS = { plain: '', primary: 'vp-button--primary', danger: 'vp-button--danger', quiet: 'vp-button--quiet' };

function isBare(event: KeyboardEvent): boolean {
  return !(event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.shiftKey || event.metaKey);
}

/** What lies behind an open dialog is not there for the keyboard. */
function isReachable(button: HTMLElement | null): boolean {
  const dialog = [...document.querySelectorAll('dialog[open]')].at(-1);
  return button !== null && (dialog === undefined || dialog.contains(button));
}

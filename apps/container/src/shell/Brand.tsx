import styles from './shell.module.css';

/** The name of the product. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="#fff" />
        <path
          d="m8 9 8 15L24 9"
          fill="none"
          stroke="var(--vp-brand)"
          strokeWidth="4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      VPPOS
    </span>
  );
}

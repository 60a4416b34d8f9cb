import styles from './shell.module.css';

/** The name of the product. A narrow bar shows the sign alone. */
export function Brand() {
  return (
    <span className={styles.brand}>
      <svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true">
        <rect className={styles.brandPlate} width="32" height="32" rx="8" />
        <path
          className={styles.brandMark}
          d="m8 9 8 15L24 9"
          fill="none"
          strokeWidth="4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={styles.brandName}>VPPOS</span>
    </span>
  );
}

import { formatVnd } from '@vppos/core/format';
import type { ShownCart } from '../shown.types.ts';
import { useText } from '../words/useText.ts';
import styles from './display.module.css';

/** The last lines are what the cashier has just typed; of the others it is said how many there are. */
const LINES_SHOWN = 7;

export function CartScene({ cart }: { readonly cart: ShownCart }) {
  const text = useText();
  const hidden = Math.max(0, cart.lines.length - LINES_SHOWN);
  return (
    <section className={styles.cart}>
      <h1>{text('cart')}</h1>
      <ul className={styles.lines}>
        {hidden > 0 && <li className={styles.hidden}>{text('more', { count: hidden })}</li>}
        {cart.lines.slice(hidden).map(({ name, quantity, price, note }, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place, two may be the same.
          <li key={n + hidden} className={styles.line}>
            <span className={styles.name}>
              {name}
              {note !== undefined && <small>{note}</small>}
            </span>
            <span>× {quantity}</span>
            <span className={styles.amount}>{formatVnd(price * quantity)}</span>
          </li>
        ))}
      </ul>
      <dl className={styles.sums}>
        {cart.discount > 0 && (
          <>
            <Sum name={text('subtotal')} value={formatVnd(cart.subtotal)} />
            <Sum name={text('discount')} value={`−${formatVnd(cart.discount)}`} />
          </>
        )}
        <div className={styles.total}>
          <dt>{text('total')}</dt>
          <dd>{formatVnd(cart.total)}</dd>
        </div>
      </dl>
    </section>
  );
}

function Sum({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

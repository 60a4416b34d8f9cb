import { formatVnd } from '@vppos/core/format';
import { useText } from '../../i18n/useText.ts';
import { useOrderDispatch, useOrderSelector } from '../../store/createOrderStore.ts';
import styles from './Cart.module.css';
import { type CartLine, cartActions, cartTotal, type Submission } from './cartSlice.ts';
import { useScannerGuard } from './scannerGuard.ts';
import { useSubmitCart } from './useSubmitCart.ts';

/** What will become the order. */
export function Cart() {
  const text = useText();
  const dispatch = useOrderDispatch();
  const { lines, submission } = useOrderSelector((state) => state.cart);
  const isEditing = submission.status === 'editing';

  return (
    <section className={`vp-card ${styles.cart}`} aria-label={text('cart.title')}>
      <header className={styles.header}>
        <h2>{text('cart.title')}</h2>
        {lines.length > 0 && isEditing && (
          <button type="button" className="vp-button vp-button--quiet" onClick={() => dispatch(cartActions.givenUp())}>
            {text('cart.clear')}
          </button>
        )}
      </header>
      {lines.length === 0 ? (
        <p className={styles.empty}>{text('cart.empty')}</p>
      ) : (
        <ul className={styles.lines}>
          {lines.map((line) => (
            <Line key={line.product.id} line={line} isLocked={!isEditing} />
          ))}
        </ul>
      )}
      <Checkout lines={lines} submission={submission} />
    </section>
  );
}

function Line({ line, isLocked }: { readonly line: CartLine; readonly isLocked: boolean }) {
  const text = useText();
  const dispatch = useOrderDispatch();
  const { id: productId, name, price } = line.product;
  const change = (by: number) => dispatch(cartActions.quantityChanged({ productId, by }));
  return (
    <li className={styles.line}>
      <span className={styles.name}>{name}</span>
      <span className={styles.amount}>{formatVnd(price * line.quantity)}</span>
      <fieldset className={styles.steps} disabled={isLocked} aria-label={name}>
        <button type="button" aria-label={text('cart.less', { name })} onClick={() => change(-1)}>
          −
        </button>
        <output className={styles.quantity}>{line.quantity}</output>
        <button type="button" aria-label={text('cart.more', { name })} onClick={() => change(1)}>
          +
        </button>
        <button
          type="button"
          className={styles.remove}
          aria-label={text('cart.remove', { name })}
          onClick={() => dispatch(cartActions.lineRemoved(productId))}
        >
          ✕
        </button>
      </fieldset>
    </li>
  );
}

interface CheckoutProps {
  readonly lines: readonly CartLine[];
  readonly submission: Submission;
}

function Checkout({ lines, submission }: CheckoutProps) {
  const text = useText();
  const dispatch = useOrderDispatch();
  const submit = useSubmitCart();
  const confirm = useScannerGuard();
  const isSending = submission.status === 'sending';
  const isUnconfirmed = submission.status === 'unconfirmed';
  const label = isUnconfirmed ? text('app.retry') : text(isSending ? 'cart.sending' : 'cart.submit');

  return (
    <footer className={styles.checkout}>
      {isUnconfirmed && (
        <p className={styles.warning} role="alert">
          {text('cart.unconfirmed')}
        </p>
      )}
      {submission.status === 'editing' && submission.refusal !== null && (
        <p className={styles.refusal} role="alert">
          {submission.refusal}
        </p>
      )}
      <p className={styles.total}>
        <span>{text('cart.total')}</span>
        <strong>{formatVnd(cartTotal(lines))}</strong>
      </p>
      <button
        ref={confirm}
        type="button"
        className={`vp-button vp-button--primary ${styles.submit}`}
        disabled={lines.length === 0 || isSending}
        onClick={() => void submit()}
      >
        {label}
      </button>
      {isUnconfirmed && (
        <button type="button" className="vp-button vp-button--danger" onClick={() => dispatch(cartActions.givenUp())}>
          {text('cart.giveUp')}
        </button>
      )}
    </footer>
  );
}

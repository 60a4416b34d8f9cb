import { formatVnd } from '@vppos/core/format';
import { shopTime } from '../bank/bankFields.ts';
import type { Played } from './mockBank.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './pageAssets.ts';
import type { WishInput } from './wish.ts';

/** A payment that waits for its customer. */
export interface WaitingPayment {
  readonly order_id: number;
  readonly company: string;
  readonly amount: number;
}

/** What the page tells of, and what changes. */
export interface MockBankNow {
  readonly waiting: readonly WaitingPayment[];
  readonly shops: readonly { readonly id: number; readonly name: string }[];
  readonly played: readonly Played[];
}

interface Choice {
  readonly vi: string;
  readonly en: string;
  readonly wish: Omit<WishInput, 'order_id'>;
}

const CHOICES: readonly Choice[] = [
  { vi: 'Trả đủ', en: 'Exact', wish: {} },
  { vi: 'Qua SePay', en: 'By SePay', wish: { provider: 'sepay' } },
  { vi: 'Cả hai báo', en: 'Both tell', wish: { provider: 'both' } },
  { vi: 'Thiếu 1.000đ', en: 'Short', wish: { amount: { kind: 'short', by: 1000 } } },
  { vi: 'Thừa 1.000đ', en: 'Over', wish: { amount: { kind: 'over', by: 1000 } } },
  { vi: 'Báo hai lần', en: 'Told twice', wish: { duplicate: true } },
  { vi: 'Trễ', en: 'After the countdown', wish: { late: true } },
  { vi: 'Hai phần, ngược', en: 'Two parts, reordered', wish: { reorder: true } },
  { vi: 'Không báo', en: 'Lost webhook', wish: { provider: 'none' } },
  { vi: 'Sai tài khoản', en: 'Wrong account', wish: { wrong_account: true } },
  { vi: 'Không có mã', en: 'No code in the note', wish: { unmatched: true } },
  { vi: 'Giả mạo', en: 'Forged', wish: { forge: true } },
];

/** The mock bank as one page of HTML. Pure. `nonce` lets this page's own script and style run, and nothing else. */
export function mockBankPage(now: MockBankNow, nonce: string): string {
  return `<!doctype html>
<html lang="vi">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ngân hàng giả lập</title><style nonce="${nonce}">${PAGE_STYLE}</style></head>
<body>
<h1>Ngân hàng giả lập ${english('Mock bank')}</h1>
<p role="status" id="said"></p>
<main id="main">${mockBankNow(now)}</main>
<script nonce="${nonce}">${PAGE_SCRIPT}</script>
</body></html>`;
}

/** What stands between the page's title and its end. Pure. */
export function mockBankNow(now: MockBankNow): string {
  return `<h2>Đang chờ thanh toán ${english('Waiting payments')}</h2>
${now.waiting.map(waitingCard).join('\n') || `<p>Chưa có. ${english('None yet: ask for money at a till.')}</p>`}
<h2>Tiền không rõ của ai ${english('Money of nobody')}</h2>
<div class="choices">${now.shops.map(unmatchedButton).join('')}</div>
<h2>Đã gửi ${english('Sent, and answered')}</h2>
<ol>${now.played.map(({ at, message }) => `<li><time>${shopTime(at)}</time> ${escapeHtml(message)}</li>`).join('\n')}</ol>`;
}

function waitingCard({ order_id, company, amount }: WaitingPayment): string {
  const buttons = CHOICES.map(({ vi, en, wish }, index) =>
    button({ id: `o${order_id}-${index}`, vi, en, wish: { ...wish, order_id } }),
  );
  return `<section><h3>HD-${order_id} · ${formatVnd(amount)} · ${escapeHtml(company)}</h3>
<div class="choices">${buttons.join('')}</div></section>`;
}

function unmatchedButton({ id, name }: { id: number; name: string }): string {
  const wish: WishInput = { order_id: null, unmatched: true, account: id };
  return button({ id: `u${id}`, vi: `50.000đ cho ${name}`, en: `to company ${id}`, wish });
}

function button({ id, vi, en, wish }: { id: string; vi: string; en: string; wish: WishInput }): string {
  return `<button type="button" id="${id}" data-wish="${escapeHtml(JSON.stringify(wish))}">${escapeHtml(vi)}${english(en)}</button>`;
}

const english = (text: string): string => `<small lang="en">${escapeHtml(text)}</small>`;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

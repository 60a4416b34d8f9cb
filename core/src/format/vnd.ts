const grouped = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });

/** Integer đồng as a Vietnamese shop writes it: `250000` → `250.000đ`, without a space. */
export function formatVnd(amountVnd: number): string {
  return `${grouped.format(amountVnd)}đ`;
}

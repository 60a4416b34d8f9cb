import { formatVnd } from '@vppos/core/format';
import { REALTIME_EVENT_TYPES } from '@vppos/core/types';
import type { Outbox } from '../outbox/outbox.ts';

/** A transfer of a company. */
export interface ToldTransfer {
  readonly companyId: number;
  readonly transferId: number;
}

/** Money came that is for nobody. Must run inside the transaction that writes it down. */
export function tellUnmatched(outbox: Outbox, told: ToldTransfer & { readonly amount: number }): void {
  outbox.addCompanyEvent(told.companyId, REALTIME_EVENT_TYPES.TRANSFER_UNMATCHED, {
    company_id: told.companyId,
    transfer_id: told.transferId,
    amount: told.amount,
    message: `Có ${formatVnd(told.amount)} chưa rõ của đơn nào`,
  });
}

/** It is now known what became of unmatched money: every list of it is to be read again. */
export function tellSettled(outbox: Outbox, { companyId, transferId }: ToldTransfer): void {
  outbox.addCompanyEvent(companyId, REALTIME_EVENT_TYPES.RESOURCE_UPDATED, {
    resource: 'transfer',
    action: 'updated',
    data: { id: transferId },
    company_id: companyId,
  });
}

import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import {
  listenRealtimeCommands,
  publishAuth,
  publishInvalidEvent,
  publishRealtimeEvent,
  publishRealtimeResync,
} from '@vppos/core/bus';
import { anEvent } from '@vppos/core/testing';
import i18next from 'i18next';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { speakVietnamese } from '../../i18n/testing/speakVietnamese.ts';
import { A_CONNECTION, type FakeGatewayApi, installGatewayApi } from '../testing/fakeGatewayApi.ts';
import { type InspectorWalk, renderInspector } from '../testing/renderInspector.tsx';
import { LOOK_EVERY_MS } from './gateway/useGateway.ts';

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let walk: InspectorWalk;
let api: FakeGatewayApi;
speakVietnamese();
beforeEach(() => {
  api = installGatewayApi();
});
afterEach(() => {
  cleanup();
  walk.stop();
  api.stop();
  publishAuth(null);
});

const button = (name: string | RegExp) => screen.getByRole<HTMLButtonElement>('button', { name });
const press = (name: string | RegExp) => act(async () => fireEvent.click(button(name)));
const publish = (...seqs: number[]) =>
  act(async () => {
    for (const seq of seqs) publishRealtimeEvent(anEvent(seq, { receivedAt: walk.clock.now() }));
  });
const rows = (): string[] => {
  const list = screen.queryByRole('list', { name: 'Danh sách sự kiện' });
  return Array.from(list?.querySelectorAll('button') ?? [], ({ textContent }) => textContent);
};
const type = (label: string, value: string) =>
  act(async () => fireEvent.change(screen.getByLabelText(label), { target: { value } }));

describe('the connection', () => {
  it('[INSP2] shows state, role, since, attempt, retry, reason and how events come, as they change', async () => {
    walk = await renderInspector(['cashier']);
    const facts = () => screen.getByTestId('inspector-status').textContent;
    expect(facts()).toContain('Đang nhận');
    expect(facts()).toContain('Tab này, cho mọi tab');

    await walk.status({ state: 'waiting', attempt: 3, retryAt: walk.clock.now() + 8000, reason: 'status_503' });
    await walk.pass(3000);

    for (const fact of ['Chờ thử lại', '14:32:00,000 · đã 3 s', 'Lần thử3', 'Thử lại sau5 s', 'status_503']) {
      expect(facts()).toContain(fact);
    }
    await walk.status({ state: 'waiting', degraded: true, fresh: true });
    expect(facts()).toContain('Hỏi lại mỗi vài giây');
  });

  it('[INSP2] lists what the connection went through, with durations and causes', async () => {
    walk = await renderInspector(['cashier']);
    await walk.pass(2000);
    await walk.status({ state: 'waiting', attempt: 1, reason: 'network', role: 'follower' });
    await walk.pass(1000);

    const [, newest, oldest] = screen.getAllByRole('row', { hidden: true }).map(({ textContent }) => textContent);
    expect(newest).toBe('14:32:02,000Chờ thử lại1 s, đang tiếp tụcnetwork · lần 1 · tab khác giữ');
    expect(oldest).toBe('14:32:00,000Đang nhận2 stab này giữ');
  });

  it('[INSP9] drops, resyncs and pretends to be offline at the fault point, and sends the commands', async () => {
    walk = await renderInspector(['cashier']);
    const { streamFaults } = walk.env;
    const done: string[] = [];
    const stop = listenRealtimeCommands((command) => void done.push(command));
    const hear = ({ type: name }: Event): void => void done.push(name);
    window.addEventListener('online', hear);
    Object.assign(streamFaults, { dropStream: () => done.push('drop'), forceResync: () => done.push('resync') });

    for (const name of ['Ngắt kết nối', 'Buộc đồng bộ lại', 'Tắt nhận', 'Bật nhận', 'Thử lại ngay']) await press(name);
    await press('Giả mất mạng');
    const wasOffline = streamFaults.isOffline();
    await press('Có mạng lại');
    stop();
    window.removeEventListener('online', hear);

    expect(done).toEqual(['drop', 'resync', 'disconnect', 'connect', 'retry', 'online']);
    expect([wasOffline, streamFaults.isOffline()]).toEqual([true, false]);
  });

  it('[INSP9] is never left offline: that ends with the inspector, and the page is told', async () => {
    walk = await renderInspector(['cashier']);
    const told: string[] = [];
    const hear = ({ type: name }: Event): void => void told.push(name);
    window.addEventListener('online', hear);
    await press('Giả mất mạng');

    walk.unmount();
    window.removeEventListener('online', hear);

    expect([walk.env.streamFaults.isOffline(), told]).toEqual([false, ['online']]);
    expect(walk.clock.pending()).toBe(0);
  });

  it('[INSP9] leaves the stream of another tab alone, and says so', async () => {
    walk = await renderInspector(['cashier']);
    await walk.status({ role: 'follower' });

    const states = ['Ngắt kết nối', 'Buộc đồng bộ lại', 'Giả mất mạng', 'Tắt nhận'].map(
      (name) => button(name).disabled,
    );
    expect(states).toEqual([true, true, true, false]);
    expect(screen.getByText(/Một tab khác đang giữ kết nối/)).toBeTruthy();
  });
});

describe('the events', () => {
  it('[INSP3] says what to do while there is none', async () => {
    walk = await renderInspector(['cashier']);

    expect(screen.getByText(/Chưa có sự kiện nào/)).toBeTruthy();
    expect(rows()).toEqual([]);
  });

  it('[INSP3] shows events, resyncs and invalid events in one list, the newest first', async () => {
    walk = await renderInspector(['cashier']);
    await publish(1);
    await act(async () => {
      publishInvalidEvent({ id: 'e-2', type: 'order_paid', issues: [{ path: 'total', message: 'Invalid type' }] });
      publishRealtimeResync('invalid_payload');
    });

    const kinds = ['Sai định dạng', 'Đồng bộ lại', 'notify'];
    expect(rows().map((row) => kinds.find((kind) => row.startsWith(`14:32:00,000${kind}`)))).toEqual([
      'Đồng bộ lại',
      'Sai định dạng',
      'notify',
    ]);
    expect([rows()[0], rows()[1]].join()).toMatch(/Lý do: invalid_payload.*order_paid/);
  });

  it('[INSP6] stands still while paused, counts what came, and goes on', async () => {
    walk = await renderInspector(['cashier']);
    await publish(1);
    await press('Tạm dừng');
    await publish(2, 3);
    const held = rows().length;

    await press('Tiếp tục (2 mới)');

    expect([held, rows().length]).toEqual([1, 3]);
  });

  it('[INSP6] filters, offers to show all again, and clears', async () => {
    walk = await renderInspector(['cashier']);
    await publish(1, 2);
    await type('Tìm chữ', 'number 2');
    const filtered = rows().length;
    await type('Tìm chữ', 'number 9');
    await press('Bỏ lọc');
    const all = rows().length;
    await press('Xóa danh sách');

    expect([filtered, all, rows().length]).toEqual([1, 2, 0]);
  });

  it('[INSP6] shows the way and the payload of the chosen one, and copies it', async () => {
    walk = await renderInspector(['cashier']);
    const copied: string[] = [];
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: async (text: string) => void copied.push(text) },
    });
    await act(async () => {
      publishRealtimeEvent(anEvent(1, { data: { message: 'Xin chào', occurred_at: 1 }, receivedAt: 2 }));
    });
    await press(/notify/);

    const details = within(screen.getByTestId('event-details'));
    expect(details.getByText(/"message": "Xin chào"/)).toBeTruthy();
    expect(details.getByRole('list', { name: 'Đường đi' }).textContent).toContain('đồng hồ máy chủ');
    await press('Chép');
    expect(copied).toEqual(['{\n  "message": "Xin chào",\n  "occurred_at": 1\n}']);
    await press('Đóng nội dung');
    expect(screen.queryByTestId('event-details')).toBeNull();
  });

  it('says where the browser does not copy', async () => {
    walk = await renderInspector(['cashier']);
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    await publish(1);
    await press(/notify/);
    await press('Chép');

    expect(screen.getByText(/Trình duyệt không cho chép/)).toBeTruthy();
  });
});

describe('test events', () => {
  it('[INSP7] sends the sample of the type to the target, and points the event out when it comes', async () => {
    walk = await renderInspector(['admin']);
    api.answer('POST /api/v1/events/test', 202, { id: 'test-5', duplicate: false, streams: 1 });
    await type('Loại sự kiện', 'order_paid');
    await type('Gửi đến', 'client');
    await press('Gửi thử');
    const waiting = screen.getByTestId('send-result').textContent;
    await walk.pass(500);
    await publish(5, 6);

    expect(api.requests.at(-1)?.key).toBe('POST /api/v1/events/test');
    expect(api.requests.find(({ body }) => body !== undefined)?.body).toMatchObject({
      event: 'order_paid',
      target: 'client',
      targetId: 'c-1',
      data: { company_id: 1, order_id: 1001, occurred_at: walk.clock.now() - 500 },
    });
    expect(waiting).toContain('Đang chờ nó đến trang này');
    expect(screen.getByTestId('send-result').textContent).toContain('Đã đến trang này sau 500 ms.');
    expect(rows().map((row) => row.includes('Bạn vừa gửi'))).toEqual([false, true]);
  });

  it('[INSP7] names every wrong place the server found, and what is no JSON before it asks', async () => {
    walk = await renderInspector(['admin']);
    const errors = [{ path: 'data.total', message: 'Invalid type' }];
    api.answer('POST /api/v1/events/test', 422, {
      type: 'about:blank',
      title: 'X',
      status: 422,
      detail: 'No.',
      errors,
    });
    await press('Gửi thử');
    expect(screen.getByRole('alert').textContent).toBe('Máy chủ từ chối (422): No.data.total: Invalid type');

    const asked = api.requests.length;
    await type('Nội dung (JSON)', '{');
    await press('Gửi thử');
    expect(screen.getByRole('alert').textContent).toContain('Nội dung chưa đúng JSON');
    await press('Lấy lại mẫu');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Nội dung (JSON)').value).toContain('Sự kiện thử');
    expect(api.requests.length).toBe(asked);
  });

  it('[INSP7] says when nobody could be reached', async () => {
    walk = await renderInspector(['admin']);
    await press('Gửi thử');

    expect(screen.getByRole('alert').textContent).toContain('Chưa liên lạc được máy chủ');
  });

  it('[INSP8] tells a cashier why the tools of an admin are not there, and asks the gateway nothing', async () => {
    walk = await renderInspector(['cashier', 'manager']);

    expect(screen.getByText(/Chỉ tài khoản quản trị mới gửi được/)).toBeTruthy();
    expect(screen.getByText(/chỉ dành cho tài khoản quản trị/)).toBeTruthy();
    expect([api.requests, screen.queryByLabelText('Loại sự kiện')]).toEqual([[], null]);
  });
});

describe('who is connected', () => {
  const panel = () => screen.getByRole('region', { name: 'Ai đang kết nối' });

  it('[INSP8] shows an admin the connections and numbers of the company, and asks again', async () => {
    walk = await renderInspector(['admin']);
    expect(panel().textContent).toContain('Người dùng 3bạnKết nốic-1');
    expect(panel().textContent).toContain('order_paid480');

    api.answer('GET /api/v1/events/connections', 200, []);
    await walk.pass(LOOK_EVERY_MS);

    expect(panel().textContent).toContain('Lúc này không có kết nối nào');
  });

  it('[INSP8] keeps what it had, with its time, when a later look fails', async () => {
    walk = await renderInspector(['admin']);
    api.stop();
    api = installGatewayApi();
    api.answer('GET /api/v1/events/stats', 503, { type: 'about:blank', title: 'Closing', status: 503 });
    await walk.pass(LOOK_EVERY_MS);

    expect(panel().textContent).toContain('Máy chủ từ chối (503): Closing');
    expect(panel().textContent).toContain('Đang hiện dữ liệu lúc 14:32:00,000');
    expect(panel().textContent).toContain('c-1');
  });

  it('[INSP8] ends a connection only after a second word, and reads the list again', async () => {
    walk = await renderInspector(['admin']);
    const key = `DELETE /api/v1/events/connections/${A_CONNECTION.clientId}`;
    api.answer(key, 204, null);
    await press('Ngắt kết nối c-1');
    expect(document.activeElement?.textContent).toBe('Thôi');
    await press('Thôi');
    const afterNo = api.requests.filter((request) => request.key === key).length;

    await press('Ngắt kết nối c-1');
    const confirm = within(screen.getByRole('group', { name: /^Ngắt kết nối này/ }));
    await act(async () => fireEvent.click(confirm.getByRole('button', { name: 'Ngắt kết nối' })));

    expect(afterNo).toBe(0);
    expect(api.requests.map((request) => request.key).slice(-3)).toEqual([
      key,
      'GET /api/v1/events/connections',
      'GET /api/v1/events/stats',
    ]);
  });

  it('[INSP8] asks nothing more once it is gone', async () => {
    walk = await renderInspector(['admin']);
    walk.unmount();

    expect(walk.clock.pending()).toBe(0);
  });
});

it('[INSP1] speaks both languages', async () => {
  walk = await renderInspector(['cashier']);
  await act(async () => void i18next.changeLanguage('en'));

  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Event inspector');
  expect(document.body.textContent).not.toMatch(/[ăđơưạệộ]/);
});

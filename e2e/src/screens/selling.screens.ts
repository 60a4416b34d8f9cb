import { fillLogin } from '../cashier.ts';
import type { Screen } from './screen.types.ts';
import { addProducts, keyed, makeOrder, payInCash, press } from './steps.ts';

const CREATE = keyed('F8');

/** Putting an order together, and the list of the orders. */
export const SELLING_SCREENS: readonly Screen[] = [
  {
    name: 'sale-empty',
    words: 'The sale, before the first product.',
    inSight: [CREATE],
    reach: ({ signIn }) => signIn(),
  },
  {
    name: 'sale',
    words: 'The sale: a draft with a table, a note and a discount.',
    alsoTaken: ['wide.en.light', 'wide.vi.dark', 'tall.vi.dark'],
    inSight: [CREATE],
    reach: async ({ signIn, page }) => {
      await signIn();
      await addProducts(page, 4);
      await press(page, /^Thêm một /);
      await press(page, /^Ghi chú cho /);
      await page.getByPlaceholder('Ít đá, không hành…').fill('Không hành');
      await press(page, 'Xong');
      await press(page, 'Tại quầy');
      await page.getByPlaceholder('Số bàn; để trống: tại quầy').fill('5');
      await press(page, 'Xong');
      await press(page, 'Giảm giá');
      await page.getByLabel('Mức giảm').fill('10');
      await press(page, 'Xong');
      return page;
    },
  },
  {
    name: 'sale-search',
    words: 'Products are found without accents.',
    reach: async ({ signIn, page }) => {
      await signIn();
      await page.getByLabel('Tìm sản phẩm').fill('pho');
      return page;
    },
  },
  {
    name: 'sale-nothing-found',
    words: 'No product is called so.',
    reach: async ({ signIn, page }) => {
      await signIn();
      await page.getByLabel('Tìm sản phẩm').fill('bún đậu mắm tôm');
      await page.getByText('Không có sản phẩm nào khớp').waitFor();
      return page;
    },
  },
  {
    name: 'sale-drafts',
    words: 'Several drafts at once; the busy one has many lines.',
    inSight: [CREATE],
    reach: async ({ signIn, page }) => {
      await signIn();
      for (const table of ['1', '12', 'Ban công tầng hai', '7', '9']) {
        await addProducts(page, 2);
        await press(page, 'Tại quầy');
        await page.getByPlaceholder('Số bàn; để trống: tại quầy').fill(table);
        await press(page, 'Xong');
        await press(page, 'Mở đơn mới');
      }
      await addProducts(page, 9);
      return page;
    },
  },
  {
    name: 'sale-discount',
    words: 'A discount that is too large is said to be.',
    inSight: [CREATE],
    reach: async ({ signIn, page }) => {
      await signIn();
      await addProducts(page, 3);
      await press(page, 'Giảm giá');
      await press(page, 'Giảm theo số tiền');
      await page.getByLabel('Mức giảm').fill('9.000.000');
      await page.getByText('Giảm giá phải nhỏ hơn').waitFor();
      return page;
    },
  },
  {
    name: 'sale-line-note',
    words: 'A note for the kitchen.',
    reach: async ({ signIn, page }) => {
      await signIn();
      await addProducts(page, 3);
      await press(page, /^Ghi chú cho /);
      return page;
    },
  },
  {
    name: 'sale-drop',
    words: 'A draft with lines is closed only with a second word.',
    reach: async ({ signIn, page }) => {
      await signIn();
      await addProducts(page, 2);
      await press(page, 'Bỏ đơn');
      await page.getByText('Bỏ đơn này').waitFor();
      return page;
    },
  },
  {
    name: 'sale-made',
    words: 'The order is made; its payment is one press away.',
    inSight: [keyed('F9')],
    alsoTaken: ['wide.en.light'],
    reach: async ({ signIn, cashier, page }) => {
      await signIn();
      await cashier.createOrder();
      await page.getByText('Đơn vừa tạo').waitFor();
      return page;
    },
  },
  {
    name: 'sale-queue',
    words: 'The server does not answer: the order is kept and sent by itself.',
    inSight: [CREATE],
    reach: async ({ signIn, context, page }) => {
      await signIn();
      await context.route('**/api/v1/orders', (route) =>
        route.request().method() === 'POST' ? route.abort() : route.continue(),
      );
      await addProducts(page, 2);
      await press(page, /^Tạo đơn/);
      await page.getByText('Đã lưu, sẽ gửi khi có mạng').click();
      return page;
    },
  },
  {
    name: 'sale-refused',
    words: 'An order that the server refuses waits for a person, with the reason.',
    reach: async ({ signIn, context, page }) => {
      await signIn();
      await context.route('**/api/v1/orders', (route) =>
        route.request().method() === 'POST'
          ? route.fulfill({
              status: 422,
              contentType: 'application/problem+json',
              body: JSON.stringify({
                type: 'about:blank',
                title: 'Unknown product',
                status: 422,
                detail: 'Sản phẩm 7 không còn bán.',
              }),
            })
          : route.continue(),
      );
      await addProducts(page, 2);
      await press(page, /^Tạo đơn/);
      await page.getByText('Máy chủ không nhận').waitFor();
      return page;
    },
  },
  {
    name: 'sale-no-menu',
    words: 'The products cannot be had: said, and offered again.',
    reach: async ({ context, page, addresses }) => {
      await context.route('**/api/v1/products**', (route) => route.abort());
      await page.goto(addresses.container);
      await fillLogin(page, 'thungan1');
      await page.getByText('Chưa tải được danh sách sản phẩm.').waitFor();
      return page;
    },
  },
  {
    name: 'orders',
    words: 'The list of orders, one of them opened.',
    alsoTaken: ['wide.en.light', 'tall.en.light'],
    reach: async (seat) => {
      const page = await seat.signIn();
      await payInCash(seat, await makeOrder(seat, { table: 'Bàn 2' }));
      const cancelled = await makeOrder(seat);
      await seat.ask(`/orders/${cancelled}/cancel`, { reason: 'Khách đổi ý' });
      const part = await makeOrder(seat, { table: 'Ban công' });
      await payInCash(seat, part, { amount: 100_000 });
      const orderId = await makeOrder(seat, { note: 'Mang về', discount: { kind: 'percent', value: 10 } });
      await seat.force('Đơn hàng');
      await seat.cashier.order(orderId).getByRole('button', { expanded: false }).first().click();
      await page.getByRole('button', { name: 'Hủy đơn' }).waitFor();
      return page;
    },
  },
  {
    name: 'orders-cancel',
    words: 'An order is cancelled only with a reason.',
    reach: async (seat) => {
      const page = await seat.signIn();
      const orderId = await makeOrder(seat);
      await seat.force('Đơn hàng');
      await seat.cashier.order(orderId).getByRole('button', { expanded: false }).first().click();
      await press(page, 'Hủy đơn');
      await press(page, 'Khách đổi ý');
      return page;
    },
  },
  {
    name: 'orders-none-found',
    words: 'No order is like that.',
    reach: async (seat) => {
      const page = await seat.signIn();
      await seat.force('Đơn hàng');
      await seat.force('Đã hủy');
      await page.getByLabel('Tìm số đơn, bàn').fill('8888');
      await page.getByText('Không có đơn nào như vậy.').waitFor();
      return page;
    },
  },
];

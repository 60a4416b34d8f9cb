import type { Role } from '@vppos/core/types';

interface DemoUser {
  readonly id: number;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

export interface DemoProduct {
  readonly name: string;
  readonly category: string;
  readonly price: number;
}

interface DemoShop {
  readonly id: number;
  readonly name: string;
  readonly account: string;
  readonly users: readonly DemoUser[];
  readonly products: readonly DemoProduct[];
}

/** Vietcombank. */
export const DEMO_BANK_BIN = '970436';
/** The password of every demo login. */
export const DEMO_PASSWORD = 'demo1234';

const item = (category: string, name: string, price: number): DemoProduct => ({ category, name, price });

/** The two shops everybody meets first. Prices in VND. */
export const DEMO_SHOPS: readonly DemoShop[] = [
  {
    id: 1,
    name: 'Phở Bò Hương Quê',
    account: '0123456789',
    users: [
      { id: 1, username: 'thungan1', name: 'Nguyễn Thị Lan', roles: ['cashier'] },
      { id: 2, username: 'thungan2', name: 'Trần Văn Minh', roles: ['cashier'] },
      { id: 3, username: 'quanly1', name: 'Lê Thu Hà', roles: ['admin'] },
    ],
    products: [
      item('Phở', 'Phở tái', 55_000),
      item('Phở', 'Phở chín', 55_000),
      item('Phở', 'Phở tái nạm gầu', 65_000),
      item('Phở', 'Phở bò viên', 60_000),
      item('Phở', 'Phở đặc biệt', 80_000),
      item('Món chính', 'Bún bò Huế', 60_000),
      item('Món chính', 'Cơm sườn bì chả', 65_000),
      item('Lẩu', 'Lẩu bò', 250_000),
      item('Lẩu', 'Lẩu gà lá é', 280_000),
      item('Ăn kèm', 'Quẩy giòn', 5_000),
      item('Ăn kèm', 'Trứng chần', 10_000),
      item('Đồ uống', 'Trà đá', 5_000),
      item('Đồ uống', 'Cà phê sữa đá', 25_000),
      item('Đồ uống', 'Nước mía', 15_000),
    ],
  },
  {
    id: 2,
    name: 'Cà Phê Sài Gòn Xưa',
    account: '9876543210',
    users: [{ id: 4, username: 'thungan3', name: 'Phạm Quốc Bảo', roles: ['cashier'] }],
    products: [
      item('Cà phê', 'Cà phê đen đá', 22_000),
      item('Cà phê', 'Cà phê sữa đá', 27_000),
      item('Cà phê', 'Bạc xỉu', 30_000),
      item('Cà phê', 'Cà phê trứng', 45_000),
      item('Trà', 'Trà đào cam sả', 45_000),
      item('Trà', 'Trà vải', 42_000),
      item('Trà', 'Trà sen vàng', 49_000),
      item('Sinh tố', 'Sinh tố bơ', 50_000),
      item('Sinh tố', 'Sinh tố xoài', 45_000),
      item('Bánh', 'Bánh mì thịt nướng', 35_000),
      item('Bánh', 'Bánh croissant bơ', 32_000),
      item('Bánh', 'Bánh flan', 20_000),
    ],
  },
];

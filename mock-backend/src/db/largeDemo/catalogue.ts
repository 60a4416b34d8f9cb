import type { DemoProduct } from '../demoShops.ts';

interface Shelf {
  readonly category: string;
  readonly makers: readonly string[];
  readonly kinds: readonly string[];
  readonly sizes: readonly string[];
  /** Of the smallest size, in VND. */
  readonly price: number;
}

const words = (text: string): readonly string[] => text.split(', ');

// Ten makers, five kinds and four sizes each: 200 products a shelf.
const SHELVES: readonly Shelf[] = [
  {
    category: 'Nước ngọt',
    makers: words('Coca-Cola, Pepsi, 7Up, Mirinda, Fanta, Sprite, Sting, Number 1, Red Bull, Warrior'),
    kinds: words('nguyên bản, không đường, vị chanh, vị cam, vị nho'),
    sizes: words('lon 250ml, lon 330ml, chai 500ml, chai 1.5L'),
    price: 8_000,
  },
  {
    category: 'Trà đóng chai',
    makers: words('C2, Không Độ, Dr Thanh, Lipton, Fuze Tea, Cozy, Phúc Long, TH True Tea, Wonderfarm, Tea Plus'),
    kinds: words('vị chanh, vị đào, vị vải, ô long, trà xanh'),
    sizes: words('230ml, 360ml, 455ml, 1L'),
    price: 7_000,
  },
  {
    category: 'Sữa',
    makers: words(
      'Vinamilk, TH True Milk, Dutch Lady, Mộc Châu, Nutifood, Dalat Milk, Nestlé, Fami, Vfresh, Lothamilk',
    ),
    kinds: words('ít đường, có đường, không đường, dâu, sô-cô-la'),
    sizes: words('hộp 110ml, hộp 180ml, lốc 4 hộp, hộp 1L'),
    price: 6_500,
  },
  {
    category: 'Mì gói',
    makers: words('Hảo Hảo, Omachi, Kokomi, Gấu Đỏ, Miliket, Cung Đình, Ba Miền, Vifon, Reeva, Indomie'),
    kinds: words('tôm chua cay, bò hầm, sườn heo, gà nấm, xào khô'),
    sizes: words('gói 65g, gói 80g, ly 67g, thùng 30 gói'),
    price: 4_500,
  },
  {
    category: 'Bánh kẹo',
    makers: words('Kinh Đô, Oreo, Cosy, Solite, ChocoPie, Danisa, Bibica, Hải Hà, AFC, Richy'),
    kinds: words('vị bơ, vị dâu, vị lá dứa, vị cốm, vị sô-cô-la'),
    sizes: words('gói 48g, gói 120g, hộp 240g, hộp 500g'),
    price: 9_000,
  },
  {
    category: 'Ăn vặt',
    makers: words("Lay's, Oishi, Poca, O'Star, Swing, Toonies, Pringles, Tân Tân, Ngon Ngon, Bảo Minh"),
    kinds: words('vị tự nhiên, vị rong biển, vị phô mai, vị cay, vị mực'),
    sizes: words('gói 30g, gói 52g, gói 95g, lon 110g'),
    price: 7_000,
  },
  {
    category: 'Gia vị',
    makers: words('Chin-su, Nam Ngư, Maggi, Knorr, Cholimex, Ajinomoto, Aji-ngon, Tường An, Phú Quốc, Bà Giáo Khỏe'),
    kinds: words('nước mắm, nước tương, tương ớt, hạt nêm, sa tế'),
    sizes: words('chai 100ml, chai 250ml, chai 500ml, chai 1L'),
    price: 12_000,
  },
  {
    category: 'Cà phê gói',
    makers: words('Trung Nguyên, G7, Nescafé, Vinacafé, Highlands, Phúc Long, Birdy, King Coffee, Archcafé, Mê Trang'),
    kinds: words('3 trong 1, 2 trong 1, đen hòa tan, sữa đá, rang xay'),
    sizes: words('gói lẻ, hộp 10 gói, hộp 18 gói, bịch 50 gói'),
    price: 4_000,
  },
  {
    category: 'Chăm sóc cá nhân',
    makers: words('P/S, Colgate, Clear, Sunsilk, Dove, Lifebuoy, Romano, Thorakao, Nivea, Closeup'),
    kinds: words('bạc hà, trà xanh, than hoạt tính, dịu nhẹ, hương hoa'),
    sizes: words('gói 6g, tuýp 100g, chai 180g, chai 650g'),
    price: 3_000,
  },
  {
    category: 'Đồ gia dụng',
    makers: words('Omo, Ariel, Surf, Comfort, Downy, Sunlight, Mỹ Hảo, Vim, Gift, Pulppy'),
    kinds: words('hương chanh, hương hoa, hương nắng mai, đậm đặc, tiết kiệm'),
    sizes: words('gói 100g, túi 400g, túi 800g, chai 3.8kg'),
    price: 11_000,
  },
];

const SIZE_FACTORS = [1, 1.5, 2.5, 6];

/** The 2,000 products of a big shop, each name once. */
export function largeCatalogue(): DemoProduct[] {
  return SHELVES.flatMap(({ category, makers, kinds, sizes, price }) =>
    makers.flatMap((maker, nth) =>
      kinds.flatMap((kind) =>
        sizes.map((size, index) => ({
          category,
          name: `${maker} ${kind} ${size}`,
          price: roundTo500(price * (SIZE_FACTORS[index] ?? 1) * (1 + nth / 20)),
        })),
      ),
    ),
  );
}

function roundTo500(price: number): number {
  return Math.round(price / 500) * 500;
}

import type { Random } from './random.js';
import { Weighted } from './random.js';

/** Province and prefecture by GB/T 2260; `prefecture` is the first four digits. */
export interface Place {
  prefecture: string;
  text: string;
}

const PLACES: readonly (readonly [Place, number])[] = [
  [{ prefecture: '3301', text: '浙江省杭州市' }, 40],
  [{ prefecture: '3302', text: '浙江省宁波市' }, 14],
  [{ prefecture: '3304', text: '浙江省嘉兴市' }, 8],
  [{ prefecture: '3303', text: '浙江省温州市' }, 6],
  [{ prefecture: '3101', text: '上海市' }, 6],
  [{ prefecture: '3205', text: '江苏省苏州市' }, 5],
  [{ prefecture: '3401', text: '安徽省合肥市' }, 4],
  [{ prefecture: '3601', text: '江西省南昌市' }, 3],
  [{ prefecture: '4101', text: '河南省郑州市' }, 3],
  [{ prefecture: '4201', text: '湖北省武汉市' }, 3],
  [{ prefecture: '5101', text: '四川省成都市' }, 3],
  [{ prefecture: '4401', text: '广东省广州市' }, 2],
  [{ prefecture: '1101', text: '北京市' }, 2],
  [{ prefecture: '2102', text: '辽宁省大连市' }, 1],
];
const table = new Weighted(PLACES);

export const drawPlace = (random: Random): Place => table.draw(random);

/** Street names are made up; house numbers run past what streets have. */
const STREETS = [
  '云汀路',
  '望岳街',
  '听松路',
  '临川大道',
  '锦澜路',
  '栖霞巷',
  '稻香路',
  '观澜街',
  '枫桥大道',
  '长宁里',
];

export function drawAddress(place: Place, home: boolean, random: Random): string {
  const street = `${place.text}${random.pick(STREETS)}${random.between(1, 999)}号`;
  return home
    ? `${street}${random.between(1, 30)}幢${random.between(1, 4)}单元${random.between(1, 28)}0${random.between(1, 4)}室`
    : `${street}${random.between(2, 26)}层`;
}

/**
 * Letters that are drawn like a Latin letter, from the Unicode table of confusables (UTS 39): those of Cyrillic and
 * Greek, and a few that fonts draw the same.
 */
const LOOK_ALIKES: Record<string, string> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  н: 'h',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  г: 'r',
  ѕ: 's',
  т: 't',
  у: 'y',
  ѵ: 'v',
  ԝ: 'w',
  х: 'x',
  п: 'n',
  ь: 'b',
  б: '6',
  з: '3',
  ё: 'e',
  ї: 'i',
  α: 'a',
  β: 'b',
  γ: 'y',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  σ: 'o',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
  ά: 'a',
  έ: 'e',
  ή: 'n',
  ί: 'i',
  ό: 'o',
  ύ: 'u',
  ɑ: 'a',
  ɡ: 'g',
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'b',
  օ: 'o',
  ո: 'n',
  ս: 'u',
  հ: 'h',
  զ: 'q',
  ց: 'g',
  յ: 'j',
};

/** Signs of ASCII that are taken for another, with the pairs that look like one letter first. */
const ASCII_PAIRS: readonly [string, string][] = [
  ['rn', 'm'],
  ['vv', 'w'],
  ['cl', 'd'],
];
const ASCII_SIGNS: Record<string, string> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '5': 's',
  '3': 'e',
  '6': 'b',
  '9': 'g',
  q: 'g',
  _: '-',
};

/** Whether a label without a Latin letter consists of letters that look like Latin ones: `аррӏе`. */
export function isLatinLookAlike(label: string): boolean {
  const letters = [...label.toLowerCase()].filter((each) => !/[\d_-]/.test(each));
  return letters.length > 0 && letters.every((each) => LOOK_ALIKES[each] !== undefined);
}

/** What a name looks like: names with the same skeleton are taken for one another. Lower case. */
export function skeleton(name: string): string {
  let text = [...name.toLowerCase()].map((each) => LOOK_ALIKES[each] ?? each).join('');
  // Accents are overlooked: ï, é.
  text = text.normalize('NFD').replace(/\p{M}/gu, '');
  for (const [pair, one] of ASCII_PAIRS) text = text.replaceAll(pair, one);
  return [...text].map((each) => ASCII_SIGNS[each] ?? each).join('');
}

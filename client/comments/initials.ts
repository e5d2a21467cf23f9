/** The first character in dictionary order that begins with each letter; none begins with i, u or v. */
const LETTERS = 'abcdefghjklmnopqrstwxyz'
const FIRST = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'
/** read otherwise as a surname than by themselves */
const SURNAMES: Readonly<Record<string, string>> = {
  曾: 'z',
  单: 's',
  区: 'o',
  翟: 'z',
  解: 'x',
  仇: 'q',
  查: 'z',
  朴: 'p',
  盖: 'g',
}

const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character.toLowerCase()
  for (let at = FIRST.length - 1; at >= 0; at--) if (collator.compare(character, FIRST[at]!) >= 0) return LETTERS[at]!
  return character
}

/** 周敏 → `zm`: what one types to find a name without an input method. */
export function initials(name: string): string {
  const [surname = '', ...given] = name
  return (SURNAMES[surname] ?? initialOf(surname)) + given.map(initialOf).join('')
}
